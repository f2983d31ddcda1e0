# Before a letter of request is written: can it be opened there at all? A make, a model, a system, nothing of a person; the answer in codes.

In Belgium, an officer takes the form "Can you open a device of this make, model and system?" for France
It says under device make: "Example"
It says under device model: "Nine Pro"
The officer hands it in, with the words: "Can it be opened?"
Then this is refused, because a field of the record is missing or wrong
It says under device system: "Example OS 17.2"
It says under device state: "somewhere"
The officer hands it in, with the words: "Can it be opened?"
Then this is refused, because a field of the record is missing or wrong
It says under device state: "after_first_unlock"
It says under device lock: "lock_digits"
The officer hands it in, with the words: "Can it be opened?"
A second officer in Belgium approves
5 seconds pass
Then in France the request is "received"
Then Belgium and France see the same: it is due on 2026-11-08
The officer in France begins an answer
The answer says under capability time: "in_weeks"
The officer in France decides to release it so: "Yes."
Then this is refused, because a field of the record is missing or wrong
The officer in France begins an answer
The answer says under capability: "can_part"
The answer says under capability time: "in_weeks"
The answer says under capability means: "bring_device"
The officer in France decides to release it so: "In part."
A second officer in France approves
5 seconds pass
Then Belgium reads under capability: "can_part"
Then Belgium reads under capability means: "bring_device"

In Belgium, an officer takes the form "Can you open a device of this make, model and system?" for France
It says under device make: "Example"
It says under device model: "Nine Pro"
It says under device system: "Example OS 18"
It says under device state: "off"
The officer hands it in, with the words: "And this one?"
A second officer in Belgium approves
5 seconds pass
The officer in France decides to refuse, on the ground "It would be contrary to essential interests of national security": "What we can is not told."
A second officer in France approves
5 seconds pass
Then in Belgium the request is "refused"
Then the logs of all four are whole
