"""The pages about requests to move a border: handing in a scenario, the list, one request and its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.afhankelijk import StandNu, vandaag
from api.formulier import FormulierNu
from api.scenarioblad import EEN, Blad, IngelogdNu, eigen_blad
from api.scenariohandeling import WEER_INGELOGD, Formulier, Handeling, Velden, naar, storing, uitgelogd, wijzig
from api.scenariovraag import VORM, op_basis
from api.sessie import Sessie, als_ingelogd, echt, keur_herkomst, sessie_van
from api.toegang import ToegangNu, toegang_van
from api.verzoekvraag import dien_in, kop_json, te_zetten, verzoek_json, zet_stap
from api.werkblad import html_antwoord
from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import toon_storing
from kaarten.scenarios import bewaard
from kaarten.scenarios.formulier import Invoer, met_fouten
from kaarten.teksten import voor_lezers
from kaarten.verzoeken import pagina
from kaarten.verzoeken.partijen import ingevuld, partij
from regio.fouten import BasisVervangen, Fout, NietGevonden, NietToegestaan, Opslagfout, Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.indienen import gevolgen_bij
from regio.scenario.verzoek import Indiening, lees_indiening
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.verzoeken import Verzoek
else:
    Verzoek = Any

router = APIRouter(include_in_schema=False)
PAD = "/verzoeken"
_STEUNVELD = re.compile(r"steun\[(\d+)\]\.(\w+)", re.ASCII)
_STAPVELDEN = ("tekst", "uitkomst", "datum", "naam", "standpunt")
_NIET_NU = "Dit scenario kan nu niet worden ingediend"
_EERST_OVERZETTEN = (
    "De gegevens onder dit scenario zijn vervangen. Zet het scenario eerst over op de nieuwste gegevens."
)
_VERVANGEN = [
    "Sinds u het formulier opende zijn nieuwe gegevens in gebruik genomen. Het verzoek is niet ingediend.",
    "Zet het scenario eerst over, in een ander tabblad. Kom dan hier terug.",
]
_EERST_WIJZIGEN = "Het verzoek is niet ingediend. Wijzig het scenario eerst, in een ander tabblad. Kom dan hier terug."


@router.get(f"{EEN}/indienen")
def formulier(request: Request, stand: StandNu, sessie: IngelogdNu, id: str) -> Response:  # noqa: A002
    """The form to hand in the current version of a scenario."""
    blad = eigen_blad(request, sessie, id)
    if not blad.mag_wijzigen:
        raise HTTPException(403)
    try:
        return _indienpagina(stand, blad, Invoer(), 200)
    except BasisVervangen:
        return _niet_nu(blad, _EERST_OVERZETTEN, 409)
    except Vraagfout as fout:
        return _niet_nu(blad, " ".join(map(voor_lezers, fout.fouten)), 400)


def _niet_nu(blad: Blad, uitleg: str, status: int) -> Response:
    return html_antwoord(toon_storing(_NIET_NU, uitleg, (blad.pad, "Terug naar het scenario")), status)


@router.post(f"{EEN}/indienen")
def indienen(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Hand it in; a form that is refused comes back as it was left."""
    # Which fields there are depends on who is touched.
    soort = Formulier("indienen", ("aanvrager", "reden", *velden), toon=_weer)
    return wijzig(request, stand, id, soort, velden, _indienen)


def _indienen(werk: Handeling) -> Response:
    was, partijen = werk.op_basis(), ingevuld(werk.velden)
    try:
        een = dien_in(werk.stand, werk.engine, werk.wie, was, _indiening(werk, partijen))
    except Vraagfout as fout:
        raise Vraagfout(*(replace(een, veld=_veld(een.veld, partijen)) for een in fout.fouten)) from None
    return naar(f"{PAD}/{een.kop.id}", "ingediend")


def _weer(_: Request, stand: Stand, blad: Blad, invoer: Invoer, status: int) -> Response:
    """The form as it was left; for a scenario that cannot be handed in now a page that keeps what was typed."""
    try:
        return _indienpagina(stand, blad, invoer, status)
    except BasisVervangen:
        return _later(blad, invoer, "De gegevens zijn vervangen", _VERVANGEN, 409)
    except Vraagfout as fout:
        uitleg = [*(voor_lezers(een) for een in fout.fouten), _EERST_WIJZIGEN]
        return _later(blad, invoer, _NIET_NU, uitleg, 400)


def _later(blad: Blad, invoer: Invoer, titel: str, uitleg: list[str], status: int) -> Response:
    ingelogd = _ingelogd(blad)
    html = bewaard.blad(
        bewaard.Bewaard(f"{blad.pad}/indienen", invoer.velden),
        titel,
        uitleg,
        "Dien het verzoek in",
        ingelogd=ingelogd,
        verborgen={"csrf": ingelogd.csrf, "kenmerk": blad.scenario.kenmerk},
        links=[(blad.pad, "Naar het scenario")],
    )
    return html_antwoord(html, status)


def _indiening(werk: Handeling, partijen: Sequence[str]) -> Indiening:
    steun = [partij(werk.velden, sleutel) for sleutel in partijen]
    return lees_indiening(werk.veld("aanvrager"), werk.veld("reden"), steun)


def _veld(veld: str, partijen: Sequence[str]) -> str:
    """The field of the form that a fault is about."""
    raak = _STEUNVELD.fullmatch(veld)
    return f"steun-{partijen[int(raak[1])]}-{raak[2]}" if raak else veld


