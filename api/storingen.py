"""What the log says of a fault: enough to find its cause, and nothing of a question or who put it."""

from __future__ import annotations

import logging
import os
from itertools import islice
from pathlib import Path
from traceback import walk_tb

from regio.fouten import Opslagfout

_log = logging.getLogger("regio.api")
_WORTEL = Path(__file__).resolve().parents[1]
_EIGEN = tuple(f"{_WORTEL / pakket}{os.sep}" for pakket in ("api", "kaarten", "regio"))
# Where it went wrong, and what led there.
_PLEKKEN = 3


def meld_opslagfout(fout: Opslagfout) -> None:
    """Log why data cannot be read or written.

    The text of such a fault is made for whoever runs the service: it names what is wrong with a disk, a database or
    an edition, and holds nothing that a visitor sent, no password and no address.
    """
    _log.error("gegevens niet bereikbaar: %s", " ".join(str(fout).split()))


def meld_onverwacht(fout: BaseException) -> None:
    """Log a fault that nobody foresaw: its kind and its place. Its text could hold part of a question."""
    _log.error("onverwachte fout: %s in %s", type(fout).__name__, plek_van(fout))


def plek_van(fout: BaseException) -> str:
    """The innermost lines of this program that a fault went through, as ``file:line function``."""
    eigen = [
        f"{Path(frame.f_code.co_filename).relative_to(_WORTEL)}:{regel} {frame.f_code.co_name}"
        for frame, regel in walk_tb(fout.__traceback__)
        if frame.f_code.co_filename.startswith(_EIGEN)
    ]
    return ", uit ".join(islice(reversed(eigen), _PLEKKEN)) or "onbekende plek"
