"""The page, the pictures and the report about congruence, made from the JSON of its answers."""
