# What France knows and Spain should, told of its own motion, with the conditions that bind Spain (Decision 2008/615/JHA
# art. 16). Nobody answers it; somebody takes note.

In France, an officer takes the form "Information on terrorist offences, of own motion" for Spain
It says under surname: "Exemple"
It says under forenames: "Karim"
It says under circumstances: "Bought tickets to Valencia under two names."
The officer hands it in, with the words: "We think that he prepares an attack."
Then this is refused, because a field of the record is missing or wrong
It says under binding use: "Only to prevent the attack; not in court without asking."
The officer hands it in, with the words: "We think that he prepares an attack."
Then Spain has not read: "We think that he prepares an attack."
A second officer in France approves
5 seconds pass
Then France and Spain see that it waits for no answer
Then Spain reads under binding use: "Only to prevent the attack; not in court without asking."
The officer in Spain decides to release: "Thank you."
Then this is refused, because this step is not possible from where the request stands
The officer in Spain takes note of it
5 seconds pass
Then in France the request is "noted"
An officer in Spain, in a hurry, passes it on to Belgium
Then this is refused, because the conditions under which the owner gave it do not allow this use
Then the logs of all four are whole
