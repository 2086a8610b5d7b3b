"""Training of chains: a tagger of words, phrases and antecedents on the frozen encoder's vectors."""
