# A correction: what was sent was wrong. Its receiver sets it right within a day, or says that it never had it (Directive (EU)
# 2016/680 arts. 7(3) and 16(6)).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit
In France, an officer takes the form "What the owner of an alert knows beyond it" for Belgium
It is about the hit
The officer hands it in, with the words: "Where does he live?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "In a street of Namur."
A second officer in Belgium approves
5 seconds pass
Then France has read: "In a street of Namur."

In Belgium, an officer takes the form "What was sent is to be corrected" for France
It is about the alert
It refers to the request before
It says under wrong data: "the town"
The officer hands it in, with the words: "We were wrong."
Then this is refused, because a field of the record is missing or wrong
It says under right data: "Dinant"
The officer hands it in, with the words: "We were wrong."
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see the same: it is due 24 hours after it was received
20 hours go by
Then Belgium and France see that 80 per cent of its time are gone
Then France reads under right data: "Dinant"
The officer in France decides to release: "Corrected, and told to the two who had it from us."
A second officer in France approves
5 seconds pass
Then Belgium has read: "Corrected, and told to the two who had it from us."
In Belgium, an officer takes the form "What was sent is to be corrected" for Spain
It is about the alert
It says under wrong data: "the town"
It says under right data: "Dinant"
The officer hands it in, with the words: "We were wrong."
A second officer in Belgium approves
5 seconds pass
The officer in Spain decides to refuse, on the ground "It was never received, or is gone already": "No such letter is here."
A second officer in Spain approves
5 seconds pass
Then in Belgium the request is "refused"
Then the logs of all four are whole
