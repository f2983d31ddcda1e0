# A recall: the owner asks back what it released. France needs it as evidence and says so; asked again, it erases it, with two
# signatures, and it is gone there (Directive (EU) 2016/680 arts. 7(3), 9(3) and 16(3)(b)).

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

In Belgium, an officer takes the form "What was released is to be given back and erased" for France
It is about the alert
It refers to the request before
It says under reason: "It was unlawfully obtained."
The officer hands it in, with the words: "Please erase it."
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see the same: it is due 24 hours after it was received
Then France still has of the request before: "In a street of Namur."
The officer in France decides to refuse, on the ground "We need it": "No."
Then this is refused, because a field of the record is missing or wrong
The officer in France decides to refuse, on the ground "Needed as evidence: processing is restricted instead": "Until the appeal."
A second officer in France approves
5 seconds pass
Then in Belgium the request is "refused"

In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit
In France, an officer takes the form "What the owner of an alert knows beyond it" for Belgium
It is about the hit
The officer hands it in, with the words: "Where does he live?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "In a street of Dinant."
A second officer in Belgium approves
5 seconds pass
Then France has read: "In a street of Dinant."

In Belgium, an officer takes the form "What was released is to be given back and erased" for France
It is about the alert
It refers to the request before
It says under reason: "It was unlawfully obtained."
The officer hands it in, with the words: "Please erase it."
A second officer in Belgium approves
5 seconds pass
Then Belgium and France see the same: it is due 24 hours after it was received
The officer in France decides to release: "Done."
Then France still has of the request before: "In a street of Dinant."
A second officer in France approves
5 seconds pass
Then France has no longer of the request before: "In a street of Dinant."
Then Belgium has read: "Done."
Then the logs of all four are whole
