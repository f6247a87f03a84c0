"""The application as a server starts it: settings from the environment, logs on stderr."""

from __future__ import annotations

import gc

from fastapi import FastAPI

from api import logboek
from api.app import maak_app
from regio.instellingen import lees_instellingen


def maak() -> FastAPI:
    """The application over the settings of the environment. Raises RegioFout."""
    logboek.stel_in()
    app = maak_app(lees_instellingen())
    # What is there at the start stays: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    return app
