# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
# Three laboratories with three kits: ESX17 in Belgium, GlobalFiler in France and Spain, Identifiler in Morocco. What they
# have in common is compared, an answer names nobody, both sides know of it, and whose profile it is must be asked for
# (Reg. (EU) 2024/982 arts. 6, 9 and 47; 48 hours).

The laboratory in France enters person 7, typed with GLOBALFILER, as convicted
The laboratory in Spain enters person 8, typed with GLOBALFILER, as suspect
The laboratory in Morocco enters person 9, typed with IDENTIFILER, as suspect
The laboratory in Belgium enters person 7, typed with ESX17, as stain
The laboratory in Spain enters person 7, typed with ESX17, as stain
2 minutes pass
Then Belgium and France know of a match of quality 1, of person 7
Then Morocco knows of no DNA match
Then Spain and France know of a match of quality 1, of person 7
The laboratory in Belgium enters person 9, typed with ESX17, as stain
In Morocco, an officer has person 9, typed with IDENTIFILER, compared in Belgium
10 seconds pass
Then Morocco knows that Belgium has person 9, and not under which number
In Morocco, an officer has person 7, typed with IDENTIFILER, compared in France
Then this is refused, because no legal basis in force allows this
The officer in Belgium asks France for the core data of person 7
Then this is refused, because this step is not possible from where the request stands
The expert in Belgium confirms the match with France, of person 7
The officer in Belgium asks France for the core data of person 7
A second officer in Belgium approves
5 seconds pass
Then in France the request is "received"
Then Belgium and France see the same: it is due 48 hours after it was received
Then every DNA question was answered within fifteen minutes
Then the logs of all four are whole
