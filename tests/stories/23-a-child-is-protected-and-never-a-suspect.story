# A child under twelve is never a suspect; a child at risk is found at a border by the passport that is shown there, and by
# no general search (promise P12; Regulation (EU) 2018/1862 art. 32).

In Belgium, an officer enters an alert: Lina Exemple, born 2018-03-02, discreet check, reason "her father is followed"
Then this is refused, because a field of the record is missing or wrong
In Belgium, an officer enters an alert: Lina Exemple, born 2018-03-02, passport EX771204 of Belgium, child at risk, reason "may be taken to a zone of conflict"
10 seconds pass
In France, an officer checks: Lina Exemple, born 2018-03-02
Then no candidate is shown
In France, an officer checks: Lina Exemple, born 2018-03-02, passport EX771204 of Belgium
Then no candidate is shown
At a border of France, an officer checks: Lina Exemple, born 2018-03-02
Then no candidate is shown
At a border of France, an officer checks: Lina Exemple, born 2018-03-02, passport EX771204 of Belgium
Then the candidate from Belgium is shown
At a border of Morocco, an officer checks: Lina Exemple, born 2018-03-02, passport EX771204 of Belgium
Then no candidate is shown
Then Morocco does not hold the alert
Then the logs of all four are whole
