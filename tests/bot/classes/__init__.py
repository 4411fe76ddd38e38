"""Classes that play in groups."""
