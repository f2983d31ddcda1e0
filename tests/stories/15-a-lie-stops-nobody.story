# A member can say that it holds more than was ever sent to it, as a member would whose partner was set back to an old
# backup. Without the partner's own signature that is only a word: nobody else stops for it.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
5 seconds pass
France claims to hold more than Belgium ever sent
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
5 seconds pass
Then Spain holds the alert
Then the log of Belgium is whole

# But it is the word of France, signed. Belgium keeps it, and the true store of France does not hold so much.
Then the node of France refuses to start, because the store is older than what others have seen of it
