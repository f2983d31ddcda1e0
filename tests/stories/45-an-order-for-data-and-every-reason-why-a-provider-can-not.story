# A European Production Order goes from the authority straight to the provider (Regulation (EU) 2023/1543 arts. 4, 5 and 9). A
# magistrate approves it, nobody else. The provider has ten days. It may not be able to follow: then it says why on the form of
# Annex III, with one of the ten reasons that stand there, and with four eyes of its own. Which reasons those are is told here,
# each once. What is handed over when it can follow is told by the test of the nodes (src/node/orders/orders_node_test.c).
A service provider and a hosting service take part

# Spain is no provider, and a provider orders nothing.
In Belgium, an officer takes the form "European Production Order Certificate" for Spain
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
Then this is refused, because no legal basis in force allows this
In the provider's office, an officer takes the form "European Production Order Certificate" for Belgium
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
Then this is refused, because no legal basis in force allows this

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
It says under data category: "subscriber"
It says under data subscriber: "sub identity, sub payment"
It says under ident user: "karim.exemple"
It says under authority type: "prosecutor"
It says under necessity: "No other way is left."
The officer hands it in, with the words: "Whose account is it?"
Then this is refused, because a field of the record is missing or wrong
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
The colleague in Belgium tries to approve
Then this is refused, because your roles do not allow this
A magistrate in Belgium approves
5 seconds pass
Then in the provider's office the request is "received"
Then the provider's office has read: "karim.exemple"
Then the provider's office has not read: "No other way is left."
Then Belgium and the provider's office see the same: it is due on 2026-11-11
The officer in the provider's office decides to refuse, on the ground "The information is not available": "No."
Then this is refused, because a field of the record is missing or wrong
The officer in the provider's office decides to refuse, on the ground "The data were not stored when it came": "Reasons 1."
Then Belgium has not read: "Reasons 1."
The same officer in the provider's office tries to approve
Then this is refused, because who asks never approves
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 1."
Then Belgium has read: "why_not_stored"

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "The certificate is incomplete": "Reasons 2."
Then Belgium has not read: "Reasons 2."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 2."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "It has manifest errors": "Reasons 3."
Then Belgium has not read: "Reasons 3."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 3."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "It lacks information": "Reasons 4."
Then Belgium has not read: "Reasons 4."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 4."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "De facto impossibility not of the provider’s making": "Reasons 5."
Then Belgium has not read: "Reasons 5."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 5."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "Not issued or validated by an authority of article 4": "Reasons 6."
Then Belgium has not read: "Reasons 6."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 6."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "Not for an offence of article 5(4)": "Reasons 7."
Then Belgium has not read: "Reasons 7."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 7."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "The service is not covered": "Reasons 8."
Then Belgium has not read: "Reasons 8."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 8."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "Immunity, privilege, or freedom of the press": "Reasons 9."
Then Belgium has not read: "Reasons 9."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 9."

In Belgium, an officer takes the form "European Production Order Certificate" for the provider's office
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Whose account is it?"
A magistrate in Belgium approves
5 seconds pass
The officer in the provider's office decides to refuse, on the ground "Conflict with the law of a third country": "Reasons 10."
Then Belgium has not read: "Reasons 10."
A second officer in the provider's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 10."

Then the logs of all who take part are whole
