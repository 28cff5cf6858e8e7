"""The public register: what may be shown to anybody, and what is held back."""
