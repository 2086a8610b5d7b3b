"""Analysis → Statement: who said what, to whom, how."""
