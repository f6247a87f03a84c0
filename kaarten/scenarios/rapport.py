"""The report of a scenario: what is asked and why, maps, effects, the annex, and what it rests on, to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kaarten.analyse.bron import bron_van
from kaarten.congruentie.getallen import heel
from kaarten.rapport import Rapport, maak_rapport
from kaarten.scenarios.gevolg import namen_in
from kaarten.scenarios.gevolgbeeld import maak_beeld
from kaarten.scenarios.verantwoording import verantwoording
from kaarten.scenarios.werkbeeld import zetregels
from kaarten.teksten import datum_lang, opsomming
from regio.fouten import GeenKaarten
from regio.naam import noem
from regio.scenario.bevindingen import Drempels
from regio.scenario.dienst import Vraag
from regio.scenario.export import Export, van_kant
from regio.scenario.grondslag import grondslag
from regio.scenario.uitkomst import Uitkomst, uitkomst_van
from regio.scenario.uitvoer import BIJLAGEKOP, bijlagerijen
from regio.scenario.verschil import verschil
from regio.scenario.zetten import SECTOREN, zetten_json
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from kaarten.scenarios.rapportkaart import Rapportkaarten
    from regio.scenario.doorrekening import Kant

Json = Mapping[str, Any]
# About ten pages; a scenario that changes more is not read row by row, and its workbook has all of them.
MEESTE_RIJEN = 400
_GEWIJZIGD, _IN_REGELING = BIJLAGEKOP.index("gewijzigd"), BIJLAGEKOP.index("in_regeling")


@dataclass(frozen=True, slots=True)
class Tafel:
    """The table of an SWV: its name, and the gemeenten that stay, come and go, as text."""

    verband: str
    blijft: str
    komt: str
    gaat: str


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of the annex that changes: what it says, and what it said where that differs.

    ``nummer`` is the printed row, empty where there is none; ``nieuw`` marks a postcode that the version does not list.
    """

    nummer: str
    postcode: str
    nu: tuple[str, str, str]
    was: tuple[str, str, str]
    nieuw: bool


def rapport_html(stand: Stand, kant: Kant, weging: str = "kinderen", drempels: Drempels | None = None) -> bytes:
    """The report of moves that are kept nowhere, as the command asks for it."""
    return rapport(van_kant(stand, kant), weging, drempels).html.encode()


def rapport(export: Export, weging: str = "kinderen", drempels: Drempels | None = None) -> Rapport:
    """The report: one file, no scripts.

    Raises Vraagfout for moves that cannot be made, and for a weight that the edition does not hold.
    """
    stand, vraag = export.stand, Vraag(export.peildatum, zetten_json(export.zetten))
    uitkomst = uitkomst_van(stand, vraag, weging, drempels)
    rijen = gewijzigde_rijen(export)
    return maak_rapport(
        "scenario_rapport.html",
        export.bestandsnaam("rapport", "html"),
        titel=export.titel,
        peildatum=datum_lang(export.peildatum),
        versie=export.versie,
        v=verantwoording(export.peildatum, stand.editie, grondslag(stand, export.peildatum, uitkomst)),
        zetten=zetregels(stand, export.peildatum, vraag.zetten),
        aannames=sum(zet.aanname for zet in export.zetten),
        beeld=maak_beeld(uitkomst.effecten, uitkomst.bevindingen, namen_in(uitkomst)),
        grenzen=list(_grenzen(drempels or {}, weging)),
        kaarten=_kaarten(export, vraag),
        tafels=[(sector, tafels(uitkomst, sector)) for sector in SECTOREN],
        rijen=rijen[:MEESTE_RIJEN],
        aantal_rijen=len(rijen),
        gemaakt=datum_lang(export.gemaakt),
        adres=export.adres,
    )


def _grenzen(drempels: Drempels, weging: str) -> Iterator[str]:
    """The thresholds that were given, in words."""
    for sector, drempel in drempels.items():
        for woord, grens in (("minste", drempel.minste), ("meeste", drempel.meeste)):
            if grens is not None:
                yield f"{woord} aantal {weging} in een verband {sector}: {heel(grens)}"


def tafels(uitkomst: Uitkomst, sector: str) -> list[Tafel]:
    """The tables of a sector at which other gemeenten come to sit, by code."""
    namen = namen_in(uitkomst)

    def wie(codes: set[str]) -> str:
        return opsomming(sorted(namen.get(code) or code for code in codes)) or "–"

    uit = []
    for rij in uitkomst.effecten["samenwerkingsverbanden"]:
        voor, na = (set(rij[kant]["gemeenten"]) if rij[kant] else set() for kant in ("voor", "na"))
        if rij["sector"] == sector and voor != na:
            uit.append(Tafel(noem(rij["code"], rij["naam"]), wie(voor & na), wie(na - voor), wie(voor - na)))
    return uit


def gewijzigde_rijen(export: Export) -> list[Rij]:
    """The rows of the annex that change, in its order."""
    uit = []
    for rij in bijlagerijen(export.beeld):
        nummer, postcode, *nu = rij[:_GEWIJZIGD]
        if rij[_GEWIJZIGD] == "ja":
            was = _drie(rij[_GEWIJZIGD + 1 : _IN_REGELING])
            uit.append(Rij(nummer, postcode, _drie(nu), was, rij[_IN_REGELING] == "nee"))
    return uit


def _drie(cellen: Sequence[str]) -> tuple[str, str, str]:
    gemeente, po, vo = (cel.replace("|", " of ") for cel in cellen)
    return gemeente, po, vo


def _kaarten(export: Export, vraag: Vraag) -> Rapportkaarten | None:
    """The maps, None without ground that changes or in an edition without maps."""
    stand = export.stand
    if not verschil(export.beeld.basis.beeld, export.beeld).wissels:
        return None
    from kaarten.analyse.scenario import blad_scenario
    from kaarten.scenarios.rapportkaart import rapportkaarten
    from kaarten.scenarios.vormen import kaartvormen
    from regio.scenario.doorrekening import Kant
    from regio.scenario.maatstaf import maatstaf

    try:
        bron = bron_van(stand)
    except GeenKaarten:
        return None
    maat = maatstaf(stand, export.peildatum)
    kant = Kant("scenario", export.titel, export.peildatum, export.zetten, maat, export.beeld)
    vormen = kaartvormen(stand, vraag)
    return rapportkaarten(vormen, blad_scenario(stand, bron, kant, vormen.lagen))
