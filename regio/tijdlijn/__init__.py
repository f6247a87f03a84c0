"""Gemeenten and herindelingen through time, and the peildatum every question has."""
