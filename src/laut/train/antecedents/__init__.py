"""How speakers without a name are learnt: labels by hand → questions → small networks."""
