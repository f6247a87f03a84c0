"""Editions in the database and on disk: written first, activated later, and never half.

``sqlalchemy``, ``geoalchemy2``, ``alembic`` and ``shapely`` are imported by the modules of this
folder only (``shapely`` also by ``regio.gebieden``), and not by this file.
"""
