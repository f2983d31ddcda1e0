# What Belgium published is still found in France while the Belgian node is off; the check says of when the copy is
# and that Belgium was not reached.

In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
2 seconds pass
The node of Belgium is switched off
10 seconds pass
In France, an officer checks: Lien Voorbeeld, born 1979-02-11
Then the candidate from Belgium is shown
Then Belgium is "not reached"
Then the check says of when the copy from Belgium is
