"""One region of A beside B: what it is, in which regions it lies, and which gemeenten cause that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.beeld import Kop, Namen, maak_kop
from kaarten.congruentie.getallen import deel, geteld, km, stuk
from kaarten.congruentie.tabel import OORDELEN
from kaarten.congruentie.verplaatsing import Lijst, maak_lijst
from kaarten.teksten import datum_lang

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Partnerrij:
    """A region of B under the region: code, name, weight, and both shares; ``heel`` in words."""

    code: str
    naam: str
    gewicht: str
    aandeel: str
    van_partner: str
    heel: str


@dataclass(frozen=True, slots=True)
class Regiobeeld:
    """What the page shows of one region; ``gemeenten`` are those it lies in, empty where not known."""

    kop: Kop
    code: str
    naam: str | None
    gemeenten: list[str]
    oordeel: str
    uitleg: str
    conclusie: list[str]
    grens: str
    partners: list[Partnerrij]
    verplaatsingen: list[Lijst]


def maak_regio(antwoord: Json, gemeenten: Namen) -> Regiobeeld:
    """What to show of a ``RegioCongruentie``; ``gemeenten`` are names per region."""
    regio = antwoord["regio"]
    oordeel = regio["oordeel"] if regio["zeker"] else f"{regio['oordeel']} (niet zeker)"
    return Regiobeeld(
        kop=maak_kop(antwoord),
        code=regio["code"],
        naam=regio["naam"],
        gemeenten=list(gemeenten.get(regio["code"], ())),
        oordeel=oordeel,
        uitleg=OORDELEN[regio["oordeel"]],
        conclusie=[datum_lang(zin) for zin in antwoord["conclusie"]],
        grens=_grens(regio["grens"]),
        partners=[_partner(partner, alles=len(regio["partners"]) == 1) for partner in regio["partners"]],
        verplaatsingen=[maak_lijst(lijst, antwoord, regio["code"]) for lijst in antwoord["verplaatsingen"]],
    )


def _grens(grens: Json) -> str:
    if not grens["lengte"]:
        return "Dit gebied heeft geen grens met een ander gebied."
    zin = f"{km(grens['samenvallend'])} van {km(grens['lengte'])} valt samen ({deel(grens['aandeel'])})."
    return (
        f"{zin} Kust, rijksgrens en water tussen postcodes, {km(grens['rand'])}, tellen niet mee."
        if grens["rand"]
        else zin
    )


def _partner(partner: Json, *, alles: bool) -> Partnerrij:
    """``alles``: all ground of the region lies in this partner."""
    return Partnerrij(
        code=partner["code"],
        naam=partner["naam"] or "",
        gewicht=geteld(partner["gewicht"]),
        aandeel=(deel if alles else stuk)(partner["aandeel"]),
        van_partner=(deel if partner["heel"] else stuk)(partner["aandeelVanPartner"]),
        heel="geheel" if partner["heel"] else "een deel",
    )
