"""The fingerprint of an edition: equal for equal facts on equal ground."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten

if TYPE_CHECKING:
    from regio.gebieden.vlakken import Vlakken


def editie_afdruk(feiten: Feiten, vlakken: Vlakken) -> str:
    """The fingerprint of facts, and of the official borders under them where there are any."""
    feitelijk = vingerafdruk(feiten)
    if vlakken.bron == "schets":
        return feitelijk  # the sketch follows from the facts
    return hashlib.sha256(f"{feitelijk} {vlakken.afdruk}".encode()).hexdigest()
