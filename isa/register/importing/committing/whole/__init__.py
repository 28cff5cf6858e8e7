"""An export read in again."""
