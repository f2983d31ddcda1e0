# A private question has said that a record may exist. Only now is the person named, in a request with two signatures and under
# its own article; the owner looks for the person itself, and answers what it decides (Directive (EU) 2015/849 art. 53).

In Morocco, an officer enters an alert: Youssef Tamrani, born 1988-03-04, national alert, reason "file 12 of Rabat"
In Morocco, the sealed filters are made anew
65 seconds pass
In Spain, an officer checks: Youssef Tamrani, born 1988-03-04
Then, asked privately, Morocco says "a record may exist"
Then no letter from Spain to Morocco says: Tamrani
In Spain, an officer takes the form "What is behind a hit of a private question: the subject is named now, and its owner decides" for Morocco
It is about the private hit
It says under facts: "He books flights for others."
The officer hands it in, with the words: "Why is he known to you?"
Then no letter from Spain to Morocco says: Tamrani
A second officer in Spain approves
5 seconds pass
Then in Morocco the request is "received"
The officer in Morocco begins an answer
The officer in Morocco decides to release it so: "File 12."
Then this is refused, because an argument is missing or not of the expected form
The answer names the alert
The officer in Morocco decides to release it so: "File 12."
A second officer in Morocco approves
5 seconds pass
Then Spain has read: "file 12 of Rabat"

# What was erased meanwhile is not there, and is answered as what never was.
In Spain, an officer takes the form "What is behind a hit of a private question: the subject is named now, and its owner decides" for Morocco
It is about the private hit
The officer hands it in, with the words: "And since when?"
A second officer in Spain approves
5 seconds pass
Morocco deletes the alert
The officer in Morocco decides to refuse, on the ground "The record is not there any more": "Nobody of this name."
A second officer in Morocco approves
5 seconds pass
Then in Spain the request is "refused"
Then the logs of all four are whole
