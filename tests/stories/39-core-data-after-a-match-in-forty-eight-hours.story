# After a biometric match that an expert confirmed, the core data within 48 hours, which stand still while a judge is asked
# (Regulation (EU) 2024/982 art. 47).

In Belgium, an officer takes the form "Core data after a confirmed biometric match" for France
It says under match ref: "face/11"
It says under match of: "face"
It says under confirmed on: "2026-10-30"
It says under facts: "a window broken at night"
It says under offence: "Burglary"
The officer hands it in, with the words: "Whose face is it?"
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see the same: it is due 48 hours after it was received
25 hours go by
Then Belgium and France see that 50 per cent of its time are gone
The officer in France stops its clock, for a judge has to allow it
5 seconds pass
Then Belgium sees that the clock stands still
30 hours go by
Then Belgium and France see that 50 per cent of its time are gone
The officer in France lets its clock go on
5 seconds pass
The officer in France begins an answer
The answer says under surname: "Exemple"
The answer says under forenames: "Karim"
The answer says under born on: "1990-05-04"
The answer says under place of data: "Lyon, 2024-06-11"
The officer in France decides to release it so: "As in our register."
A second officer in France approves
5 seconds pass
Then Belgium reads under surname: "Exemple"
Then Belgium reads under place of data: "Lyon, 2024-06-11"

In Belgium, an officer takes the form "Core data after a confirmed biometric match" for France
It says under match ref: "face/11"
It says under match of: "face"
It says under confirmed on: "2026-10-30"
It says under facts: "a window broken at night"
It says under offence: "Burglary"
The officer hands it in, with the words: "Whose face is it?"
A second officer in Belgium approves
5 seconds pass
The officer in France decides to refuse, on the ground "The match is not confirmed": "Our expert says no."
A second officer in France approves
5 seconds pass
Then in Belgium the request is "refused"

In Belgium, an officer takes the form "Core data after a confirmed biometric match" for France
It says under match ref: "face/11"
It says under match of: "face"
It says under confirmed on: "2026-10-30"
It says under facts: "a window broken at night"
It says under offence: "Burglary"
The officer hands it in, with the words: "Whose face is it?"
A second officer in Belgium approves
5 seconds pass
The officer in France decides to refuse, on the ground "The judicial authorisation was refused": "The judge says no."
A second officer in France approves
5 seconds pass
Then in Belgium the request is "refused"

In Belgium, an officer takes the form "Core data after a confirmed biometric match" for France
It says under match ref: "face/11"
It says under match of: "face"
It says under confirmed on: "2026-10-30"
It says under facts: "a window broken at night"
It says under offence: "Burglary"
The officer hands it in, with the words: "Whose face is it?"
A second officer in Belgium approves
5 seconds pass
49 hours go by
Then Belgium and France see that it is late
Then the logs of all four are whole
