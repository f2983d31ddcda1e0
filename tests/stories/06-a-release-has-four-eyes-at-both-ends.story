# From the hit to the release: two officers ask, two officers answer, and France reads it only then (promises P1, P2).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit
The officer in France asks for supplementary information: "Is the decision still in force?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "It is, until 2029."
Then France has not read: "It is, until 2029."
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
5 seconds pass
Then France has not read: "It is, until 2029."
A second officer in Belgium approves
5 seconds pass
Then France has read: "It is, until 2029."
Then in Belgium the request is "delivered"
Then the logs of all four are whole
