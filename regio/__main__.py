"""``python -m regio``: the same as the command ``regio``."""

from regio.cli import hoofd

hoofd()