def _indienpagina(stand: Stand, blad: Blad, invoer: Invoer, status: int) -> Response:
    een = op_basis(stand, blad.scenario)
    gevolgen = gevolgen_bij(stand, Vraag(een.peildatum, een.zetten))
    inhoud = pagina.Formulier(
        pad=blad.pad,
        naam=een.naam,
        versie=een.versie,
        kenmerk=een.kenmerk,
        zinnen=[(zin, bool(zet["aanname"])) for zin, zet in zip(gevolgen["zinnen"], een.zetten, strict=True)],
        betrokkenen=gevolgen["betrokkenen"],
        ingelogd=_ingelogd(blad),
        invoer=invoer,
    )
    return html_antwoord(pagina.indienpagina(inhoud), status)


@router.get(PAD)
def lijst(stand: StandNu, toegang: ToegangNu, sessie: IngelogdNu) -> Response:
    """The requests of whoever signed in; for a beheerder all of them."""
    from regio.opslag import verzoeken
    from regio.opslag.gebruikers import BEHEERDER

    koppen = verzoeken.lijst(toegang.engine, sessie.wie, verzoeken.MEESTE_IN_LIJST + 1)
    rijen = [kop_json(stand, kop) for kop in koppen[: verzoeken.MEESTE_IN_LIJST]]
    html = pagina.lijstpagina(
        rijen, als_ingelogd(sessie), van_allen=sessie.wie.rol == BEHEERDER, meer=len(koppen) > len(rijen)
    )
    return html_antwoord(html)


@router.get(f"{PAD}/{{id}}")
def een_verzoek(request: Request, stand: StandNu, sessie: IngelogdNu, id: str) -> Response:  # noqa: A002
    """One request in full."""
    return _dossier(request, stand, sessie, _lees(request, sessie, id), gedaan=request.query_params.get("gedaan", ""))


@router.post(f"{PAD}/{{id}}/stap")
def stap(request: Request, stand: StandNu, id: str, velden: FormulierNu) -> Response:  # noqa: A002
    """Take a step; a form that is refused comes back as it was left."""
    keur_herkomst(request)
    try:
        sessie = sessie_van(request)
        if sessie is None:
            return uitgelogd(request, velden)
        een = _lees(request, sessie, id)
        if not echt(sessie, velden.get("csrf", "")):
            return _dossier(request, stand, sessie, een, invoer=_invoer(velden, {"": [WEER_INGELOGD]}), status=403)
        return _zet(request, stand, sessie, een, velden)
    except Opslagfout as fout:
        return storing(request, fout, velden)


def _zet(request: Request, stand: Stand, sessie: Sessie, was: Verzoek, velden: Velden) -> Response:
    from regio.opslag.gebruikers import BEWERKER

    soort = velden.get("soort", "")
    if not sessie.wie.mag(BEWERKER):
        raise HTTPException(403)
    gegeven = {naam: velden.get(naam, "").strip() for naam in _STAPVELDEN}
    try:
        zet_stap(toegang_van(request).engine, sessie.wie, was.kop.id, {"soort": soort, **gegeven})
    except (Vraagfout, NietToegestaan) as fout:
        fouten = fout.fouten if isinstance(fout, Vraagfout) else [Fout("", "niet-toegestaan", str(fout), "body")]
        nu = _lees(request, sessie, was.kop.id)
        # Of a form that is no longer there, because somebody else was first, what was typed stands at the top.
        daar = soort in te_zetten(sessie.wie, nu.kop)
        invoer = met_fouten(soort if daar else "", velden, fouten, _STAPVELDEN if daar else ())
        return _dossier(request, stand, sessie, nu, invoer=invoer, status=400 if isinstance(fout, Vraagfout) else 403)
    return naar(f"{PAD}/{was.kop.id}", soort)


def _lees(request: Request, sessie: Sessie, nummer: str) -> Verzoek:
    if not re.fullmatch(VORM, nummer):
        raise HTTPException(404)
    from regio.opslag import verzoeken

    return verzoeken.lees(toegang_van(request).engine, sessie.wie, nummer)


def _dossier(
    request: Request,
    stand: Stand,
    sessie: Sessie,
    een: Verzoek,
    *,
    gedaan: str = "",
    invoer: Invoer | None = None,
    status: int = 200,
) -> Response:
    antwoord = verzoek_json(stand, sessie.wie, een)
    leesbaar = _leesbaar(request, stand, sessie, een)
    html = pagina.dossierpagina(
        antwoord, een.gevolgen, als_ingelogd(sessie), vandaag(), leesbaar=leesbaar, gedaan=gedaan, invoer=invoer
    )
    return html_antwoord(html, status)


def _leesbaar(request: Request, stand: Stand, sessie: Sessie, een: Verzoek) -> bool:
    """Whether the version of the scenario is still there for somebody, on the edition in use: then it has a report."""
    from regio.opslag import scenarios

    if een.kop.editie != stand.editie:
        return False
    try:
        scenarios.lees(toegang_van(request).engine, sessie.wie, een.kop.scenario, een.kop.versie)
    except NietGevonden:
        return False
    return True


def _invoer(velden: Velden, fouten: dict[str, list[str]]) -> Invoer:
    return Invoer(velden.get("soort", ""), dict(velden), fouten)


def _ingelogd(blad: Blad) -> Ingelogd:
    """Who signed in, on a sheet that is only for those who did."""
    if blad.sessie is None:
        raise HTTPException(403)
    return als_ingelogd(blad.sessie)
