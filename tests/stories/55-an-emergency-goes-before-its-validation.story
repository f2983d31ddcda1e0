# A life is at risk: the order goes out before a magistrate has signed it, and the provider has eight hours. A judge or a prosecutor
# validates it within forty-eight hours, or it is withdrawn at both ends. For content that is never so: there a judge signs first; the
# enforcing authority is told, suspends nothing, and has ninety-six hours (Regulation (EU) 2023/1543 arts. 3(18), 4(5), 8(4) and 10(4)).
A service provider and a hosting service take part

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "other authority"
It says under unvalidated: "yes"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "eight hours"
It says under emergency kind: "threat to person"
It is urgent
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Where is the child?"
Then this is refused, because no legal basis in force allows this

# Who issues alone needs no validation, and says none is waited for.
In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "subscriber"
It says under authority type: "prosecutor"
It says under unvalidated: "yes"
It says under deadline: "eight hours"
It says under emergency kind: "threat to person"
It is urgent
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
Then this is refused, because a field of the record is missing or wrong

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "subscriber"
It says under authority type: "other authority"
It says under unvalidated: "yes"
It says under deadline: "eight hours"
It says under emergency kind: "threat to person"
It is urgent
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A second officer in Belgium approves
5 seconds pass
Then Belgium and the provider's office see the same: it is due 8 hours after it was received
# Nobody validates it.
49 hours go by
65 seconds pass
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "eight hours"
It says under emergency kind: "threat to person"
It says under necessity: "No other way is left."
It is urgent
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Where is the child?"
A magistrate in Belgium approves
5 seconds pass
Then Belgium and the provider's office see the same: it is due 8 hours after it was received
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
It is urgent
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
Then Belgium and Spain see the same: it is due 96 hours after it was received
Then Spain has read: "No other way is left."
90 hours go by
The officer in Spain decides to refuse, on the ground "Manifest breach of a fundamental right, in an exceptional situation": "It is a newspaper."
A second officer in Spain approves
15 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "It is a newspaper."
# From then on nothing of it may go.
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this
Then the logs of all who take part are whole
