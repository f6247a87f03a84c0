"""The log on stderr: lines of a moment are put together and written in one go.

Writing every line by itself costs a request more than looking up its answer.
"""

from __future__ import annotations

import asyncio
import logging
import time

WACHT_S = 0.1
_MEESTE = 1_000
TOEGANG = "regio.toegang"
_toegang = logging.getLogger(TOEGANG)


class Regelvorm(logging.Formatter):
    """Time to the second (UTC), level, logger and message; the time is written out once per second."""

    def __init__(self) -> None:
        super().__init__()
        self._seconde, self._tijd = -1, ""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record, with the traceback below it if there is one."""
        tekst = super().format(record) if record.exc_info or record.stack_info else record.getMessage()
        return f"{self.tijd(record.created)} {record.levelname} {record.name} {tekst}"

    def tijd(self, moment: float) -> str:
        """A moment (seconds since 1970) as the lines write it."""
        seconde = int(moment)
        if seconde != self._seconde:
            self._seconde, self._tijd = seconde, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconde))
        return self._tijd


class Verzamelaar(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes the lines of at most WACHT_S seconds at once; a warning, and all outside a loop, directly."""

    def __init__(self) -> None:
        super().__init__()
        self._vorm = Regelvorm()
        self.setFormatter(self._vorm)
        self._regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of a record until the next writing."""
        self._bewaar(self.format(record), meteen=record.levelno >= logging.WARNING)

    def toegang(self, tekst: str) -> None:
        """Keep a line of the access log: as ``emit`` does, without making a record first."""
        self._bewaar(f"{self._vorm.tijd(time.time())} INFO {TOEGANG} {tekst}", meteen=False)

    def _bewaar(self, regel: str, *, meteen: bool) -> None:
        self._regels.append(regel)
        if meteen or len(self._regels) >= _MEESTE:
            self.flush()
        elif len(self._regels) == 1:
            try:
                asyncio.get_running_loop().call_later(WACHT_S, self.flush)
            except RuntimeError:
                self.flush()

    def flush(self) -> None:
        """Write what was kept."""
        regels, self._regels = self._regels, []
        if regels:
            self.stream.write("\n".join(regels) + "\n")
        super().flush()


def toegang(tekst: str) -> None:
    """Log one request; most of what ``logging`` does for a record would be done for nothing."""
    if not _toegang.isEnabledFor(logging.INFO):
        return
    for handler in logging.root.handlers:
        if isinstance(handler, Verzamelaar):
            handler.toegang(tekst)
            return
    _toegang.info(tekst)


def stel_in() -> None:
    """Send every log of this process, from INFO on, to stderr."""
    logging.basicConfig(level=logging.INFO, handlers=[Verzamelaar()])
    # No line names a thread or process, and finding their names costs every request.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
