# A European Preservation Order: the provider keeps what is there for sixty days (Regulation (EU) 2023/1543 arts. 6 and 11). It is
# told once that thirty more are needed, and then that the data were asked for: from then on it keeps them as long as that takes.
# An order that was not followed goes to the enforcing authority, which has five working days (art. 16).
A service provider and a hosting service take part

In Belgium, an officer takes the form "European Preservation Order Certificate" for the provider's office
It says under ident user: "karim.exemple"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "Keep what there is."
A magistrate in Belgium approves
5 seconds pass
Then the provider's office has read: "karim.exemple"
The officer in the provider's office decides to release: "It is kept."
Then Belgium has not read: "It is kept."
A second officer in the provider's office approves
5 seconds pass
Then Belgium has read: "It is kept."
Then in Belgium it is kept until 2026-12-31
Then in the provider's office it is kept until 2026-12-31

In Belgium, an officer takes the form "Thirty more days of preservation" for the provider's office
It refers to the request before
It says under earlier file: "FD.35.98.1/26-11"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "The judge needs more time."
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then Belgium and the provider's office see that it waits for no answer
Then the provider's office has read: "FD.35.98.1/26-11"
The officer in the provider's office takes note of it
5 seconds pass
Then in Belgium the request is "noted"

The order before is taken up again
Then in Belgium it is kept until 2027-01-30
Then in the provider's office it is kept until 2027-01-30
In Belgium, an officer takes the form "Thirty more days of preservation" for the provider's office
It refers to the request before
It says under earlier file: "FD.35.98.1/26-11"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "And thirty more."
Then this is refused, because this step is not possible from where the request stands

The order before is taken up again
In Belgium, an officer takes the form "A production request was issued: keep preserving" for the provider's office
It refers to the request before
It says under request issued: "an epoc"
The rest of the form is filled in with invented words
The officer hands it in, with the words: "It was asked for today."
A second officer in Belgium approves
5 seconds pass
Then the provider's office has read: "an_epoc"
The officer in the provider's office takes note of it
5 seconds pass
Then in Belgium the request is "noted"

In Belgium, an officer takes the form "Enforcement of an order that was not followed" for Spain
The officer hands it in, with the words: "Please enforce it."
Then this is refused, because a field of the record is missing or wrong
It says under facts: "The provider in Spain does not answer."
The officer hands it in, with the words: "Please enforce it."
A second officer in Belgium approves
5 seconds pass
Then Spain and Belgium see the same: it is due on 2026-11-06
The officer in Spain decides to release: "It has been told to follow."
A second officer in Spain approves
5 seconds pass
Then Belgium has read: "It has been told to follow."

In Belgium, an officer takes the form "Enforcement of an order that was not followed" for Spain
It says under facts: "The provider in Spain does not answer."
The officer hands it in, with the words: "Please enforce it."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "Not issued or validated by an authority of article 4": "Reasons 1."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 1."

In Belgium, an officer takes the form "Enforcement of an order that was not followed" for Spain
It says under facts: "The provider in Spain does not answer."
The officer hands it in, with the words: "Please enforce it."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "Immunity or privilege, or rules on criminal liability of the press": "Reasons 2."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "Reasons 2."

Then the logs of all who take part are whole
