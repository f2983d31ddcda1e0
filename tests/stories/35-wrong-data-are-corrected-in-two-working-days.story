# SIRENE form J (Regulation (EU) 2018/1862 art. 59(5)): France has seen that an alert of Belgium is wrong. Two working days of
# the asker: All Saints is a Sunday in 2026, and Armistice Day, a Wednesday, is not worked in France.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer takes the form "SIRENE form J" for Belgium
It is about the alert
It says under wrong data: "the date of birth"
It says under right data: "1990-04-05"
It says under proof: "his birth certificate"
The officer hands it in, with the words: "Day and month stand the wrong way round."
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due on 2026-11-03
The officer in Belgium begins an answer
The answer says under corrected: "was_corrected"
The officer in Belgium decides to release it so: "You are right."
A second officer in Belgium approves
5 seconds pass
Then France reads under corrected: "was_corrected"

# The owner may also say that the data are right, or that nothing is proven; other grounds the law does not name here.
206 hours go by
In France, an officer takes the form "SIRENE form J" for Belgium
It is about the alert
It says under wrong data: "the spelling of the name"
The officer hands it in, with the words: "It is written with a C."
A second officer in France approves
5 seconds pass
Then France and Belgium see the same: it is due on 2026-11-12
The officer in Belgium decides to refuse, on the ground "It would jeopardise an investigation under way": "No."
Then this is refused, because a field of the record is missing or wrong
The officer in Belgium decides to refuse, on the ground "The data are right": "His passport has a K."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then France has read: "His passport has a K."
In France, an officer takes the form "SIRENE form J" for Belgium
It is about the alert
It says under wrong data: "the nationality"
The officer hands it in, with the words: "We think it is another."
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "Identity or entitlement is not proven": "Nothing shows it."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then the logs of all four are whole
