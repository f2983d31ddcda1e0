# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
# Malines compares no image: it carries a container to the member whose AFIS does, under that member's capacity, and the candidates
# back. What nobody searched is said to be so; who asked does not confirm; whose print it is must be asked for
# (Reg. (EU) 2024/982 arts. 10 to 15 and 47; 48 hours). In these stories palms have three searches a day;
# of faces nobody has set the day of the law (arts. 75 and 76).

In Belgium, an officer asks the AFIS of France about the fingerprints of case 11
5 seconds pass
Then Belgium was told of case 11 that nobody searched, because no AFIS is connected for these data
Then Belgium and France count 0 searches with fingerprints today

The AFIS of France is connected
In Belgium, an officer asks the AFIS of France about the fingerprints of case 12
5 seconds pass
Then Belgium and France count 1 searches with fingerprints today
The AFIS of France searches and names 2 candidates
5 seconds pass
Then Belgium and France know of 2 candidates of case 12
Then Belgium has not told France what case 12 is about
The officer in Belgium asks France for the core data of the first candidate of case 12
Then this is refused, because this step is not possible from where the request stands
The officer in Belgium who asked confirms the first candidate of case 12
Then this is refused, because who asks never approves
An expert in Belgium confirms the first candidate of case 12
The officer in Belgium asks France for the core data of the first candidate of case 12
A second officer in Belgium approves
5 seconds pass
Then in France the request is "received"
Then Belgium and France see the same: it is due 48 hours after it was received
The officer in France begins an answer
The answer says under surname: "Exemple"
The answer says under forenames: "Karim"
The answer says under born on: "1990-05-04"
The answer says under place of data: "Lyon, 2024-06-11"
The officer in France decides to release it so: "As in our register."
A second officer in France approves
5 seconds pass
Then Belgium reads under surname: "Exemple"

In Spain, an officer asks the AFIS of France about the face of case 13
Then this is refused, because no legal basis in force allows this
In Spain, an officer asks the AFIS of France about the fingerprints of case 13
5 seconds pass
The AFIS of France searches and finds nobody
5 seconds pass
Then Spain and France know of 0 candidates of case 13

In Belgium, an officer asks the AFIS of France about the palms of case 14
In Belgium, an officer asks the AFIS of France about the palms of case 15
In Belgium, an officer asks the AFIS of France about the palms of case 16
In Belgium, an officer asks the AFIS of France about the palms of case 17
Then this is refused, because the quota is used up
5 seconds pass
Then Belgium and France count 3 searches with palms today
The AFIS of France can't read it
5 seconds pass
Then Belgium was told of case 14 that nobody searched, because the bytes are not of the format announced

In Morocco, an officer asks the AFIS of France about the fingerprints of case 18
Then this is refused, because no legal basis in force allows this
In Belgium, an officer asks the AFIS of Morocco about the fingerprints of case 19
Then this is refused, because no legal basis in force allows this
Then the logs of all four are whole
