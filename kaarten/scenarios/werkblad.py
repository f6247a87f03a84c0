"""The page of one scenario as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.scenarios.formulier import Invoer
from kaarten.scenarios.gevolg import gevolgen
from kaarten.scenarios.soorten import GRONDEN, SOORTEN, nodig_voor
from kaarten.scenarios.werkbeeld import Werkbeeld, werkbeeld
from regio.scenario.bevindingen import Drempels
from regio.scenario.dienst import Vraag
from regio.scenario.lezen import LANGSTE_NAAM, LANGSTE_NOTITIE, MEESTE_ZETTEN
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario, Versie
else:
    Scenario = Versie = Any

GEDAAN = {
    "maak": "Het scenario is gemaakt.",
    "zet": "De zet is toegevoegd.",
    "wijzig": "De zet is gewijzigd.",
    "weg": "De zet is weggehaald.",
    "schuif": "De zet is verschoven.",
    "ongedaan": "De laatste wijziging is ongedaan gemaakt.",
    "opnieuw": "De wijziging is opnieuw gedaan.",
    "hernoem": "De naam is gewijzigd.",
    "overnemen": "Dit is uw eigen scenario, met de zetten die met u zijn gedeeld.",
    "vertak": "Dit is het nieuwe scenario. Het oude is niet veranderd.",
    "herbaseer": "Het scenario rust nu op de nieuwste gegevens.",
    "deel": "De link is gemaakt. Wie hem heeft, kan dit scenario lezen.",
    "ontdeel": "De link is ingetrokken. Hij werkt niet meer.",
    "importeer": "De zetten uit het bestand staan in het scenario.",
}
RAPPORT = "/rapport"
_KANTEN = ("minste", "meeste")
# After these the address names a place on the page.
MET_PLEK = ("zet", "wijzig", "schuif", "deel", "ontdeel")
# Files of a scenario, and what is said of each.
BESTANDEN = (
    ("/zetten.csv", "De zetten (CSV)", "Deze lijst kunt u hier ook weer inlezen."),
    ("/tabel.csv", "De hele tabel (CSV)", "Elke postcode met gemeente en verbanden, nu en daarvoor."),
    ("/bijlage.csv", "De bijlage van de regeling (CSV)", "Gewijzigde rijen zijn gemerkt."),
    ("/bijlage.xlsx", "De bijlage van de regeling (Excel)", "Gewijzigde rijen zijn gemerkt."),
    ("/scenario.gpkg", "De kaart (GeoPackage)", "Voor een GIS-programma."),
    (RAPPORT, "Een rapport om af te drukken", "Met kaarten, gevolgen en bronnen."),
)
# How many versions are shown before somebody asks for all.
MEESTE_VERSIES = 30


@dataclass(frozen=True, slots=True)
class Werk:
    """What the page of a scenario is made of, beside the scenario itself.

    ``grenzen`` are the thresholds as typed; ``drempels`` is None when those cannot be used. ``anderen``
    are scenarios to compare with, as number and name; ``versies`` may be the newest only; ``deellink`` is shown once.
    ``overnemer`` came by a link, signed in, and may take a copy; ``onbekend`` came by a link without signing in.
    """

    pad: str
    mag_wijzigen: bool
    mag_maken: bool
    ingelogd: Ingelogd | None
    kenmerk: str
    gedeeld: bool
    versies: Sequence[Versie]
    weging: str = "kinderen"
    grenzen: Mapping[str, str] = field(default_factory=dict)
    drempels: Drempels | None = None
    anderen: Sequence[tuple[str, str]] = ()
    gedaan: str = ""
    deellink: str = ""
    overnemer: Ingelogd | None = None
    onbekend: bool = False
    invoer: Invoer = field(default_factory=Invoer)


def werkblad(stand: Stand, een: Scenario, werk: Werk) -> str:
    """The page; raises Vraagfout for a weight that this edition does not hold."""
    beeld = werkbeeld(stand, een, werk.versies)
    uitkomst = ""
    if beeld.actueel and een.zetten:
        uitkomst = gevolgen(stand, Vraag(een.peildatum, een.zetten), werk.weging, werk.drempels)
    return vul_in(
        "scenarios_werkblad.html",
        beeld=beeld,
        werk=werk,
        invoer=werk.invoer,
        gevolgen=uitkomst,
        gedaan=GEDAAN.get(werk.gedaan, ""),
        met_plek=MET_PLEK,
        bestanden=[(_adres(werk, beeld, deel), titel, uitleg) for deel, titel, uitleg in BESTANDEN],
        kaart=_adres(werk, beeld, "/kaart.json"),
        prent=_adres(werk, beeld, "/kaart.svg"),
        plek=_adres(werk, beeld, "/plek"),
        terug=een.ouder,
        vooruit=een.vooruit[-1] if een.vooruit else None,
        soorten=SOORTEN,
        nodig_voor=nodig_voor,
        gronden=GRONDEN,
        leerlingen=stand.leerlingen is not None,
        langst={"naam": LANGSTE_NAAM, "notitie": LANGSTE_NOTITIE},
        meeste_zetten=MEESTE_ZETTEN,
    )


def verwijderblad(een: Scenario, pad: str, ingelogd: Ingelogd | None) -> str:
    """The page that asks whether somebody is sure."""
    return vul_in("scenarios_verwijder.html", een=een, pad=pad, ingelogd=ingelogd)


def _adres(werk: Werk, beeld: Werkbeeld, deel: str) -> str:
    """A path of this sheet in the version that is shown."""
    vraag: dict[str, Any] = {} if beeld.huidig else {"versie": beeld.versie}
    if deel == RAPPORT:
        vraag |= _gemeten_met(werk)
    return f"{werk.pad}{deel}" + (f"?{urlencode(vraag)}" if vraag else "")


def _gemeten_met(werk: Werk) -> dict[str, Any]:
    """The weight and the thresholds of this sheet, for an address."""
    per_sector = (werk.drempels or {}).items()
    grenzen = {f"{kant}{sector.capitalize()}": getattr(een, kant) for sector, een in per_sector for kant in _KANTEN}
    vraag = {naam: grens for naam, grens in grenzen.items() if grens is not None}
    return vraag if werk.weging == "kinderen" else {"weging": werk.weging, **vraag}
