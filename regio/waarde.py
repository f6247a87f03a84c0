"""How one value per bouwsteen is written down: a position in a list of codes, or one of these."""

from __future__ import annotations

# The division names no region here.
GEEN = -1
# This value or lower: several regions are possible; -2 is the first group of candidates.
KANDIDATEN = -2
