"""What a change to many would change of each of them."""
