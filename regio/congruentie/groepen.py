"""Moves told by gemeente: which postcodes of which gemeente would go from one region to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from regio.congruentie import getallen, stukken, woorden
from regio.congruentie.meting import Meting, gemeenten
from regio.congruentie.model import Verplaatslijst
from regio.congruentie.woorden import Woord
from regio.stand.stand import Stand

Json = dict[str, Any]


def lijst(meting: Meting, doel: str, wat: Verplaatslijst, *, van_een: bool = False) -> Json:
    """A list of moves that reaches an aim (``genest``, ``binnen`` or ``unie``), by gemeente.

    ``van_een``: the aim is about one region of A; otherwise about all.
    """
    return {
        "doel": doel,
        "toelichting": f"{uitleg(meting, doel, van_een=van_een)}{_ongeteld(meting, wat)}",
        "gewicht": getallen.gewicht(wat.gewicht),
        "aandeel": getallen.aandeel(wat.aandeel),
        "bouwstenen": wat.bouwstenen,
        "bewezen": wat.bewezen,
        "gemeenten": per_gemeente(meting, wat),
    }


def uitleg(meting: Meting, doel: str, *, van_een: bool = False) -> str:
    """What a list of moves reaches, and by which rule it is the lightest, in plain Dutch."""
    a, b = woorden.van_twee(meting.a, meting.b)
    if doel == "genest":
        return (
            f"Het minste dat moet verhuizen zodat door geen {a.enkel} nog een grens van de {b.meer} loopt: {a.elk} "
            f"{a.enkel} ligt dan binnen één {b.enkel} of bestaat uit hele {b.meer}. {_regel(a, b)} Geen {a.enkel} "
            "verdwijnt."
        )
    wie = f"{'dit' if a.het else 'deze'} {a.enkel}" if van_een else f"{a.elk} {a.enkel}"
    hoe = f"binnen één {b.enkel} ligt" if doel == "binnen" else f"uit hele {b.meer} bestaat"
    slot = "" if van_een else f" Geen {a.enkel} verdwijnt."
    if van_een and doel == "unie":
        slot = f" {'Een ander' if a.het else 'Een andere'} {a.enkel} kan daarbij al zijn grond verliezen."
    return f"Het minste dat moet verhuizen zodat {wie} {hoe}. {_regel(a, b)}{slot}"


def _regel(a: Woord, b: Woord) -> str:
    """Where ground may go: a border moves, no new region springs up."""
    die, dezelfde = "dat" if a.het else "die", "hetzelfde" if b.het else "dezelfde"
    return f"Grond gaat alleen naar een {a.enkel} {die} al grond heeft in {dezelfde} {b.enkel}."


def _ongeteld(meting: Meting, wat: Verplaatslijst) -> str:
    """What is to be said of the parts of postcodes on which nobody was counted; empty without any."""
    nummers = [nummer for stap in wat.verplaatsingen for nummer in stap.bouwstenen]
    zonder = stukken.zonder_telling(meting, nummers)
    if not zonder:
        return ""
    slot = stukken.niet_bekend(meting)
    if len(zonder) == len(nummers):
        return f" Het gaat alleen om {stukken.met_oppervlakte(meting, zonder)}; {slot}."
    pc4s = sorted({meting.stand.pc4s[meting.stand.plekken[nummer]] for nummer in zonder})
    return f" Daar hoort ook grond bij van {' en '.join(stukken.in_woorden([], pc4s, stukken.MEESTE))}; {slot}."


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
