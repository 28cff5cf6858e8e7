"""Which rows of the register wait for somebody, one statement for each kind of task."""
