# Who writes a request does not approve it; a second officer does, with a signature of his own (promise P2).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
Then the candidate from Belgium is shown
The officer in France confirms the hit
The officer in France asks for supplementary information: "Is the decision still in force?"
The same officer in France tries to approve
Then this is refused, because who asks never approves
Then in France the request is "drafted"
Somebody in France approves with a signature that is not the officer's
Then this is refused, because your roles do not allow this
Then in France the request is "drafted"
A second officer in France approves
5 seconds pass
Then in Belgium the request is "received"
