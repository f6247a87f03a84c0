"""Every map layer of an edition: the indelingen of all toestanden, equal neighbours in time as one."""

from __future__ import annotations

import numpy as np

from regio.gebieden.kaartlaag import INDELINGEN, Kaartlaag, Regio
from regio.stand.stand import Stand
from regio.stand.zicht import Laag, Zicht
from regio.waarde import GEEN, KANDIDATEN


def kaartlagen(stand: Stand) -> list[Kaartlaag]:
    """The layers per indeling in order of time; days without any region have none."""
    uit: list[Kaartlaag] = []
    for indeling in INDELINGEN:
        if indeling in stand.meta["codes"]:
            uit += _in_de_tijd(stand, indeling)
    return uit


def _in_de_tijd(stand: Stand, indeling: str) -> list[Kaartlaag]:
    uit: list[Kaartlaag] = []
    for nummer, _ in enumerate(stand.meta["toestanden"]):
        zicht = stand.zicht(nummer)
        nieuw = _laag(zicht, indeling)
        vorige = uit[-1] if uit else None
        if vorige and vorige.regios == nieuw.regios and np.array_equal(vorige.waarde, nieuw.waarde):
            uit[-1] = Kaartlaag(indeling, vorige.vanaf, zicht.tot, vorige.regios, vorige.waarde)
        else:
            uit.append(nieuw)
    return [laag for laag in uit if laag.regios]


def _laag(zicht: Zicht, indeling: str) -> Kaartlaag:
    laag = zicht.lagen[indeling]
    ruw = np.frombuffer(laag.waarden, dtype=np.int16)
    voorkomend = [int(waarde) for waarde in np.unique(ruw) if waarde != GEEN]
    regios = {waarde: _regio(zicht, indeling, _codes(laag, waarde)) for waarde in voorkomend}
    volgorde = sorted(voorkomend, key=lambda waarde: regios[waarde].code)
    plek = np.full(len(ruw), -1, dtype=np.int16)
    for nummer, waarde in enumerate(volgorde):
        plek[ruw == waarde] = nummer
    return Kaartlaag(indeling, zicht.vanaf, zicht.tot, tuple(regios[waarde] for waarde in volgorde), plek)


def _codes(laag: Laag, waarde: int) -> tuple[str, ...]:
    return (laag.codes[waarde],) if waarde >= 0 else tuple(laag.kandidaten[KANDIDATEN - waarde])


def _regio(zicht: Zicht, indeling: str, codes: tuple[str, ...]) -> Regio:
    soort = "swv" if indeling in ("PO", "VO") else indeling
    namen = [zicht.naam(soort, code) for code in codes]
    naam = " of ".join(naam or code for naam, code in zip(namen, codes, strict=True)) if any(namen) else None
    return Regio("|".join(codes), naam, codes)
