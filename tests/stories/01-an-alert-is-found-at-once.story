# An alert written in Brussels answers a check at a French border within a second, in whichever script the name
# is asked.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
500 milliseconds pass
In France, an officer checks: كريم إكزامبل
Then the candidate from Belgium is shown
Then at most 1 second has passed since the alert was entered
Then Belgium is "answered"
Then Spain is "answered"
Then the check says of when the copy from Belgium is
Then the logs of all four are whole
