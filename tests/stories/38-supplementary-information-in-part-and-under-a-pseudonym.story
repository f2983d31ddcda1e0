# The owner of an alert tells what it knows beyond it, without the name and without the reason, and says that both were held
# back and why; or it refuses (Regulation (EU) 2018/1862 art. 8; Directive (EU) 2016/680 art. 4(1)(c)).

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
2 seconds pass
In France, an officer checks: Karim Exemple, born 1990-05-04
The officer in France confirms the hit

In France, an officer takes the form "What the owner of an alert knows beyond it" for Belgium
It is about the hit
The officer hands it in, with the words: "What is behind it?"
A second officer in France approves
5 seconds pass
The officer in Belgium begins an answer
The answer gives a pseudonym in place of the name
Looked at beforehand, the answer of Belgium would hold "Person "
Then this is refused, because a field of the record is missing or wrong
The answer of Belgium holds back "who it is", on the ground "It would put the safety of a person at risk"
The answer of Belgium holds back "reason", on the ground "It comes from another state, which did not consent"
Looked at beforehand, the answer of Belgium would hold "Person "
Looked at beforehand, the answer of Belgium would not hold "Karim"
Looked at beforehand, the answer of Belgium would not hold "decision of 3 March"
The officer in Belgium decides to release it so: "He has helped us."
Then France has not read: "He has helped us."
A second officer in Belgium approves
5 seconds pass
Then France has read: "He has helped us."
Then France has not read: "decision of 3 March"
Then France is told that "who it is" was held back, on the ground "It would put the safety of a person at risk"
Then France is told that "reason" was held back, on the ground "It comes from another state, which did not consent"

In France, an officer takes the form "What the owner of an alert knows beyond it" for Belgium
It is about the hit
The officer hands it in, with the words: "Are there photographs?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to refuse, on the ground "It is not the same person or object": "Look at the scar."
A second officer in Belgium approves
5 seconds pass
Then in France the request is "refused"
Then the logs of all four are whole
