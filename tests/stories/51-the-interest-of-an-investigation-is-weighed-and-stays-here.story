# France investigates what is at an address. Belgium, which wants it removed, is told so, weighs it, and writes how: the second
# officer's signature stands for that, too. The hosting service learns nothing of it (Regulation (EU) 2021/784 art. 14(1)).
A service provider and a hosting service take part

In France, an officer investigates what is at https://www.example.org/video?v=2
In France, the sealed filters are made anew
65 seconds pass
In Belgium, an officer takes the form "Information before the first removal order: procedures and terms" for the host's office
Its purpose is terrorist content
It says under order procedures: "How orders come, and the terms."
It says under order contact: "desk 3"
The officer hands it in, with the words: "art. 3(2)"
A second officer in Belgium approves
5 seconds pass
Then the host's office has read: "How orders come, and the terms."
The officer in the host's office takes note of it
5 seconds pass
13 hours go by
In Belgium, an officer asks the others whether anybody investigates what is at https://www.example.org/video?v=2
Then, asked privately, France says "a record may exist"
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
It names the answers of the others
The officer hands it in, with the words: "Annex I"
Then this is refused, because a field of the record is missing or wrong
It says how their interest was weighed: "France was called: it may go on Friday."
The officer hands it in, with the words: "Annex I"
A second officer in Belgium approves
5 seconds pass
Then Belgium has read: "France was called: it may go on Friday."
Then the host's office has read: "It calls for attacks."
Then the host's office has not read: "France was called"
Then the host's office has not read: "interest"
Then the logs of all who take part are whole
