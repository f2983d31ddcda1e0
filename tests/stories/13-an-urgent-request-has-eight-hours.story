# A life is at risk: the answer is due eight hours after the request was received, and both sides see the same instant
# (Directive (EU) 2023/977 art. 5). Where a judge has to allow it, the clock stands still, and the asker sees that too.

In France, an officer asks Belgium urgently, for a life is at risk: "Who holds the van with this plate?"
A second officer in France approves
5 seconds pass
Then in Belgium the request is "received"
Then France and Belgium see the same: it is due 8 hours after it was received
The officer in Belgium stops its clock, for a judge has to allow it
5 seconds pass
Then France sees that the clock stands still
10 minutes pass
The officer in Belgium lets its clock go on
5 seconds pass
The officer in Belgium decides to release: "A hire firm in Mons; the contract follows."
A second officer in Belgium approves
5 seconds pass
Then France has read: "A hire firm in Mons; the contract follows."
Then the logs of all four are whole
