# Article 6 of Directive (EU) 2023/977 lists for what a request may be refused, and the list is closed. Each ground once; each
# refusal by two officers, with reasons; a ground of another law is none.

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The data are right": "They are."
Then this is refused, because a field of the record is missing or wrong
The officer in France decides to refuse, on the ground "needed_as_evidence": "It is."
Then this is refused, because a field of the record is missing or wrong
The officer in France decides to refuse, on the ground "The information is not available": "Reasons 1."
Then Spain has not read: "Reasons 1."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 1."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The request does not meet the requirements of article 4": "Reasons 2."
Then Spain has not read: "Reasons 2."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 2."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The judicial authorisation was refused": "Reasons 3."
Then Spain has not read: "Reasons 3."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 3."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would be contrary to essential interests of national security": "Reasons 4."
Then Spain has not read: "Reasons 4."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 4."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would jeopardise an investigation under way": "Reasons 5."
Then Spain has not read: "Reasons 5."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 5."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would put the safety of a person at risk": "Reasons 6."
Then Spain has not read: "Reasons 6."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 6."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would unduly harm protected important interests of a legal person": "Reasons 7."
Then Spain has not read: "Reasons 7."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 7."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "Personal data of other categories than article 10 names": "Reasons 8."
Then Spain has not read: "Reasons 8."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 8."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The data were found to be wrong, incomplete or no longer up to date": "Reasons 12."
Then Spain has not read: "Reasons 12."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 12."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The offence is punishable by a year or less under the law of the requested state": "Reasons 9."
Then Spain has not read: "Reasons 9."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 9."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "The matter is no offence under the law of the requested state": "Reasons 10."
Then Spain has not read: "Reasons 10."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 10."

In Spain, an officer asks France for information: "Who lived at this address?"
A second officer in Spain approves
5 seconds pass
The officer in France decides to refuse, on the ground "It comes from another state, which did not consent": "Reasons 11."
Then Spain has not read: "Reasons 11."
A second officer in France approves
5 seconds pass
Then in Spain the request is "refused"
Then Spain has read: "Reasons 11."

Then the logs of all four are whole
