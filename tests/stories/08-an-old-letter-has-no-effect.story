# Letters that are shown again, or altered on their way, change nothing (promise P8). Here a deletion is followed by
# the old letter that had brought the alert.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
5 seconds pass
Belgium deletes the alert
5 seconds pass
Every letter to France is shown to it again
Every letter to France is shown to it again, altered
Then France does not hold the alert
Then the log of France is whole

# And the line goes on working.
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
5 seconds pass
Then France holds the alert
