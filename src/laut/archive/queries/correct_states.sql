SELECT correction, state, detail, statement, found, model FROM correction_states
