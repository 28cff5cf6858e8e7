"""Groups and their members; which agency came before which."""
