# A request that does not say what it must is not written; one that does is refused only on a ground of the law, with
# reasons, by two officers (Directive (EU) 2023/977 arts. 4 and 6).

In Spain, an officer asks France for information and names no offence: "What do you have on this person?"
Then this is refused, because a field of the record is missing or wrong
In Spain, an officer asks France for information: "Is this person registered with you?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "we would rather not": "No."
Then this is refused, because a field of the record is missing or wrong
Then in France the request is "received"
The officer in France decides to refuse, on the ground "ongoing_investigation": "Ask again in a month."
Then Spain has not read: "Ask again in a month."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Ask again in a month."
Then the logs of all four are whole
