"""The application as a server starts it: settings from the environment, logs on stderr."""

from __future__ import annotations

from fastapi import FastAPI

from api import geheugen, logboek
from api.app import maak_app
from api.contact import link_van
from kaarten.pagina import noem_contact
from regio.instellingen import lees_instellingen


def maak() -> FastAPI:
    """The application over the settings of the environment. Raises RegioFout."""
    logboek.stel_in()
    instellingen = lees_instellingen()
    noem_contact(*link_van(instellingen))
    app = maak_app(instellingen)
    geheugen.bevries()
    return app
