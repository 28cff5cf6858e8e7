"""Reading what the network is made of."""
