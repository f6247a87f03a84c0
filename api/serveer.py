"""The application as a server starts it: settings from the environment, logs on stderr."""

from __future__ import annotations

from fastapi import FastAPI

from api import geheugen, logboek
from api.app import maak_app
from regio.instellingen import lees_instellingen


def maak() -> FastAPI:
    """The application over the settings of the environment. Raises RegioFout."""
    logboek.stel_in()
    app = maak_app(lees_instellingen())
    geheugen.bevries()
    return app
