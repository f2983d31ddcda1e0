# A node on which an old backup was restored has forgotten what it told the others. It must not go on as if nothing
# had happened: its number would be given twice, and its log would have two pasts.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
5 seconds pass
A backup of Belgium is made
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
5 seconds pass
Then France holds the alert
The old backup of Belgium is restored
20 seconds pass
Then the node of Belgium refuses to start, because the store is older than what others have seen of it
Then France holds the alert
