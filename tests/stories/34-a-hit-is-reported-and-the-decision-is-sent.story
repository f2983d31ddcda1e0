# SIRENE forms A, G and H (Regulation (EU) 2018/1862 arts. 27, 29 and 37): the hit is reported to the owner of the alert, the
# owner sends the decision behind it, and where the action can not be taken that is said, too. They tell; nobody answers them.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, arrest, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit

In France, an officer takes the form "SIRENE form G" for Belgium
It is about the hit
It says under hit place: "Perpignan, A9"
It says under action taken: "Held for the prosecutor"
The officer hands it in, with the words: "We have him."
Then this is refused, because a field of the record is missing or wrong
It says under hit at: "2026-11-01T07:40:00Z"
It says under carried: "two passports"
The officer hands it in, with the words: "We have him."
A second officer in France approves
5 seconds pass
Then Belgium reads under hit place: "Perpignan, A9"
Then Belgium and France see that it waits for no answer
The officer in Belgium takes note of it
5 seconds pass
Then in France the request is "noted"

In Belgium, an officer takes the form "SIRENE form A" for France
It is about the alert
It says under decision ref: "2026/0001 of 3 March"
It says under offence: "Armed robbery"
It says under listed offence: "yes_listed"
The officer hands it in, with the words: "The warrant goes by the other way."
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then France reads under offence: "Armed robbery"
Then France reads under listed offence: "yes_listed"
The officer in France takes note of it
5 seconds pass
Then in Belgium the request is "noted"

In France, an officer takes the form "SIRENE form H" for Belgium
It is about the hit
The officer hands it in, with the words: "The judge let him go."
Then this is refused, because a field of the record is missing or wrong
It says under obstacle: "A judge in Perpignan did not order detention."
The officer hands it in, with the words: "The judge let him go."
A second officer in France approves
5 seconds pass
Then Belgium reads under obstacle: "A judge in Perpignan did not order detention."
The officer in Belgium takes note of it
5 seconds pass
Then in France the request is "noted"
Then the logs of all four are whole
