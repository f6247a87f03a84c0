"""Scenarios: a base and an ordered list of moves; everything else about one is derived from those."""
