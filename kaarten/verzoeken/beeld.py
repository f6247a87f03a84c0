"""A request to move a border as its page shows it, from the JSON of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.scenarios.gevolgbeeld import Beeld, maak_beeld
from kaarten.scenarios.verantwoording import Verantwoording, verantwoording
from kaarten.scenarios.werkbeeld import moment
from kaarten.teksten import datum_lang
from kaarten.verzoeken.woorden import STANDPUNT, STAP, STATUS
from regio.bevinding import Bevinding
from regio.naam import noem
from regio.scenario.verzoek import NIET_GEVRAAGD, sleutels

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rij:
    """A request in the list."""

    adres: str
    naam: str
    aanvrager: str
    indiener: str
    ingediend: str
    status: str
    besluit: str


@dataclass(frozen=True, slots=True)
class Zetregel:
    """A move in words, with its note."""

    zin: str
    notitie: str
    aanname: bool


@dataclass(frozen=True, slots=True)
class Gebeurd:
    """Something that happened to a request: what, on which day, what was said, and who wrote it down when."""

    wat: str
    dag: str
    tekst: str
    vastgelegd: str


@dataclass(frozen=True, slots=True)
class Partij:
    """What a party said last, and on which day; no day while it was not asked."""

    naam: str
    standpunt: str
    toelichting: str
    dag: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything of one request; ``niet_genoemd`` are those touched of whom no standpoint is given.

    ``gevolgen`` is None for a request from before effects were kept.
    """

    kop: Rij
    id: str
    scenario: str
    versie: int
    peildatum: str
    editie: str
    actueel: bool
    reden: str
    zetten: tuple[Zetregel, ...]
    steun: tuple[Partij, ...]
    niet_genoemd: tuple[str, ...]
    geschiedenis: tuple[Gebeurd, ...]
    mogelijk: tuple[str, ...]
    gevolgen: Beeld | None
    verantwoording: Verantwoording


def rij(kop: Json) -> Rij:
    """A request in the list, from a ``Verzoekkop``."""
    besluit = kop["besluit"]
    return Rij(
        adres=f"/verzoeken/{kop['id']}",
        naam=kop["naam"],
        aanvrager=kop["aanvrager"],
        indiener=kop["indiener"],
        ingediend=moment(kop["ingediendOp"]),
        status=STATUS[kop["status"]],
        besluit=datum_lang(besluit["datum"]) if besluit else "",
    )


def dossier(een: Json, gevolgen: Json) -> Dossier:
    """The page of a ``VerzoekAntwoord``, with what was worked out when it was handed in."""
    basis = een["basis"]
    zinnen = gevolgen.get("zinnen") or [_opgesomd(zet) for zet in een["zetten"]]
    zetten = zip(zinnen, een["zetten"], strict=True)
    return Dossier(
        kop=rij(een),
        id=een["id"],
        scenario=een["scenario"]["id"],
        versie=een["scenario"]["versie"],
        peildatum=datum_lang(basis["peildatum"]),
        editie=basis["editie"][:12],
        actueel=basis["actueel"],
        reden=een["reden"],
        zetten=tuple(
            Zetregel(datum_lang(zin), zet.get("notitie", ""), zet.get("aanname", False)) for zin, zet in zetten
        ),
        steun=_partijen(een["standpunten"], een["betrokkenen"]),
        niet_genoemd=_niet_genoemd(een["betrokkenen"], een["standpunten"]),
        geschiedenis=tuple(_gebeurd(stap) for stap in een["stappen"]),
        mogelijk=tuple(een["mogelijk"]),
        gevolgen=_gevolgbeeld(gevolgen) if gevolgen else None,
        # Requests of before this was kept have none.
        verantwoording=verantwoording(basis["peildatum"], basis["editie"], gevolgen.get("grondslag")),
    )


def _gevolgbeeld(gevolgen: Json) -> Beeld:
    bevindingen = [Bevinding(**melding) for melding in gevolgen["bevindingen"]]
    return maak_beeld(gevolgen["effecten"], bevindingen, gevolgen["namen"])


def _opgesomd(zet: Json) -> str:
    """A move of which no sentence was kept: its kind and what else it says, as it stands."""
    velden = {naam: zet[naam] for naam in zet if naam not in ("soort", "notitie", "aanname") and zet[naam]}
    delen = (
        f"{naam} {', '.join(map(str, waarde)) if isinstance(waarde, list | tuple) else waarde}"
        for naam, waarde in velden.items()
    )
    return f"{zet['soort']}: {'; '.join(delen)}"


def etiket(betrokkene: Json) -> str:
    """How somebody touched is named in the form: by name and code."""
    return noem(betrokkene["code"], betrokkene["naam"])


def _partijen(standpunten: Sequence[Json], betrokkenen: Sequence[Json]) -> tuple[Partij, ...]:
    """The parties; one that was named by its code alone gets the name that goes with it."""
    namen = {een["code"]: etiket(een) for een in betrokkenen}
    return tuple(
        Partij(
            namen.get(een["naam"].upper()) or een["naam"],
            STANDPUNT[een["standpunt"]],
            een["toelichting"],
            "" if een["standpunt"] == NIET_GEVRAAGD else datum_lang(een["datum"]),
        )
        for een in standpunten
    )


def _niet_genoemd(betrokkenen: Sequence[Json], steun: Sequence[Json]) -> tuple[str, ...]:
    genoemd = " ".join(sleutels([partij["naam"] for partij in steun], map(etiket, betrokkenen))).upper()
    return tuple(etiket(een) for een in betrokkenen if een["code"] not in genoemd)


def _gebeurd(stap: Json) -> Gebeurd:
    wat = STAP[stap["soort"]] + (f": {STATUS[stap['uitkomst']].lower()}" if stap["uitkomst"] else "")
    if stap["standpunt"]:
        wat += f" van {stap['naam']}: {STANDPUNT[stap['standpunt']].lower()}"
    return Gebeurd(wat, datum_lang(stap["datum"]), stap["tekst"], f"{stap['door']}, {moment(stap['wanneer'])}")
