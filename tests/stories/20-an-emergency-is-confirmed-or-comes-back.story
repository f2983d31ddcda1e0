# A bomb may go off tonight and no second officer is there. The law names an emergency path for this kind of request, so the
# officer's own authenticator lets it go; every data-protection officer knows at once, and a second person signs within two
# days. What nobody signs comes back.

In France, an officer asks Belgium urgently, for a life is at risk: "Where is the van with this plate?"
A second officer in France approves
5 seconds pass
Nobody else is there: the officer in Belgium releases it alone with an authenticator, because it may happen tonight: "In a garage in Mons."
5 seconds pass
Then France has read: "In a garage in Mons."
Then the data-protection officers of all four know of the emergency
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then the data-protection officers of all four know that it was confirmed
49 hours go by
Then France has read: "In a garage in Mons."

# The same again, but nobody follows.
In France, an officer asks Belgium urgently, for a life is at risk: "Who paid for the garage?"
A second officer in France approves
5 seconds pass
Nobody else is there: the officer in Belgium releases it alone with an authenticator, because it may happen tonight: "A firm in Ghent."
5 seconds pass
Then France has read: "A firm in Ghent."
49 hours go by
5 seconds pass
Then France has not read: "A firm in Ghent."
Then in Belgium the request is "recalled"
Then the data-protection officers of all four know that it was recalled
Then Belgium knows that France has erased everything it was asked to
Then the logs of all four are whole

# Whose clock is wrong reads it all the same: an emergency counts by the clock of who declares it.
The clock of France falls 42 minutes behind
5 seconds pass
In France, an officer asks Belgium urgently, for a life is at risk: "Who has the keys?"
A second officer in France approves
5 seconds pass
Nobody else is there: the officer in Belgium releases it alone with an authenticator, because it may happen tonight: "The caretaker."
5 seconds pass
Then France has read: "The caretaker."
