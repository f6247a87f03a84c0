"""Which samenwerkingsverband passend onderwijs belongs to a place, on any date.

The domain of the project. Imports neither ``fastapi`` nor ``folium``; ``sqlalchemy`` only in
``regio.opslag``. Imports run one way: ``regio`` <- ``kaarten`` <- ``api``.
"""

__version__ = "0.1.0"
