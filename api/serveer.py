"""The application as a server starts it: settings from the environment, logs on stderr."""

from __future__ import annotations

import logging

from fastapi import FastAPI

from api.app import maak_app
from regio.instellingen import lees_instellingen


def maak() -> FastAPI:
    """The application over the settings of the environment. Raises RegioFout."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    return maak_app(lees_instellingen())
