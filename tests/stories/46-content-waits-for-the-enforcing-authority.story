# Who said what to whom is asked for with a judge's order only, for grave offences only, and while the enforcing authority looks at
# it the provider hands over nothing (Regulation (EU) 2023/1543 arts. 4(2), 5(4), 8, 10(2) and 12). It has four grounds, and no
# other. When it raises none, the provider goes on; when it raises one, the order is at its end.
A service provider and a hosting service take part

# A prosecutor is not enough for content.
In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under authority type: "prosecutor"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
It says under necessity: "No other way is left."
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
A magistrate in Belgium approves
5 seconds pass
# As long as Spain has not been told, and while it looks, nothing may go.
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because this step is not possible from where the request stands
In Belgium, an officer takes the form "Notification of a European Production Order" for France
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
Then this is refused, because an argument is missing or not of the expected form
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
Then Spain has read: "No other way is left."
Then Belgium and Spain see the same: it is due on 2026-11-11
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because this step is not possible from where the request stands
The order before is taken up again
The officer in Spain decides to refuse, on the ground "The offence is punishable by a year or less under the law of the requested state": "No."
Then this is refused, because a field of the record is missing or wrong
The officer in Spain decides to release: "We raise no ground."
A second officer in Spain approves
15 seconds pass
Then Belgium has read: "We raise no ground."
The order before is taken up again
# Now the provider may, and is asked only what it hands over; it has lost it.
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because a field of the record is missing or wrong
The officer in the provider's office decides to refuse, on the ground "De facto impossibility not of the provider’s making": "A fire in the hall."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
It says under necessity: "No other way is left."
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
A magistrate in Belgium approves
5 seconds pass
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
The officer in Spain decides to refuse, on the ground "Immunity or privilege, or rules on criminal liability of the press": "Reasons 1."
Then Belgium has not read: "Reasons 1."
A second officer in Spain approves
15 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 1."
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
It says under necessity: "No other way is left."
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
A magistrate in Belgium approves
5 seconds pass
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
The officer in Spain decides to refuse, on the ground "Manifest breach of a fundamental right, in an exceptional situation": "Reasons 2."
Then Belgium has not read: "Reasons 2."
A second officer in Spain approves
15 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 2."
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
It says under necessity: "No other way is left."
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
A magistrate in Belgium approves
5 seconds pass
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
The officer in Spain decides to refuse, on the ground "It would be contrary to ne bis in idem": "Reasons 3."
Then Belgium has not read: "Reasons 3."
A second officer in Spain approves
15 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 3."
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "content"
It says under data content: "co messages"
It says under authority type: "investigating judge"
It says under offence gate: "terrorism 2017 541"
It says under penalty months: "60"
It says under enforcing state: "es"
It says under deadline: "ten days notified"
It says under necessity: "No other way is left."
The rest of the form is filled in with invented words
The officer hands it in, with the words: "What was written?"
A magistrate in Belgium approves
5 seconds pass
In Belgium, an officer takes the form "Notification of a European Production Order" for Spain
It tells of the order before
The officer hands it in, with the words: "We have ordered this."
A second officer in Belgium approves
15 seconds pass
The officer in Spain decides to refuse, on the ground "No offence in the enforcing State, and not of the list with three years": "Reasons 4."
Then Belgium has not read: "Reasons 4."
A second officer in Spain approves
15 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 4."
The order before is taken up again
The officer in the provider's office decides to release: "Here it is."
Then this is refused, because no legal basis in force allows this

Then the logs of all who take part are whole
