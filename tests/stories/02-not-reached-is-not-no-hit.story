# A member that could not be reached is never reported as having nothing (promise P9).

In Spain, an officer enters an alert: Marta Ejemplo, born 1984-11-20, refusal of entry, reason "order of 2 June"
The line between France and Spain is cut
In France, an officer checks: Marta Ejemplo, born 1984-11-20
Then no candidate from Spain is shown
Then Spain is "not reached"

# Once the line is mended, the same question finds her.
The line between France and Spain is mended
5 seconds pass
In France, an officer checks: Marta Ejemplo, born 1984-11-20
Then the candidate from Spain is shown
Then Spain is "answered"
