"""Many coverage answers at once: the matrix, gaps, lapses, and the network they make."""
