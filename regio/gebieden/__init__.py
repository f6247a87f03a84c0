"""Geometry of regions. The sketch cells need ``shapely``; nothing here is imported by the hot path of the API."""
