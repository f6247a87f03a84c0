"""What the facts say of a herindeling that somebody proposes."""

from __future__ import annotations

from typing import Any

from regio.scenario.zetten import Herindeel
from regio.stand.stand import Stand
from regio.tijdlijn.gevolgen import BEVESTIGD, ONBEVESTIGD

Json = dict[str, Any]
BEDACHT = "Voorgenomen of bedacht; niet bevestigd in de gegevens."
_ONBEVESTIGD = (
    "Deze herindeling staat in de gegevens als niet bevestigd: het is een plan. Daarom rekent deze dienst er op "
    "andere pagina's niet mee."
)
_BEVESTIGD = "Deze herindeling staat als bevestigd in de gegevens."


def feit_van(stand: Stand, zet: Herindeel) -> Json | None:
    """What the facts say of a move that has a name: ``bevestigd`` and ``wat`` in plain Dutch; None for nothing.

    Their rows have to be of the same day and gemeente, and of exactly the same ground.
    """
    dag = zet.datum.isoformat()
    rijen = [rij for rij in stand.tabellen["herindelingen"] if rij["datum"] == dag and rij["nieuwe_naam"] == zet.naam]
    # A gemeente that gives its name to the new one is a row of the facts, not a part of the move.
    rijen = [rij for rij in rijen if rij["oude_code"] != zet.naar]
    zelfde = {(rij["oude_code"], _postcodes(rij)) for rij in rijen}
    if not rijen or zelfde != {(str(deel.gemeente), tuple(sorted(deel.postcodes))) for deel in zet.delen}:
        return None
    if all(rij["bevestigd"] == BEVESTIGD for rij in rijen):
        return {"bevestigd": BEVESTIGD, "wat": _BEVESTIGD}
    return {"bevestigd": ONBEVESTIGD, "wat": _ONBEVESTIGD} if rijen[0]["bevestigd"] == ONBEVESTIGD else None


def _postcodes(rij: Json) -> tuple[str, ...] | None:
    """The part of a gemeente that a row is about: empty for all of it, None where the facts do not tell."""
    if rij["omvang"] == "geheel":
        return ()
    return tuple(sorted(rij["postcodes"])) or None
