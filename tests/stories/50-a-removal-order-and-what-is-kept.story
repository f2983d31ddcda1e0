# Terrorist content is to be removed within an hour (Regulation (EU) 2021/784 arts. 3, 6 and 14). Before the first order the hosting
# service is told, twelve hours ahead, how orders come and on what terms; the other member states are asked whether anybody
# investigates what is there. What was removed is kept for six months, and longer when a court or an authority says so.
A service provider and a hosting service take part

In France, the sealed filters are made anew
In Spain, the sealed filters are made anew
65 seconds pass
In Belgium, an officer asks the others whether anybody investigates what is at https://www.example.org/video?v=2
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
# The hosting service was not told before.
A second officer in Belgium approves
Then this is refused, because this step is not possible from where the request stands
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
The order before is taken up again
# It was told a moment ago: that is not twelve hours.
A second officer in Belgium approves
Then this is refused, because this step is not possible from where the request stands
13 hours go by
The same officer in Belgium tries to approve
Then this is refused, because who asks never approves
A second officer in Belgium approves
5 seconds pass
Then the host's office has read: "It calls for attacks."
Then Belgium and the host's office see the same: it is due 1 hours after it was received
The officer in the host's office stops its clock, for information is missing: "Annex III: there is no such address."
5 seconds pass
Then Belgium sees that the clock stands still
2 hours go by
The officer in the host's office lets its clock go on
5 seconds pass
The officer in the host's office decides to release: "Annex II"
Then this is refused, because a field of the record is missing or wrong
The officer in the host's office answers that just now it was "access disabled": "Annex II"
Then Belgium has not read: "access_disabled"
A second officer in the host's office approves
5 seconds pass
Then in Belgium the request is "released"
Then Belgium reads under content measure: "access_disabled"
Then in the host's office it is kept until 2027-05-02

In Belgium, an officer takes the form "Content that was removed is to be kept longer" for the host's office
Its purpose is terrorist content
It refers to the request before
It says under reason: "Proceedings are pending."
The officer hands it in, with the words: "Please keep it."
Then this is refused, because a field of the record is missing or wrong
It says under preserve until: "2027-11-30"
The officer hands it in, with the words: "Please keep it."
A second officer in Belgium approves
5 seconds pass
The officer in the host's office takes note of it
5 seconds pass
Then in Belgium the request is "noted"
The order before is taken up again
Then in the host's office it is kept until 2027-11-30

# Of its own motion the hosting service tells of what threatens a life.
In the host's office, an officer takes the form "Content that involves an imminent threat to life" for Belgium
Its purpose is terrorist content
It says under content url: "https://www.example.org/video?v=9"
The officer hands it in, with the words: "We have seen this."
Then this is refused, because a field of the record is missing or wrong
It says under circumstances: "An attack is announced for tonight."
The officer hands it in, with the words: "We have seen this."
Then Belgium has not read: "An attack is announced for tonight."
A second officer in the host's office approves
5 seconds pass
Then Belgium has read: "An attack is announced for tonight."
The officer in Belgium takes note of it
5 seconds pass
Then in the host's office the request is "noted"

# An authority gives another the hashes of what it knows.
In Belgium, an officer takes the form "Hashes of terrorist content, for the other's register" for France
Its purpose is terrorist content
It says under hash list: "pdq,0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f,video 2,90"
It says under hash source: "a register of Belgium"
It says under content type: "incites"
The officer hands it in, with the words: "What we know."
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see that it waits for no answer
The officer in France takes note of it
5 seconds pass
Then in Belgium the request is "noted"
Then the logs of all who take part are whole
