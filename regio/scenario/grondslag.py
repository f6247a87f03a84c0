"""What the figures of a scenario rest on, as JSON that can be kept with them: version, sources, borders, lists."""

from __future__ import annotations

from typing import Any

from regio.congruentie.bronnen import herkomst
from regio.congruentie.indelingen import kies
from regio.fouten import GeenKaarten
from regio.scenario.uitkomst import Uitkomst
from regio.scenario.zetten import SECTOREN
from regio.stand.stand import Stand

Json = dict[str, Any]
# Divisions of which the list of the day itself is used: what to know about those lists is told.
_LIJSTEN = ("jeugdregio", "rmc")


def grondslag(stand: Stand, peildatum: str, uitkomst: Uitkomst) -> Json:
    """What an outcome rests on, for a peildatum (``JJJJ-MM-DD``).

    ``regeling`` is the version and what to say of it (None before there was one), ``herkomst`` the sources in
    the form of answers, ``grenzen`` the borders (None for an edition without maps), ``lijsten`` a sentence
    per list beside which the SWVs are laid.
    """
    return {
        "regeling": stand.staart(stand.toestand_nr_iso(peildatum))["regeling"],
        "herkomst": bronnen(stand, peildatum, uitkomst),
        "grenzen": _grenzen(stand),
        "lijsten": _lijsten(uitkomst),
    }


def bronnen(stand: Stand, peildatum: str, uitkomst: Uitkomst) -> list[Json]:
    """Every source that the figures rest on, in the form of answers."""
    maat = uitkomst.maat
    keuzes = [*(kies(stand, sector, peildatum) for sector in SECTOREN), *maat.keuzes.values()]
    rijen = herkomst(stand, stand.toestand_nr_iso(peildatum), keuzes, maat.gewicht(*SECTOREN), grens=True)
    return [*{(rij["wat"], rij["bestand"], rij["vindplaats"]): rij for rij in rijen}.values()]


def _grenzen(stand: Stand) -> Json | None:
    from regio.gebieden.kaartset.kaartset import kaartset_van

    try:
        kaartset = kaartset_van(stand)
        return {"bron": kaartset.bron, "vermelding": kaartset.vermelding, "nauwkeurigheid": kaartset.nauwkeurigheid}
    except GeenKaarten:
        return None


def _lijsten(uitkomst: Uitkomst) -> list[str]:
    keuzes = [uitkomst.maat.keuzes[naam] for naam in _LIJSTEN if naam in uitkomst.maat.keuzes]
    return [
        f"{keuze.titel}: {' '.join([*_nagegaan(keuze.naam, uitkomst.maat.basis.peildatum), keuze.toelichting or ''])}"
        for keuze in keuzes
    ]


def _nagegaan(naam: str, dag: str) -> list[str]:
    return ["Vanaf 2026 is deze lijst niet nagegaan."] if naam == "jeugdregio" and dag >= "2026-01-01" else []
