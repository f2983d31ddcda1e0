# A request between police forces (Directive (EU) 2023/977): it says what article 4 wants; the single point of contact on both
# sides has its copy; the time stands still while a judge is asked; and what may not be told is told to be withheld, and why.

In Spain, an officer takes the form "Request for information between law enforcement authorities" for Belgium
It says under facts: "Three vans were rented with the same card before a robbery."
It says under offence: "Armed robbery"
It says under grounds to ask: "The card was issued in Ghent."
It says under connection: "Who holds the card has rented the vans."
It says under contact point copy: "sent"
It says under person or object: "card 4000 1234"
The officer hands it in, with the words: "Who holds the card?"
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "received"
Then the single point of contact in Spain has a copy of it
Then the single point of contact in Belgium has a copy of it
Then Spain and Belgium see the same: it is due on 2026-11-08
Then Spain and Belgium see that 0 per cent of its time are gone
110 hours go by
Then Spain and Belgium see that 50 per cent of its time are gone
The officer in Belgium stops its clock, for a judge has to allow it
5 seconds pass
Then Spain sees that the clock stands still
48 hours go by
Then Spain and Belgium see that 50 per cent of its time are gone
The officer in Belgium lets its clock go on
5 seconds pass
Then Spain and Belgium see the same: it is due on 2026-11-11
56 hours go by
Then Spain and Belgium see that 80 per cent of its time are gone
The officer in Belgium begins an answer
The answer says under outcome: "found in part"
The officer in Belgium decides to release it so: "A firm in Ghent."
Then this is refused, because a field of the record is missing or wrong
The officer in Belgium begins an answer
The answer says under outcome: "found_in_part"
The answer of Belgium holds back "the name of its clerk", on the ground "It would put the safety of a person at risk"
Looked at beforehand, the answer of Belgium would hold "the name of its clerk"
Looked at beforehand, the answer of Belgium would not hold "A firm in Ghent."
The officer in Belgium decides to release it so: "A firm in Ghent."
A second officer in Belgium approves
5 seconds pass
Then Spain has read: "A firm in Ghent."
Then Spain reads under outcome: "found_in_part"
Then Spain is told that "the name of its clerk" was held back, on the ground "It would put the safety of a person at risk"

# A second request about the same thing stands beside the first on the desk that has both (article 16).
In Spain, an officer takes the form "Request for information between law enforcement authorities" for Belgium
It says under facts: "The card was used again."
It says under offence: "Armed robbery"
It says under grounds to ask: "The card was issued in Ghent."
It says under connection: "Who holds the card has rented the vans."
It says under contact point copy: "sensitive_investigation"
It says under person or object: "Card 4000-1234"
The officer hands it in, with the words: "And who used it on Sunday?"
A second officer in Spain approves
5 seconds pass
Then in Belgium it stands beside the request before
Then the single point of contact in Spain has no copy of it
Then the logs of all four are whole
