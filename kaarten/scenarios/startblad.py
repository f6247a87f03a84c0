"""The page ``/scenarios``: what it is for, what somebody keeps, a new one, and the worked examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.scenarios.formulier import Invoer
from kaarten.scenarios.gevolg import gevolgen
from kaarten.scenarios.verantwoording import verantwoording
from kaarten.scenarios.werkbeeld import moment, zetregels
from kaarten.scenarios.werkblad import BESTANDEN
from kaarten.teksten import datum_lang
from regio.scenario.dienst import Vraag
from regio.scenario.grondslag import grondslag
from regio.scenario.lezen import LANGSTE_NAAM, MEESTE_ZETTEN
from regio.scenario.uitkomst import uitkomst_van
from regio.scenario.voorbeelden import Voorbeeld
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenariorij
else:
    Scenariorij = Any

PAD = "/scenarios"
VOORBEELDEN = f"{PAD}/voorbeelden"
# What an example is, and what a reader must know of that.
SOORTEN = {
    "echt": ("Echt gebeurd", "Dit is gebeurd. De zetten komen uit de bronnen."),
    "voorgenomen": ("Voorgenomen", "Dit is een plan dat nog niet is uitgevoerd."),
    "aanname": ("Aanname", "De bron is niet volledig. Wat een aanname is, staat bij elke zet."),
    "tekst": ("Alleen tekst", "Hier is geen zet: de bron zegt niet om welke grond het gaat."),
}


@dataclass(frozen=True, slots=True)
class Rij:
    """One of somebody's scenarios in the list."""

    adres: str
    naam: str
    eigenaar: str
    peildatum: str
    zetten: int
    gewijzigd: str
    gedeeld: bool
    actueel: bool


@dataclass(frozen=True, slots=True)
class VanIedereen:
    """What a beheerder asked for: whose (empty for everybody), what there is, and whether there are more."""

    eigenaar: str
    scenarios: Sequence[Scenariorij]
    meer: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What the page is made of; ``mijn`` is None for whoever did not sign in, ``meeste`` how many one may keep.

    ``beheerder``: they may ask for the scenarios of others, which are ``iedereen``.
    """

    ingelogd: Ingelogd | None
    mag_maken: bool
    mijn: Sequence[Scenariorij] | None
    vandaag: str
    voorbeelden: Sequence[Voorbeeld]
    meeste: int = 0
    weg: bool = False
    beheerder: bool = False
    iedereen: VanIedereen | None = None
    invoer: Invoer = field(default_factory=Invoer)


def startblad(stand: Stand, start: Start) -> str:
    """The page."""
    rijen = None if start.mijn is None else [_rij(stand, een) for een in start.mijn]
    return vul_in(
        "scenarios.html",
        start=start,
        rijen=rijen,
        van_iedereen=[_rij(stand, een) for een in start.iedereen.scenarios] if start.iedereen else [],
        voorbeelden=[_kop(een) for een in start.voorbeelden],
        invoer=start.invoer,
        langst=LANGSTE_NAAM,
        meeste_zetten=MEESTE_ZETTEN,
    )


def voorbeeldblad(stand: Stand, een: Voorbeeld, ingelogd: Ingelogd | None, *, mag_maken: bool) -> str:
    """The page of a worked example: what is fact and what is not, its moves and what they lead to."""
    peildatum, zetten = een.peildatum.isoformat(), zetten_json(een.zetten)
    vraag = Vraag(peildatum, zetten)
    waarop = grondslag(stand, peildatum, uitkomst_van(stand, vraag)) if zetten else None
    return vul_in(
        "scenarios_voorbeeld.html",
        voorbeeld=een,
        soort=SOORTEN[een.soort],
        peildatum=datum_lang(peildatum),
        tegenover=datum_lang(een.tegenover.isoformat()) if een.tegenover else "",
        zetten=zetregels(stand, peildatum, zetten),
        gevolgen=gevolgen(stand, vraag) if zetten else "",
        v=verantwoording(peildatum, stand.editie, waarop) if waarop else None,
        bestanden=[(f"{VOORBEELDEN}/{een.naam}{deel}", *over) for deel, *over in BESTANDEN] if zetten else [],
        ingelogd=ingelogd,
        mag_maken=mag_maken,
    )


def _rij(stand: Stand, een: Scenariorij) -> Rij:
    return Rij(
        adres=f"{PAD}/{een.id}",
        naam=een.naam,
        eigenaar=een.eigenaar,
        peildatum=datum_lang(een.peildatum),
        zetten=een.aantal,
        gewijzigd=moment(een.gewijzigd_op),
        gedeeld=een.gedeeld,
        actueel=een.editie == stand.editie,
    )


def _kop(een: Voorbeeld) -> tuple[str, str, str, str, str]:
    """Path, title, kind, day and name of an example."""
    return (
        f"{VOORBEELDEN}/{een.naam}",
        een.titel,
        SOORTEN[een.soort][0],
        datum_lang(een.peildatum.isoformat()),
        een.naam,
    )
