# What an alert says was given for one purpose; for another its owner is asked (Directive (EU) 2016/680 arts. 9(3) and 35(1);
# Regulation (EU) 2018/1862 art. 56(5)).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer takes the form "Consent to another use, or to passing on" for Belgium
It is about the alert
It says under new use: "whatever we like"
It says under reason: "A case of ours."
The officer hands it in, with the words: "May we?"
Then this is refused, because a field of the record is missing or wrong
It says under new use: "court"
The officer hands it in, with the words: "May we?"
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due on 2026-11-08
The officer in Belgium begins an answer
The answer says under use until: "2027-06-30"
The officer in Belgium decides to release it so: "In that court."
A second officer in Belgium approves
5 seconds pass
Then France reads under use until: "2027-06-30"
In France, an officer takes the form "Consent to another use, or to passing on" for Belgium
It is about the alert
It says under new use: "pass_on"
It says under reason: "A neighbour has asked."
The officer hands it in, with the words: "May we pass it on?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "It would be contrary to essential interests of national security": "Not to them."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then the logs of all four are whole
