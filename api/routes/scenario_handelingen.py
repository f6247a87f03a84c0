"""The forms on the page of one scenario: each changes something and leads back to the page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.afhankelijk import StandNu
from api.formulier import FormulierNu
from api.multipart import UploadNu
from api.scenariobestand import csv_uit, gekeurde_naam, zetten_uit
from api.scenarioblad import EEN, PAD, VERSIE
from api.scenariohandeling import Formulier, Handeling, naar, wijzig
from api.scenariovraag import VORM
from api.werkblad import met_deellink
from api.zetbewerking import aan_regels, bewerking, vind
from api.zetformulier import VELDEN
from api.zettenhandeling import Wens, direct_na, wijzig_zetten
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.scenario.dienst import Vraag, met_zetten
from regio.scenario.overzetten import over_te_zetten

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
else:
    Scenario = Any

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]
ZET = Formulier("zet", VELDEN)
WIJZIG, WEG, SCHUIF = Formulier("wijzig", ("notitie", "aanname")), Formulier("weg"), Formulier("schuif")
HERNOEM, VERTAK = Formulier("hernoem", ("naam",)), Formulier("vertak", ("naam",), op_versie=False, maakt=True)
IMPORTEER, HERBASEER = Formulier("importeer", ("bestand", "csv")), Formulier("herbaseer")
DEEL = Formulier("deel", op_versie=False)
_KANTEN = {"omhoog": -1, "omlaag": 1}
_GEEN_VERSIE = "Deze versie heeft het scenario niet. Kies een versie uit de lijst van versies en vertak die."
_AAN_EIND = "Verder kan deze zet niet: hij staat al vooraan of achteraan."


@router.post(f"{EEN}/zet")
def zet(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Add a move, or put it in the place of one."""
    return wijzig_zetten(request, stand, id, ZET, velden, _zet)


def _zet(werk: Handeling) -> Wens:
    was = werk.op_basis()
    wat = bewerking(werk.velden, was.zetten, werk.stand)
    with wat.aan_zijn_velden():
        zetten = met_zetten(werk.stand, Vraag(was.peildatum, was.zetten), wat.zetten, vervang=wat.vervang)
    gedaan, nummer = ("wijzig", wat.plek + 1) if wat.vervang else ("zet", len(zetten))
    return Wens(zetten, gedaan, f"zet-{nummer}")


