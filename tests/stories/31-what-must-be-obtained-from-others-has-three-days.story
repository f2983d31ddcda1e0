# A life is at risk, so the answer is due in eight hours; but Belgium must first obtain it from others, says so with a reason, and
# has three days (Directive (EU) 2023/977 art. 5(1)(b)). When they are over, both sides see that the answer is late.

In France, an officer takes the form "Request for information between law enforcement authorities" for Belgium
It is urgent
It says under facts: "A child was taken from a school."
It says under offence: "Abduction"
It says under grounds to ask: "The plate is Belgian."
It says under connection: "The car drove away from the school."
It says under contact point copy: "sent"
The officer hands it in, with the words: "Whose is the car?"
Then this is refused, because a field of the record is missing or wrong
It says under urgency: "life"
It says under urgency reasons: "The child is ill."
The officer hands it in, with the words: "Whose is the car?"
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due 8 hours after it was received
The officer in Belgium names another clock, "Any other request for information", because "we are few"
Then this is refused, because a field of the record is missing or wrong
The officer in Belgium names another clock, "Urgent, to be obtained from others", because "a leasing firm has to be asked"
5 seconds pass
Then France and Belgium see the same: it is due on 2026-11-04
44 hours go by
Then France and Belgium see that 50 per cent of its time are gone
26 hours go by
Then France and Belgium see that 80 per cent of its time are gone
18 hours go by
Then France and Belgium see that 100 per cent of its time are gone
Then France and Belgium see that it is late
The officer in Belgium decides to release: "A leasing firm in Liège."
A second officer in Belgium approves
5 seconds pass
Then France has read: "A leasing firm in Liège."
Then the logs of all four are whole
