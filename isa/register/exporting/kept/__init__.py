"""What is kept beside the register, as rows of an export."""
