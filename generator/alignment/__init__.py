"""Two published reports aligned."""
