# An old backup is noticed as well on a node that had sent nothing since, but had received and acknowledged.

5 seconds pass
A backup of Spain is made
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
5 seconds pass
Then Spain holds the alert
The old backup of Spain is restored
20 seconds pass
Then the node of Spain refuses to start, because the store is older than what others have seen of it
