"""Moves told by gemeente: which postcodes of which gemeente would go from one region to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from regio.congruentie import getallen, woorden
from regio.congruentie.meting import Meting, gemeenten
from regio.congruentie.model import Verplaatslijst
from regio.stand.stand import Stand

Json = dict[str, Any]


def lijst(meting: Meting, doel: str, wat: Verplaatslijst, *, van_een: bool = False) -> Json:
    """A list of moves that reaches an aim (``genest``, ``binnen`` or ``unie``), by gemeente.

    ``van_een``: the aim is about one region of A; otherwise about all.
    """
    return {
        "doel": doel,
        "toelichting": uitleg(meting, doel, van_een=van_een),
        "gewicht": getallen.gewicht(wat.gewicht),
        "aandeel": getallen.aandeel(wat.aandeel),
        "bouwstenen": wat.bouwstenen,
        "bewezen": wat.bewezen,
        "gemeenten": per_gemeente(meting, wat),
    }


def uitleg(meting: Meting, doel: str, *, van_een: bool = False) -> str:
    """What a list of moves reaches, in plain Dutch."""
    a, b = woorden.van_twee(meting.a, meting.b)
    if doel == "genest":
        return (
            f"Het minste dat moet verhuizen zodat door geen {a.enkel} nog een grens van de {b.meer} loopt: {a.elk} "
            f"{a.enkel} ligt dan binnen één {b.enkel} of bestaat uit hele {b.meer}."
        )
    wie = f"{'dit' if a.het else 'deze'} {a.enkel}" if van_een else f"{a.elk} {a.enkel}"
    hoe = f"binnen één {b.enkel} ligt" if doel == "binnen" else f"uit hele {b.meer} bestaat"
    return f"Het minste dat moet verhuizen zodat {wie} {hoe}."


def per_gemeente(meting: Meting, wat: Verplaatslijst) -> list[Json]:
    """The moves of a list by gemeente of the peildatum, the heaviest first."""
    gemeente = gemeenten(meting.stand, meting.toestand)
    groepen: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for stap in wat.verplaatsingen:
        for nummer in stap.bouwstenen:
            groepen[stap.van, stap.naar, gemeente[nummer]].append(nummer)
    rijen = [_rij(meting, van, naar, wie, nummers) for (van, naar, wie), nummers in groepen.items()]
    return sorted(rijen, key=lambda rij: (-rij["gewicht"], rij["van"], rij["naar"], rij["gemeente"] or ""))


def _rij(meting: Meting, van: str, naar: str, wie: Sequence[str], nummers: list[int]) -> Json:
    namen = meting.stand.zicht(meting.toestand).namen["gemeente"]
    heel, stuk = postcodes(meting.stand, nummers)
    return {
        "van": van,
        "naar": naar,
        "gemeente": wie[0] if len(wie) == 1 else None,
        "gemeenteNaam": getallen.opsomming([namen.get(code, code) for code in wie], "of") if wie else None,
        "postcodes": heel,
        "postcodesDeel": stuk,
        "gewicht": getallen.gewicht(float(meting.gewichten[nummers].sum())),
        "bouwstenen": len(nummers),
    }


def postcodes(stand: Stand, nummers: Iterable[int]) -> tuple[list[str], list[str]]:
    """The postcodes of bouwstenen, ascending: those that are whole, and those that are only a part."""
    eigen = set(nummers)
    plekken = sorted({stand.plekken[nummer] for nummer in eigen})
    heel = [plek for plek in plekken if eigen.issuperset(stand.bouwstenen_van(plek))]
    stuk = [plek for plek in plekken if plek not in set(heel)]
    return [stand.pc4s[plek] for plek in heel], [stand.pc4s[plek] for plek in stuk]
