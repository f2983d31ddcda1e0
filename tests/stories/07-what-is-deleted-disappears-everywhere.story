# What its owner deletes disappears from every copy, also from the one at a node that was off (promise P7).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
5 seconds pass
Then France holds the alert
Then Spain holds the alert
The power fails in Spain
Belgium deletes the alert
5 seconds pass
Then France does not hold the alert
The node of Spain is switched on
20 seconds pass
Then the alert is nowhere
In France, an officer checks: Karim Exemple, born 1990-05-04
Then no candidate is shown
