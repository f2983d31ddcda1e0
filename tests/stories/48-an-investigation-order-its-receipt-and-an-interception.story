# What is not at a provider is asked of the other State's authority: a European Investigation Order (Directive 2014/41/EU). Its
# receipt is told; it is recognised in thirty days; the grounds for which it may be refused are those of article 11. And who
# listens in on a telephone in another State without its help tells it, and it may object within 96 hours (art. 31).

In Belgium, an officer takes the form "European Investigation Order" for Spain
It says under executing state: "es"
It says under measures: "m hearing, m search"
It says under measure detail: "Hear the witness of the robbery."
The officer hands it in, with the words: "Please hear her."
Then this is refused, because a field of the record is missing or wrong
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then Spain has read: "Hear the witness of the robbery."
Then Belgium and Spain see the same: it is due on 2026-12-01
In Spain, an officer takes the form "Receipt of a European Investigation Order" for Belgium
It refers to the request before
The rest of the form is filled in with invented words
The officer hands it in, with the words: "We have it."
A second officer in Spain approves
5 seconds pass
Then Belgium and Spain see that it waits for no answer
The officer in Belgium takes note of it
5 seconds pass
Then in Spain the request is "noted"
The order before is taken up again
The officer in Spain decides to release: "She was heard on Tuesday."
Then Belgium has not read: "She was heard on Tuesday."
A second officer in Spain approves
5 seconds pass
Then Belgium has read: "She was heard on Tuesday."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "Committed outside the issuing State, wholly or partly in the executing State, where it is no offence": "Reasons 1."
Then Belgium has not read: "Reasons 1."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 1."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "The measure is limited to offences that this is none of": "Reasons 2."
Then Belgium has not read: "Reasons 2."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 2."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "It would harm national security, put its source at risk or use classified intelligence": "Reasons 3."
Then Belgium has not read: "Reasons 3."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 3."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "It would be contrary to ne bis in idem": "Reasons 4."
Then Belgium has not read: "Reasons 4."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 4."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "Not a criminal case, and the measure would not be authorised in a similar domestic case": "Reasons 6."
Then Belgium has not read: "Reasons 6."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 6."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "Substantial grounds to believe it incompatible with fundamental rights": "Reasons 7."
Then Belgium has not read: "Reasons 7."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 7."

In Belgium, an officer takes the form "European Investigation Order" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Please hear her."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "The measure would not be authorised in a similar domestic case": "Reasons 8."
Then Belgium has not read: "Reasons 8."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 8."

In Belgium, an officer takes the form "Notice of an interception without technical assistance" for Spain
It says under target: "+34 600 000 000"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "We listen in on him in Spain."
A second officer in Belgium approves
5 seconds pass
Then Belgium and Spain see the same: it is due 96 hours after it was received
The officer in Spain decides to release: "We have no objection."
A second officer in Spain approves
5 seconds pass
Then Belgium has read: "We have no objection."

In Belgium, an officer takes the form "Notice of an interception without technical assistance" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "We listen in on him in Spain."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "The measure would not be authorised in a similar domestic case": "Reasons 5."
Then Belgium has not read: "Reasons 5."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 5."

Then the logs of all four are whole
