"""The official borders: reading GeoPackages, the geometry gate, and the report of what it did.

``lees_officieel`` gives the ground of every bouwsteen from a folder with official files; nothing
enters unchecked. Needs shapely and numpy; the service never imports this, only loading does.
"""

from regio.gebieden.officieel.officieel import afdruk_van, lees_officieel
from regio.gebieden.officieel.verslag import toon_verslag

__all__ = ["afdruk_van", "lees_officieel", "toon_verslag"]
