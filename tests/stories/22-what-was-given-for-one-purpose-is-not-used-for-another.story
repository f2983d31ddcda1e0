# What Belgium tells for an investigation is not used at a border, not carried out of the house and not passed on, until
# Belgium consents to exactly that, with two signatures (promise P6; Directive (EU) 2016/680 art. 9(3)).

In France, an officer asks Belgium for information: "Who holds the van with this plate?"
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "A hire firm in Mons."
A second officer in Belgium approves
5 seconds pass
Then France has read: "A hire firm in Mons."
An officer in France, in a hurry, uses it for "border_check"
Then this is refused, because the conditions under which the owner gave it do not allow this use
An officer in France, in a hurry, takes it out of the node
Then this is refused, because the conditions under which the owner gave it do not allow this use
An officer in France, in a hurry, passes it on to Spain
Then this is refused, because the conditions under which the owner gave it do not allow this use
The officer in France asks Belgium to let it be passed on to Spain
A second officer in France approves
5 seconds pass
The officer in Belgium decides to release: "You may."
A second officer in Belgium approves
5 seconds pass
An officer in France, in a hurry, passes it on to Spain
A second officer in France approves
5 seconds pass
Then Spain has read: "A hire firm in Mons."
An officer in France, in a hurry, takes it out of the node
Then this is refused, because the conditions under which the owner gave it do not allow this use
Then the logs of all four are whole