@router.post(f"{EEN}/wijzig")
def wijzig_zet(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Another note on a move, or whether it is an assumption."""
    return wijzig_zetten(request, stand, id, _bij_zet(WIJZIG, velden), velden, _wijzig)


def _wijzig(werk: Handeling) -> Wens:
    was = werk.op_basis()
    plek = vind(was.zetten, werk.velden)
    anders = {"notitie": werk.veld("notitie"), "aanname": bool(werk.veld("aanname"))}
    lijst = [{**een, **anders} if nummer == plek else een for nummer, een in enumerate(was.zetten)]
    return Wens(_in_plaats(werk, lijst, list(range(len(lijst)))), "wijzig", f"zet-{plek + 1}")


@router.post(f"{EEN}/weg")
def weg(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Take a move away; moves that rest on it then say so, and nothing happens."""
    return wijzig_zetten(request, stand, id, _bij_zet(WEG, velden), velden, _weg)


def _weg(werk: Handeling) -> Wens:
    was = werk.op_basis()
    plek = vind(was.zetten, werk.velden)
    over = [nummer for nummer in range(len(was.zetten)) if nummer != plek]
    return Wens(_in_plaats(werk, [was.zetten[nummer] for nummer in over], over), "weg")


@router.post(f"{EEN}/schuif")
def schuif(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """A move before the one above it, or behind the one below it; moves that cannot be made so say why."""
    return wijzig_zetten(request, stand, id, _bij_zet(SCHUIF, velden), velden, _schuif)


def _schuif(werk: Handeling) -> Wens:
    was = werk.op_basis()
    plek = vind(was.zetten, werk.velden)
    naast = plek + _KANTEN.get(werk.veld("kant"), len(was.zetten))
    over = list(range(len(was.zetten)))
    if naast not in over:
        raise Vraagfout(Fout("zet", "zet-aan-eind", _AAN_EIND, "body"))
    over[plek], over[naast] = naast, plek
    return Wens(_in_plaats(werk, [was.zetten[nummer] for nummer in over], over), "schuif", f"zet-{naast + 1}")


@router.post(f"{EEN}/ongedaan")
def ongedaan(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """A version back."""
    return wijzig(request, stand, id, Formulier("ongedaan"), velden, _ongedaan, lambda werk: _al_daar(werk, "ongedaan"))


def _ongedaan(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    scenarios.ongedaan(werk.engine, werk.wie, werk.was)
    return naar(werk.blad.pad, "ongedaan")


@router.post(f"{EEN}/opnieuw")
def opnieuw(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """A version forward again."""
    return wijzig(request, stand, id, Formulier("opnieuw"), velden, _opnieuw, lambda werk: _al_daar(werk, "opnieuw"))


def _opnieuw(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    scenarios.opnieuw(werk.engine, werk.wie, werk.was)
    return naar(werk.blad.pad, "opnieuw")


def _al_daar(werk: Handeling, gedaan: str) -> Response | None:
    """The page, when an earlier try of this form led to the version it names; None when it did not."""
    from regio.opslag import scenarios

    nu = scenarios.lees(werk.engine, werk.wie, werk.was.id)
    raak = direct_na(nu, werk) and str(nu.kop) == werk.veld("naarVersie")
    return naar(werk.blad.pad, gedaan) if raak else None


@router.post(f"{EEN}/hernoem")
def hernoem(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Another name."""
    return wijzig(request, stand, id, HERNOEM, velden, _hernoem)


def _hernoem(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    scenarios.hernoem(werk.engine, werk.wie, werk.was, gekeurde_naam(werk.veld("naam")))
    return naar(werk.blad.pad, "hernoem")


@router.post(f"{EEN}/vertak")
def vertak(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """A new scenario out of a version of this."""
    return wijzig(request, stand, id, VERTAK, velden, _vertak)


def _vertak(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    naam, was = gekeurde_naam(werk.veld("naam")), _gevraagde_versie(werk)
    een = scenarios.maak(werk.engine, werk.wie, naam, (was.editie, was.peildatum), was.zetten, uit=was.id)
    return naar(f"{PAD}/{een.id}", "vertak")


def _gevraagde_versie(werk: Handeling) -> Scenario:
    """The scenario in the version of a form, without one the current; raises Vraagfout when it has no such version."""
    from regio.opslag import scenarios

    nummer = werk.veld("versie")
    if not nummer:
        return werk.was
    if not VERSIE.fullmatch(nummer):
        raise Vraagfout(Fout("versie", "versie-onbekend", _GEEN_VERSIE, "body"))
    try:
        return scenarios.lees(werk.engine, werk.wie, werk.was.id, int(nummer))
    except NietGevonden:
        raise Vraagfout(Fout("versie", "versie-onbekend", _GEEN_VERSIE, "body")) from None


@router.post(f"{EEN}/herbaseer")
def herbaseer(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """The same moves on the edition in use, without those that cannot be made there when that is asked for."""
    return wijzig_zetten(request, stand, id, HERBASEER, velden, _herbaseer)


def _herbaseer(werk: Handeling) -> Wens:
    was = werk.was
    with aan_regels(range(len(was.zetten))):
        zetten = over_te_zetten(werk.stand, Vraag(was.peildatum, was.zetten), laat_weg=bool(werk.veld("laatWeg")))
    return Wens(zetten, "herbaseer")


@router.post(f"{EEN}/deel")
def deel(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """A link to read it; one from before no longer works."""
    return wijzig(request, stand, id, DEEL, velden, _deel)


def _deel(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    geheim = scenarios.deel(werk.engine, werk.wie, werk.was.id)
    return met_deellink(naar(werk.blad.pad, "deel", "delen"), werk.was.id, geheim)


@router.post(f"{EEN}/ontdeel")
def ontdeel(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """End the link."""
    return wijzig(request, stand, id, DEEL, velden, _ontdeel)


def _ontdeel(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    scenarios.ontdeel(werk.engine, werk.wie, werk.was.id)
    return naar(werk.blad.pad, "ontdeel", "delen")


@router.post(f"{EEN}/verwijder")
def verwijder(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Remove it, with all its versions and its link."""
    return wijzig(request, stand, id, Formulier("verwijder"), velden, _verwijder)


def _verwijder(werk: Handeling) -> Response:
    from regio.opslag import scenarios

    scenarios.verwijder(werk.engine, werk.wie, werk.was)
    return naar(PAD, "verwijder")


@router.post(f"{EEN}/importeer")
def importeer(request: Request, stand: StandNu, id: str, upload: UploadNu) -> Response:  # noqa: A002
    """Moves from a CSV, behind those that are there or in their place."""
    velden, inhoud = csv_uit(upload)
    return wijzig_zetten(request, stand, id, IMPORTEER, velden, lambda werk: _importeer(werk, inhoud))


def _importeer(werk: Handeling, inhoud: bytes) -> Wens:
    was = werk.op_basis()
    eerst = [] if werk.veld("vervang") else list(was.zetten)
    nieuw = zetten_uit(werk.stand, Vraag(was.peildatum, eerst), inhoud)
    zetten = met_zetten(werk.stand, Vraag(was.peildatum, eerst), nieuw)
    return Wens(zetten, "importeer")


def _in_plaats(werk: Handeling, zetten: list[Json], over: list[int]) -> list[Json]:
    """Other moves in place of all; ``over`` is which of the moves on the page each of them is."""
    was = werk.was
    with aan_regels(over):
        return met_zetten(werk.stand, Vraag(was.peildatum, was.zetten), zetten, vervang=True)


def _bij_zet(formulier: Formulier, velden: dict[str, str]) -> Formulier:
    """The form at one of the moves: each has a name of its own."""
    return replace(formulier, naam=f"{formulier.naam}-{velden.get('nummer', '')[:4]}")


def _naar_blad(id: str) -> Response:  # noqa: A002
    """Whoever comes back to the address of a form, by hand or in the history of the browser, gets the page it is on."""
    if not re.fullmatch(VORM, id):
        raise HTTPException(404)
    return naar(f"{PAD}/{id}")


for _naam in (
    *("zet", "wijzig", "weg", "schuif", "ongedaan", "opnieuw", "hernoem"),
    *("vertak", "herbaseer", "deel", "ontdeel", "importeer"),
):
    router.get(f"{EEN}/{_naam}")(_naar_blad)
