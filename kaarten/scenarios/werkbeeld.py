"""What the page of one scenario shows: its base, its moves in words, its versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kaarten.scenarios.keuzes import Keuzes, keuzes
from kaarten.teksten import datum_lang
from kaarten.verbanden import regeling_op
from regio.scenario.beeld import basis_van
from regio.scenario.lezen import lees_zetten
from regio.scenario.verloop import Verloop, verloop_van
from regio.scenario.woorden import SOORTNAAM, zinnen
from regio.scenario.zetten import Herindeel, Zet
from regio.stand.stand import Stand
from regio.tijdlijn.klok import in_nederland
from regio.tijdlijn.peildatum import lees_datum

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario, Versie
else:
    Scenario = Versie = Any

Json = dict[str, Any]
# As much of the name of an edition as anybody reads.
_KORT = 12


@dataclass(frozen=True, slots=True)
class Zetregel:
    """One move: in words, with what is wrong with it, and the print by which it is recognised.

    ``in_formulier``: the form for a new move could make it too.
    """

    nummer: int
    soort: str
    zin: str
    notitie: str
    aanname: bool
    afdruk: str
    bezwaren: list[str]
    in_formulier: bool


@dataclass(frozen=True, slots=True)
class Versieregel:
    """One version."""

    nummer: int
    uit: str
    door: str
    wanneer: str
    aantal: int
    huidig: bool
    getoond: bool


@dataclass(frozen=True, slots=True)
class Werkbeeld:
    """A scenario in one of its versions; ``actueel``: the edition it rests on is the one in use.

    The words of its moves, and ``regeling`` and ``toelichting`` where there are any, are of the edition in use.
    """

    naam: str
    eigenaar: str
    peildatum: str
    editie: str
    actueel: bool
    regeling: str
    toelichting: str
    versie: int
    huidig: bool
    zetten: list[Zetregel]
    versies: list[Versieregel]
    keuzes: Keuzes

    @property
    def aannames(self) -> int:
        """How many moves are an assumption."""
        return sum(zet.aanname for zet in self.zetten)

    @property
    def aantal_versies(self) -> int:
        """How many versions there are, also those that are not shown: they are numbered without gaps."""
        return max((versie.nummer for versie in self.versies), default=0)

    @property
    def onmogelijk(self) -> int:
        """How many moves cannot be made on the edition in use."""
        return sum(bool(zet.bezwaren) for zet in self.zetten)


def werkbeeld(stand: Stand, een: Scenario, versies: Sequence[Versie]) -> Werkbeeld:
    """What to show of a scenario, with its moves on the edition in use."""
    dag = lees_datum(een.peildatum)
    basis, actueel = basis_van(stand, dag), een.editie == stand.editie
    verloop = verloop_van(basis.beeld, lees_zetten(list(een.zetten)))
    return Werkbeeld(
        naam=een.naam,
        eigenaar=een.eigenaar,
        peildatum=datum_lang(een.peildatum),
        editie=een.editie[:_KORT],
        actueel=actueel,
        # Of an edition that was replaced only its fingerprint is known here.
        regeling=datum_lang(basis.versie) if basis.versie and actueel else "",
        toelichting=(regeling_op(stand, stand.toestand_nr(dag)) or "") if actueel else "",
        versie=een.versie,
        huidig=een.versie == een.kop,
        zetten=_zetregels(verloop, een.zetten),
        versies=[_versieregel(versie, een) for versie in reversed(versies)],
        keuzes=keuzes(stand, verloop.eind),
    )


def zetregels(stand: Stand, peildatum: str, zetten: Sequence[Json]) -> list[Zetregel]:
    """Moves (JSON, as they are kept) in words, with why they cannot be made on this edition."""
    begin = basis_van(stand, lees_datum(peildatum)).beeld
    return _zetregels(verloop_van(begin, lees_zetten(list(zetten))), zetten)


def _zetregels(verloop: Verloop, zetten: Sequence[Json]) -> list[Zetregel]:
    """Moves that were played, in words."""
    delen = zip(verloop.stappen, zinnen(verloop.begin, verloop.stappen), zetten, strict=True)
    return [
        Zetregel(
            nummer=nummer,
            soort=SOORTNAAM[stap.zet.soort],
            zin=datum_lang(zin),
            notitie=stap.zet.notitie,
            aanname=stap.zet.aanname,
            afdruk=afdruk_van(als_json),
            bezwaren=[_zin(gebrek.melding) for gebrek in stap.gebreken],
            in_formulier=in_formulier(stap.zet),
        )
        for nummer, (stap, zin, als_json) in enumerate(delen, 1)
    ]


def afdruk_van(zet: Mapping[str, Any]) -> str:
    """A print of a move by which a form finds it again, also when moves before it were removed."""
    return hashlib.sha256(json.dumps(zet, sort_keys=True).encode()).hexdigest()[:16]


def in_formulier(zet: Zet) -> bool:
    """Whether the form can make a move: in a herindeling it names parts of gemeenten by postcode only."""
    return not isinstance(zet, Herindeel) or all(deel.gemeente and not deel.bouwstenen for deel in zet.delen)


def moment(iso: str) -> str:
    """``2026-11-22T10:45:00+00:00`` as ``22 november 2026, 11:45``, in Dutch time."""
    hier = in_nederland(iso)
    return f"{datum_lang(hier.date().isoformat())}, {hier:%H:%M}"


def _zin(melding: str) -> str:
    tekst = datum_lang(melding)
    return f"{tekst[:1].upper()}{tekst[1:]}"


def _versieregel(versie: Versie, een: Scenario) -> Versieregel:
    return Versieregel(
        nummer=versie.nummer,
        uit="" if versie.ouder is None else f"uit versie {versie.ouder}",
        door=versie.door,
        wanneer=moment(versie.wanneer),
        aantal=versie.aantal,
        huidig=versie.nummer == een.kop,
        getoond=versie.nummer == een.versie,
    )
