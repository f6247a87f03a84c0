"""Congruence: how far two divisions of the country agree, measured on bouwstenen."""
