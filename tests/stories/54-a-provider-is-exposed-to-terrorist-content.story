# Where a hosting service has its main establishment, the authority may decide that it is exposed to terrorist content. The hosting service
# reports on its measures within three months and each year after; it may be required to take more, and may ask at any time that a
# decision is reviewed (Regulation (EU) 2021/784 art. 5(4) to (7)).
A service provider and a hosting service take part

In France, an officer takes the form "Decision that a provider is exposed to terrorist content" for the host's office
Its purpose is terrorist content
It says under decision ref: "FR-2026-7"
It says under reason: "Two final removal orders in twelve months."
The officer hands it in, with the words: "art. 5(4)"
Then this is refused, because a field of the record is missing or wrong
It says under order authority: "an office"
The officer hands it in, with the words: "art. 5(4)"
A second officer in France approves
5 seconds pass
Then France and the host's office see that it waits for no answer
Then the host's office has read: "Two final removal orders in twelve months."
The officer in the host's office takes note of it
5 seconds pass

In the host's office, an officer takes the form "Report of an exposed provider on its specific measures" for France
Its purpose is terrorist content
It says under decision ref: "FR-2026-7"
It says under measures taken: "More staff."
It says under measures planned: "A way for users to flag."
The officer hands it in, with the words: "art. 5(5)"
Then France has not read: "More staff."
A second officer in the host's office approves
5 seconds pass
Then France has read: "More staff."
The officer in France takes note of it
5 seconds pass

In France, an officer takes the form "Decision that requires an exposed provider to take the necessary measures" for the host's office
Its purpose is terrorist content
It says under decision ref: "FR-2026-7"
It says under reason: "Staff alone does not do."
It says under order authority: "an office"
The officer hands it in, with the words: "art. 5(6)"
A second officer in France approves
5 seconds pass
Then the host's office has read: "Staff alone does not do."
The officer in the host's office takes note of it
5 seconds pass

In the host's office, an officer takes the form "Request to review, amend or revoke a decision on exposure or measures" for France
Its purpose is terrorist content
It says under decision ref: "FR-2026-7"
It says under reason: "Nothing was found since."
The officer hands it in, with the words: "art. 5(7)"
A second officer in the host's office approves
5 seconds pass
The officer in France begins an answer
The answer says under review outcome: "revoked"
The answer says under review reasons: "No order for a year."
The officer in France decides to release it so: "It is decided."
Then the host's office has not read: "No order for a year."
A second officer in France approves
5 seconds pass
Then the host's office reads under review outcome: "revoked"
Then the host's office has read: "No order for a year."
Then the logs of all who take part are whole
