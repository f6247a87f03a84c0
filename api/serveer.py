"""The application as a server starts it: settings from the environment, logs on stderr."""

from __future__ import annotations

import gc
import logging
import time

from fastapi import FastAPI

from api.app import maak_app
from regio.instellingen import lees_instellingen


class Regelvorm(logging.Formatter):
    """Time to the second, level, logger and message: made once per second what the second shares."""

    def __init__(self) -> None:
        super().__init__()
        self._seconde, self._kop = -1, ""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record, with the traceback below it if there is one."""
        if record.exc_info or record.stack_info:
            return f"{self._tijd(int(record.created))} {record.levelname} {record.name} {super().format(record)}"
        return f"{self._tijd(int(record.created))} {record.levelname} {record.name} {record.getMessage()}"

    def _tijd(self, seconde: int) -> str:
        if seconde != self._seconde:
            self._kop = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconde))
            self._seconde = seconde
        return self._kop


def maak() -> FastAPI:
    """The application over the settings of the environment. Raises RegioFout."""
    naar_stderr = logging.StreamHandler()
    naar_stderr.setFormatter(Regelvorm())
    logging.basicConfig(level=logging.INFO, handlers=[naar_stderr])
    # No line names a thread or process, and finding their names costs every request.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    app = maak_app(lees_instellingen())
    # What is there at the start stays: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    return app
