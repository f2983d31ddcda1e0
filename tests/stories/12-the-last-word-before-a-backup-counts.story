# What proves that an old backup was restored comes with the message itself, not some time later: the backup is put back
# as soon as France holds the alert.

5 seconds pass
A backup of Belgium is made
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
200 milliseconds pass
Then France holds the alert
The old backup of Belgium is restored
20 seconds pass
Then the node of Belgium refuses to start, because the store is older than what others have seen of it
