"""What happens around a decision: requests made, advice asked for without names, receipts, reviews."""
