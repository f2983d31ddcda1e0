# Each member runs a witness, outside its node and with a key of its own. It cosigns another member's log only when that
# continues what it cosigned before. So a restored backup is refused even when no other node can be reached: the witnesses
# hold the node's own signature on a longer log.

In Belgium, an officer enters an alert: Karim Exemple, born 1990-05-04, refusal of entry, reason "decision of 3 March"
10 seconds pass
Then a quorum of witnesses has cosigned what is new in the log of Belgium
A backup of Belgium is made

# Two of three are enough; one is not.
The witness of Spain does not answer
In Belgium, an officer enters an alert: Lien Voorbeeld, born 1979-02-11, refusal of entry, reason "decision of 9 May"
10 seconds pass
Then a quorum of witnesses has cosigned what is new in the log of Belgium
The witness of Morocco does not answer
In Belgium, an officer enters an alert: Jan Voorbeeld, born 1969-02-11, refusal of entry, reason "decision of 10 May"
10 seconds pass
Then no quorum of witnesses has cosigned what is new in the log of Belgium
The witness of Spain answers again
The witness of Morocco answers again
20 seconds pass
Then a quorum of witnesses has cosigned what is new in the log of Belgium

# Nobody else is there to tell Belgium what it forgot.
The node of France is switched off
The node of Spain is switched off
The node of Morocco is switched off
The old backup of Belgium is restored
10 seconds pass
Then the node of Belgium refuses to start, because the store is older than what others have seen of it
