"""Moving an agreement through its life."""
