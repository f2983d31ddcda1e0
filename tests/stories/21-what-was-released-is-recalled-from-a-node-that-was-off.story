# What an officer was given goes again when the record it told of is deleted, also from a node that was off that day; until
# then its owner sees who has not confirmed (promise P7; Directive (EU) 2016/680 art. 16(6)).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit
The officer in France asks for supplementary information: "Is the decision still in force?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "It is, until 2029."
A second officer in Belgium approves
5 seconds pass
Then France has read: "It is, until 2029."
The node of France is switched off
Belgium deletes the alert
20 seconds pass
Then Belgium knows that France has still to erase it
Then Belgium does not hold the alert
5 seconds pass
The node of France is switched on
20 seconds pass
Then France has not read: "It is, until 2029."
Then France does not hold the alert
10 seconds pass
Then Belgium knows that France has erased everything it was asked to
Then in Belgium the request is "recalled"
Then the logs of all four are whole
