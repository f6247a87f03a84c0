"""The parties in the form to hand in a scenario: those that its moves touch, and others.

A row goes by the code of its party, so that what was typed stays with it when the moves change meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.verzoeken.beeld import etiket
from kaarten.verzoeken.woorden import SOORT, STANDPUNT

DELEN = ("naam", "standpunt", "toelichting")
# Empty rows, for parties that the moves do not touch.
VRIJ = ("vrij1", "vrij2", "vrij3")
_NIETS = ("", "nog-niet-gevraagd")
_VELD = re.compile(rf"steun-([A-Za-z0-9]{{1,12}})-(?:{'|'.join(DELEN)})", re.ASCII)
Velden = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rij:
    """A party in the form; ``naam`` is empty where whoever fills it in gives one.

    ``weg``: the moves touched this party when the form was opened, and do so no longer.
    """

    sleutel: str
    naam: str = ""
    soort: str = ""
    weg: bool = False


def rijen(betrokkenen: Sequence[Mapping[str, Any]], velden: Velden) -> list[Rij]:
    """The rows of the form, with those in which something was said of a party that is touched no longer."""
    geraakt = [Rij(een["code"], etiket(een), SOORT[een["soort"]]) for een in betrokkenen]
    bekend = {*VRIJ, *(rij.sleutel for rij in geraakt)}
    weg = [Rij(sleutel, weg=True) for sleutel in _sleutels(velden) if sleutel not in bekend and _iets(velden, sleutel)]
    return [*geraakt, *weg, *(Rij(sleutel) for sleutel in VRIJ)]


def ingevuld(velden: Velden) -> list[str]:
    """The parties that a form names or says something of, in its order."""
    return [een for een in _sleutels(velden) if _deel(velden, een, "naam") or _iets(velden, een)]


def partij(velden: Velden, sleutel: str) -> dict[str, str]:
    """What a form says of a party."""
    return {deel: _deel(velden, sleutel, deel) for deel in DELEN}


def gezegd(velden: Velden) -> list[tuple[str, str]]:
    """Of whom something was said and what, to read back."""
    gevonden = [partij(velden, sleutel) for sleutel in ingevuld(velden) if sleutel in VRIJ or _iets(velden, sleutel)]
    return [(f"Steun van {een['naam'] or 'een ander'}", _in_woorden(een)) for een in gevonden]


def _in_woorden(een: Velden) -> str:
    standpunt = STANDPUNT.get(een["standpunt"], "")
    return f"{standpunt}: {een['toelichting']}" if een["toelichting"] else standpunt


def _sleutels(velden: Velden) -> list[str]:
    return list(dict.fromkeys(raak[1] for naam in velden if (raak := _VELD.fullmatch(naam))))


def _iets(velden: Velden, sleutel: str) -> bool:
    """Whether something is said of a party, beside its name."""
    return bool(_deel(velden, sleutel, "toelichting")) or _deel(velden, sleutel, "standpunt") not in _NIETS


def _deel(velden: Velden, sleutel: str, deel: str) -> str:
    return velden.get(f"steun-{sleutel}-{deel}", "").strip()
