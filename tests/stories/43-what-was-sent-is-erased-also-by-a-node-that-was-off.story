# An erasure, asked of a node that is off: nothing is forgotten, the request waits, and when the node is back it is answered
# within its day (Directive (EU) 2016/680 art. 16(2) and (6)).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit
In France, an officer takes the form "What the owner of an alert knows beyond it" for Belgium
It is about the hit
The officer hands it in, with the words: "Where does he live?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "In a street of Namur."
A second officer in Belgium approves
5 seconds pass
Then France has read: "In a street of Namur."

The node of France is switched off
In Belgium, an officer takes the form "What was sent is to be erased" for France
It is about the alert
It refers to the request before
It says under reason: "The person was cleared."
The officer hands it in, with the words: "Please erase it."
A second officer in Belgium approves
20 seconds pass
Then in Belgium the request is "sent"
The node of France is switched on
20 seconds pass
Then in Belgium the request is "received"
Then Belgium and France see the same: it is due 24 hours after it was received
The officer in France decides to release: "Erased."
A second officer in France approves
5 seconds pass
Then France has no longer of the request before: "In a street of Namur."
Then Belgium has read: "Erased."
Then the logs of all four are whole
