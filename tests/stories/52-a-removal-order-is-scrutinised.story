# A copy of each removal order goes to the authority of the member state where the hosting service is established, which may look
# into it for 72 hours; the hosting service may ask it to within 48 hours. When it finds that the order infringes the regulation or
# fundamental rights, it tells both, and the order has no effect any more (Regulation (EU) 2021/784 art. 4).
A service provider and a hosting service take part

# In an emergency nobody is told before, and nobody is asked; why it is one has to be said (art. 3(2)).
In Belgium, an officer takes the form "Removal order against terrorist content (Annex I)" for the host's office
Its purpose is terrorist content
It says under content url: "https://www.example.org/video?v=2"
It says under content type: "incites"
It says under content reasons: "It calls for attacks."
It says under order authority: "an office"
It says under order authority type: "law_enforcement"
It says under order file: "12/2026"
It says under order contact: "desk 3"
It says under order redress: "the court, within a month"
It says under order disclosure: "must_not_inform"
It says under establishment: "fr"
It is urgent
The officer hands it in, with the words: "Annex I"
Then this is refused, because a field of the record is missing or wrong
It says under urgency reasons: "An attack is announced for tonight."
The officer hands it in, with the words: "Annex I"
A second officer in Belgium approves
5 seconds pass
Then the host's office has read: "An attack is announced for tonight."

# Spain is not where it is established.
In Belgium, an officer takes the form "Copy of a removal order, to the authority of the main establishment" for Spain
It refers to the request before
Its purpose is terrorist content
It says under content url: "https://www.example.org/video?v=2"
It says under content type: "incites"
It says under content reasons: "It calls for attacks."
It says under order authority: "an office"
It says under order authority type: "law_enforcement"
It says under order file: "12/2026"
It says under order contact: "desk 3"
It says under order redress: "the court, within a month"
It says under order disclosure: "must_not_inform"
It says under establishment: "fr"
The officer hands it in, with the words: "Annex I, a copy"
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "The provider has no main establishment here": "It is in France."
Then Belgium has not read: "It is in France."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "It is in France."

The order before is taken up again
In Belgium, an officer takes the form "Copy of a removal order, to the authority of the main establishment" for France
It refers to the request before
Its purpose is terrorist content
It says under content url: "https://www.example.org/video?v=2"
It says under content type: "incites"
It says under content reasons: "It calls for attacks."
It says under order authority: "an office"
It says under order authority type: "law_enforcement"
It says under order file: "12/2026"
It says under order contact: "desk 3"
It says under order redress: "the court, within a month"
It says under order disclosure: "must_not_inform"
It says under establishment: "fr"
The officer hands it in, with the words: "Annex I, a copy"
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see the same: it is due 72 hours after it was received

The order before is taken up again
In the host's office, an officer takes the form "Request to scrutinise a removal order, of the provider or of who put the content there" for France
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under reason: "It is a report of a newspaper."
The officer hands it in, with the words: "art. 4(4)"
A second officer in the host's office approves
5 seconds pass
Then the host's office and France see the same: it is due 72 hours after it was received
The officer in France begins an answer
The answer says under scrutiny: "infringement"
The answer says under scrutiny reasons: "Journalism (art. 1(3))."
The officer in France decides to release it so: "It is decided."
Then the host's office has not read: "Journalism (art. 1(3))."
A second officer in France approves
5 seconds pass
Then the host's office reads under scrutiny: "infringement"
Then the host's office has read: "Journalism (art. 1(3))."

# Its intention is told first to who issued the order (art. 4(5)); without that no decision leaves.
The order before is taken up again
In France, an officer takes the form "Decision that a removal order infringes the regulation or fundamental rights" for Belgium
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under scrutiny reasons: "Journalism (art. 1(3))."
The officer hands it in, with the words: "art. 4(6)"
A second officer in France approves
Then this is refused, because this step is not possible from where the request stands
The order before is taken up again
In France, an officer takes the form "Intention to decide that a removal order infringes the regulation or fundamental rights" for Belgium
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under scrutiny reasons: "It seems to be journalism."
The officer hands it in, with the words: "art. 4(5)"
A second officer in France approves
5 seconds pass
Then Belgium has read: "It seems to be journalism."
The officer in Belgium takes note of it
5 seconds pass

The order before is taken up again
In France, an officer takes the form "Decision that a removal order infringes the regulation or fundamental rights" for Belgium
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under scrutiny reasons: "Journalism (art. 1(3))."
The officer hands it in, with the words: "art. 4(6)"
A second officer in France approves
5 seconds pass
Then France and Belgium see that it waits for no answer
Then Belgium has read: "Journalism (art. 1(3))."
The officer in Belgium takes note of it
5 seconds pass

The order before is taken up again
In France, an officer takes the form "Decision that a removal order infringes the regulation or fundamental rights" for the host's office
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under scrutiny reasons: "Journalism (art. 1(3))."
The officer hands it in, with the words: "art. 4(6)"
A second officer in France approves
5 seconds pass
Then France and the host's office see that it waits for no answer
Then the host's office has read: "Journalism (art. 1(3))."
The officer in the host's office takes note of it
5 seconds pass
The order before is taken up again
The officer in the host's office decides to refuse, on the ground "The authority of the main establishment found an infringement": "It is back."
A second officer in the host's office approves
5 seconds pass
Then in Belgium the request is "refused"
Then Belgium has read: "It is back."

# That it is back is told, and counted.
The order before is taken up again
In the host's office, an officer takes the form "Content that was put back" for Belgium
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under reinstated at: "2026-11-02T12:00:00Z"
It says under reinstated why: "after_scrutiny"
The officer hands it in, with the words: "art. 4(7)"
A second officer in the host's office approves
5 seconds pass
Then Belgium has read: "after_scrutiny"
The officer in Belgium takes note of it
5 seconds pass

The order before is taken up again
# After 48 hours it may not be asked any more.
49 hours go by
In the host's office, an officer takes the form "Request to scrutinise a removal order, of the provider or of who put the content there" for France
Its purpose is terrorist content
It refers to the request before
It says under content url: "https://www.example.org/video?v=2"
It says under reason: "It is a report of a newspaper."
The officer hands it in, with the words: "art. 4(4)"
Then this is refused, because the date has passed
Then the logs of all who take part are whole
