"""An invented register of national size: what it holds, and putting it in."""
