# What an officer was told is done is there after the power was cut, and reaches the others (promise P8).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
The power fails in Belgium
2 minutes pass
The node of Belgium is switched on
20 seconds pass
Then Belgium holds the alert
Then France holds the alert
Then the logs of all four are whole
