# Morocco shows its national alerts to nobody in Spain, and Spain may ask privately: Morocco learns that it was asked and
# under which law, not about whom; Spain learns whether a record may exist, and no more (promise P4).

In Morocco, an officer enters an alert: Youssef Tamrani, born 1988-03-04, national alert, reason "file 12 of Rabat"
In Morocco, the sealed filters are made anew
65 seconds pass

# Written in another script, he is found all the same.
In Spain, an officer checks: يوسف التمراني, born 1988-03-04
Then, asked privately, Morocco says "a record may exist"
Then Morocco names what met, and no record
Then no candidate from Morocco is shown
Then Spain does not hold the alert
In Spain, an officer checks: Marta Ejemplo, born 1984-11-20
Then, asked privately, Morocco says "no hit"
Then no letter from Spain to Morocco says: Ejemplo
Then no letter from Spain to Morocco says: 1984-11-20
Then no letter from Spain to Morocco says: التمراني
Then no letter from Morocco to Spain says: Tamrani

# Who can't be reached has not said "no hit", and neither has a question that asks nothing.
In Spain, an officer checks: Marta
Then, asked privately, Morocco says "too little to ask"
The line between Spain and Morocco is cut
In Spain, an officer checks: Marta Ejemplo, born 1984-11-20
Then, asked privately, Morocco says "not reached"
The line between Spain and Morocco is mended
5 seconds pass

# What is deleted is gone from the next filter.
Morocco deletes the alert
In Morocco, the sealed filters are made anew
65 seconds pass
In Spain, an officer checks: Youssef Tamrani, born 1988-03-04
Then, asked privately, Morocco says "no hit"
Then the logs of all four are whole
