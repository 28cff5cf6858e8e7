"""What has been kept long enough, a page at a time, and what stops any of it from going."""
