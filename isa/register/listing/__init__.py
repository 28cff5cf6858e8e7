"""Long lists of the register: narrowed, put in order, a page at a time, and taken away as shown."""
