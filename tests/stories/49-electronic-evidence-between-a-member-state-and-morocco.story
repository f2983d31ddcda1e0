# With Morocco the Convention of Budapest holds: at any hour, at once, data are preserved, enough of them is disclosed to find the
# way they went, stored data are accessed, and the contact point helps (arts. 29, 30, 31 and 35). What that does not give is asked
# by a letter of request. An order of the Union goes to no third country.

In Belgium, an officer takes the form "European Investigation Order" for Morocco
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
Then this is refused, because no legal basis in force allows this

In Morocco, an officer takes the form "Expedited preservation of stored data" for Belgium
It says under stored data: "The mailbox of karim.exemple"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please keep the messages."
A second officer in Morocco approves
5 seconds pass
Then Belgium has read: "The mailbox of karim.exemple"
# Nobody has said yet that it may leave the Union.
The officer in Belgium decides to release: "It is kept."
Then this is refused, because no legal basis in force allows this
The officer in Belgium begins an answer
The answer may leave the Union
The officer in Belgium decides to release it so: "It is kept."
Then Morocco has not read: "It is kept."
A second officer in Belgium approves
5 seconds pass
Then Morocco has read: "It is kept."
Then in Morocco it is kept until 2026-12-31

In Morocco, an officer takes the form "Expedited preservation of stored data" for Belgium
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please keep the messages."
A second officer in Morocco approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "Dual criminality could not be fulfilled at the time of disclosure": "Reasons 1."
Then Morocco has not read: "Reasons 1."
A second officer in Belgium approves
5 seconds pass
Then in Morocco the request is "refused"
Then Morocco has read: "Reasons 1."

In Morocco, an officer takes the form "Expedited preservation of stored data" for Belgium
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please keep the messages."
A second officer in Morocco approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "Sovereignty, security, public order, or an offence considered political": "Reasons 2."
Then Morocco has not read: "Reasons 2."
A second officer in Belgium approves
5 seconds pass
Then in Morocco the request is "refused"
Then Morocco has read: "Reasons 2."

In Morocco, an officer takes the form "Expedited disclosure of preserved traffic data" for Belgium
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Which way did they go?"
A second officer in Morocco approves
5 seconds pass
The officer in Belgium begins an answer
The answer may leave the Union
The officer in Belgium decides to release it so: "By a provider in Ghent."
Then Morocco has not read: "By a provider in Ghent."
A second officer in Belgium approves
5 seconds pass
Then Morocco has read: "By a provider in Ghent."

In Morocco, an officer takes the form "Expedited disclosure of preserved traffic data" for Belgium
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Which way did they go?"
A second officer in Morocco approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "National law does not allow it": "Reasons 3."
Then Morocco has not read: "Reasons 3."
A second officer in Belgium approves
5 seconds pass
Then in Morocco the request is "refused"
Then Morocco has read: "Reasons 3."

In Belgium, an officer takes the form "Mutual assistance to access stored data" for Morocco
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please send what is kept."
A second officer in Belgium approves
5 seconds pass
The officer in Morocco decides to release: "Two messages of May."
Then Belgium has not read: "Two messages of May."
A second officer in Morocco approves
5 seconds pass
Then Belgium has read: "Two messages of May."

In Belgium, an officer takes the form "Mutual assistance to access stored data" for Morocco
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please send what is kept."
A second officer in Belgium approves
5 seconds pass
The officer in Morocco decides to refuse, on the ground "No offence in the enforcing State, and not of the list with three years": "Reasons 4."
Then Belgium has not read: "Reasons 4."
A second officer in Morocco approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 4."

In France, an officer takes the form "Help of the contact point at any hour" for Morocco
It says under assistance kind: "a advice, a preservation"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whom do we call?"
A second officer in France approves
5 seconds pass
The officer in Morocco decides to release: "The desk in Rabat."
Then France has not read: "The desk in Rabat."
A second officer in Morocco approves
5 seconds pass
Then France has read: "The desk in Rabat."

In France, an officer takes the form "Help of the contact point at any hour" for Morocco
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whom do we call?"
A second officer in France approves
5 seconds pass
The officer in Morocco decides to refuse, on the ground "The information is not available": "Reasons 5."
Then France has not read: "Reasons 5."
A second officer in Morocco approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "Reasons 5."

In Spain, an officer takes the form "Letter of request for mutual assistance" for Morocco
It says under treaty: "the convention between the two"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear the witness."
A second officer in Spain approves
5 seconds pass
The officer in Morocco decides to release: "She was heard in Tangier."
Then Spain has not read: "She was heard in Tangier."
A second officer in Morocco approves
5 seconds pass
Then Spain has read: "She was heard in Tangier."

In Morocco, an officer takes the form "Letter of request for mutual assistance" for France
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear the witness."
A second officer in Morocco approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would be contrary to ne bis in idem": "Reasons 6."
Then Morocco has not read: "Reasons 6."
A second officer in France approves
5 seconds pass
Then in Morocco the request is "refused"
Then Morocco has read: "Reasons 6."

Then the logs of all four are whole
