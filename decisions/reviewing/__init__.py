"""What a reviewer sees of a sealed decision that whoever decided did not: worked out on looking, never kept."""
