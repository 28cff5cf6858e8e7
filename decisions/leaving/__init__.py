"""What somebody who leaves an agency leaves unfinished there."""
