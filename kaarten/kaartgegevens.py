"""What the map of the page needs for one toestand, as compact JSON: its files, gemeenten and SWVs."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaarten.verbanden import Rij, regeling_op, rijen
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.zoeken.swv import gesplitst, swvs_per_gemeente

if TYPE_CHECKING:
    from regio.gebieden.kaartset.kaartset import Kaartset

Json = dict[str, Any]
NIVEAUS = ("land", "regio", "plaats", "fijn")
BUNDELS = ("swv", "gemeente", "jeugdregio")
# Whether a gemeente lies in several SWVs, as the page reads it.
_GESPLITST: dict[bool | None, int] = {False: 0, True: 1, None: 2}


@bewaard(2)
def merk(stand: Stand, kaarten: Kaartset | None) -> str:
    """A fingerprint of everything the files are made from: another one means other files."""
    som = hashlib.sha256(stand.kenmerk.encode())
    som.update(_programma())
    if kaarten is not None:
        som.update(json.dumps(kaarten.inhoud, sort_keys=True).encode())
    return som.hexdigest()[:16]


@cache
def _programma() -> bytes:
    """The fingerprint of the code that shapes the files."""
    hier = Path(__file__).parent
    return hashlib.sha256(
        b"".join((hier / naam).read_bytes() for naam in ("kaartgegevens.py", "verbanden.py", "gebied.py", "teksten.py"))
    ).digest()


@bewaard(64)
def kaartgegevens(stand: Stand, kaarten: Kaartset | None, toestand: int) -> bytes:
    """The JSON of a toestand.

    ``dagen`` are the first days of all toestanden, the position of a day being its number. ``g``
    rows are a gemeente: code, name, and for PO and VO whether it is split (0 no, 1 yes, 2 not
    certain). ``PO`` and ``VO`` rows are an SWV: code, name or null, positions in ``g`` (of those
    that lie in several SWVs minus the position, minus one), postcodes, possible postcodes,
    inhabitants. ``regeling`` says what is not known of the regeling then, or is null.
    ``bestanden`` gives per bundle the path at each of ``niveaus``, null for none.
    """
    zicht = stand.zicht(toestand)
    gemeenten = _gemeenten(stand, toestand)
    plek = {rij[0]: nummer for nummer, rij in enumerate(gemeenten)}
    inhoud = {
        "nummer": toestand,
        "vanaf": zicht.vanaf,
        "regeling": regeling_op(stand, toestand),
        "dagen": [een["vanaf"] for een in stand.meta["toestanden"]],
        "g": gemeenten,
        **{sector: [_swv(rij, plek) for rij in rijen(stand, toestand, sector)] for sector in ("PO", "VO")},
        **_bestanden(kaarten, zicht.vanaf),
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def _gemeenten(stand: Stand, toestand: int) -> list[list[Any]]:
    zicht = stand.zicht(toestand)
    uit = []
    for code, (zeker, mogelijk) in sorted(swvs_per_gemeente(stand, toestand).items()):
        split = gesplitst(zeker, mogelijk)
        uit.append([code, zicht.naam("gemeente", code) or code, _GESPLITST[split["PO"]], _GESPLITST[split["VO"]]])
    return uit


def _swv(rij: Rij, plek: dict[str, int]) -> list[Any]:
    leden = [-plek[code] - 1 if deel else plek[code] for code, deel in rij.leden]
    return [rij.code, rij.naam, leden, rij.postcodes, rij.misschien, rij.inwoners]


def _bestanden(kaarten: Kaartset | None, datum: str) -> Json:
    if kaarten is None:
        return {"bron": None, "vermelding": "", "nauwkeurigheid": None, "niveaus": NIVEAUS, "bestanden": {}}
    return {
        "bron": kaarten.bron,
        "vermelding": kaarten.vermelding,
        "nauwkeurigheid": kaarten.nauwkeurigheid,
        "niveaus": NIVEAUS,
        "bestanden": {naam: [kaarten.bundel(naam, niveau, datum) for niveau in NIVEAUS] for naam in BUNDELS},
    }
