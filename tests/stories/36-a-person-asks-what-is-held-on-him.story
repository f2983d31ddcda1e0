# SIRENE form K (Directive (EU) 2016/680 arts. 12 to 17): a person asks in France about what Belgium holds. Thirty days; they
# stand still while it is not clear who is meant; the person learns of a refusal on a ground of the law only.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer takes the form "SIRENE form K" for Belgium
It is about the alert
It says under wish: "access"
It says under identity proven: "passport seen"
The officer hands it in, with the words: "A person has come to us."
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due on 2026-12-01
The officer in Belgium stops its clock, for a judge has to allow it
Then this is refused, because a field of the record is missing or wrong
The officer in Belgium stops its clock, for it is not clear who is meant
5 seconds pass
Then France sees that the clock stands still
24 hours go by
The officer in Belgium lets its clock go on
5 seconds pass
Then France and Belgium see the same: it is due on 2026-12-02
The officer in Belgium hands it over to a colleague, because leave begins tomorrow
The colleague in Belgium decides to release: "An alert of 3 March refuses him entry."
The colleague in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then France has read: "An alert of 3 March refuses him entry."

In France, an officer takes the form "SIRENE form K" for Belgium
It is about the alert
It says under wish: "access"
It says under identity proven: "a letter"
The officer hands it in, with the words: "A person has come to us."
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "Identity or entitlement is not proven": "A letter proves nothing."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "A letter proves nothing."

In France, an officer takes the form "SIRENE form K" for Belgium
It is about the alert
It says under wish: "erasure"
It says under identity proven: "passport seen"
The officer hands it in, with the words: "A person has come to us."
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "The request is manifestly unfounded or excessive": "It is the fifth this month."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "It is the fifth this month."

In France, an officer takes the form "SIRENE form K" for Belgium
It is about the alert
It says under wish: "rectification"
It says under identity proven: "passport seen"
The officer hands it in, with the words: "A person has come to us."
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "The right is restricted by law, with reasons on record": "The reasons are with our supervisor."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "The reasons are with our supervisor."

In France, an officer takes the form "SIRENE form K" for Belgium
It is about the alert
It says under wish: "restriction"
It says under identity proven: "passport seen"
The officer hands it in, with the words: "A person has come to us."
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "The record is not there any more": "It was deleted."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "It was deleted."

Then the logs of all four are whole
