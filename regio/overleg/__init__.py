"""OOGO: with whom a gemeente and a samenwerkingsverband must seek agreement, and by when."""
