"""Running the law again over decisions already made: one record, or all of them, counted."""
