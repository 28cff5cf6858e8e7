"""Workshop cards: situations a practitioner recognises, put to the vote, answered by the law pack."""
