# SIRENE forms L and M (SIRENE manual 1.13, 2.11): is it the same person; and anything else between two bureaux. Twelve hours.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer takes the form "SIRENE form L" for Belgium
It is about the alert
It says under differences: "He has no scar; the passport is another."
The officer hands it in, with the words: "Is it he?"
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due 12 hours after it was received
10 hours go by
Then France and Belgium see that 80 per cent of its time are gone
The officer in Belgium begins an answer
The answer says under identity: "not_the_same_person"
The answer says under photographs: "none_there"
The officer in Belgium decides to release it so: "Ours has a scar on the left hand."
A second officer in Belgium approves
5 seconds pass
Then France reads under identity: "not_the_same_person"

In France, an officer takes the form "SIRENE form L" for Belgium
It is about the alert
It says under differences: "The fingerprints should be compared."
The officer hands it in, with the words: "Have you prints?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "The information is not available": "None were taken."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"

In France, an officer takes the form "SIRENE form M" for Belgium
It is about the alert
It says under follow up: "He was seen in Lille on Friday."
The officer hands it in, with the words: "Do you know where he lives?"
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due 12 hours after it was received
The officer in Belgium decides to refuse, on the ground "National law does not allow it": "It is in the national register."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "It is in the national register."
Then the logs of all four are whole
