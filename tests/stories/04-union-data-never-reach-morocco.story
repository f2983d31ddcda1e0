# An alert of the Schengen kind never reaches Morocco: neither as a copy, nor as an answer (promise P11).

In Belgium, an officer enters an alert: Jean Modele, born 1988-07-30, refusal of entry, reason "decision of 1 July"
In Spain, an officer enters an alert: Jean Modele, born 1988-07-30, refusal of entry, reason "decision of 2 July"
10 seconds pass
In Morocco, an officer checks: Jean Modele, born 1988-07-30
Then no candidate is shown
Then Morocco does not hold the alert
