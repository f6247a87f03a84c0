"""The Stand: one edition, ready to answer; built from the facts, compiled to a mapped file."""
