"""A form of the pages about scenarios that changes something: who may, on what, and what to show when it cannot be.

Nothing that somebody typed is lost: a form that is refused comes back with its values and what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.scenarioblad import Blad, eigen_blad
from api.scenariovraag import op_basis
from api.sessie import Sessie, als_ingelogd, echt, keur_herkomst, sessie_van
from api.storingen import meld_opslagfout
from api.toegang import toegang_van
from api.vast import NIET_BEWAREN
from api.werkblad import html_antwoord, mag_maken, toon
from kaarten.scenarios import bewaard
from kaarten.scenarios.formulier import Invoer, met_fouten
from kaarten.scenarios.werkbeeld import moment
from regio.congruentie.getallen import geteld
from regio.fouten import BasisVervangen, Fout, Ingehaald, NietGevonden, Opslagfout, Vraagfout
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.gebruikers import Engine, Wie
    from regio.opslag.scenarios import Scenario
else:
    Engine = Scenario = Wie = Any

Velden = Mapping[str, str]
# The page with a form as it was left, and with which status.
Toon = Callable[[Request, Stand, Blad, Invoer, int], Response]
WEER_INGELOGD = "U bent opnieuw ingelogd sinds u deze pagina opende. Controleer wat u invulde en verstuur het nog eens."
OUDE_BASIS = "Dit scenario rust op gegevens die zijn vervangen. Zet het eerst over; wat u typte staat er nog."
_STORING_TITEL = "Het is niet zeker of uw wijziging is bewaard"
_STORING = [
    "De gegevens zijn nu niet te bereiken.",
    "Wat u invulde staat hieronder. Wacht even en probeer het opnieuw; sluit dit venster niet.",
]
_KIJK_EERST = "Kijk eerst of het er al staat: wie het nog eens verstuurt, kan het twee keer krijgen."
_NAAR_LIJST = ("/scenarios", "Naar uw scenario’s")
_WEG = [
    "Het is intussen verwijderd, of het is niet van u. Uw wijziging is niet bewaard. Wat u invulde staat hieronder."
]
_UIT = [
    "U bent niet meer ingelogd. Met wat u invulde is nog niets gedaan.",
    "Wat u invulde staat hieronder. Log in het nieuwe tabblad in, kom hier terug en kies Ga verder.",
]


@dataclass(frozen=True, slots=True)
class Handeling:
    """One change that was asked for: in which session, on which scenario, with which fields."""

    stand: Stand
    engine: Engine
    wie: Wie
    blad: Blad
    velden: Velden

    @property
    def was(self) -> Scenario:
        """The scenario as its changer saw it."""
        return self.blad.scenario

    def veld(self, naam: str) -> str:
        """What stands in a field, without spaces around it."""
        return self.velden.get(naam, "").strip()

    def op_basis(self) -> Scenario:
        """The scenario, when its edition is the one in use; raises BasisVervangen."""
        return op_basis(self.stand, self.was)


@dataclass(frozen=True, slots=True)
class Formulier:
    """A form: its name, its fields, whether it must be about the version that was seen, and the page it is on.

    ``maakt``: it makes a scenario, so that sent twice it makes two.
    """

    naam: str
    velden: Sequence[str] = ()
    op_versie: bool = True
    toon: Toon = toon
    maakt: bool = False


Doe = Callable[[Handeling], Response]
# The page of a form that makes a scenario, as it was left, and with which status.
ToonWeer = Callable[[Sessie, Invoer, int], Response]
# What to answer when it was done already; None when it was not.
AlGedaan = Callable[[Handeling], Response | None]


def naar(pad: str, gedaan: str = "", plek: str = "") -> Response:
    """To a page, which then says what was done."""
    doel = pad + (f"?gedaan={gedaan}" if gedaan else "") + (f"#{plek}" if plek else "")
    return Response(None, 303, {"Location": doel, **NIET_BEWAREN})


def wijzig(
    request: Request,
    stand: Stand,
    nummer: str,
    formulier: Formulier,
    velden: Velden,
    doe: Doe,
    al_gedaan: AlGedaan = lambda _: None,
) -> Response:
    """Do what a form on the page of a scenario asks, or show why not. Raises 403."""
    keur_herkomst(request)
    try:
        sessie = sessie_van(request)
        if sessie is None:
            return uitgelogd(request, velden)
        blad = eigen_blad(request, sessie, nummer)
        if not blad.mag_wijzigen:
            raise HTTPException(403)
        if not echt(sessie, velden.get("csrf", "")):
            return formulier.toon(request, stand, blad, Invoer(formulier.naam, velden, {"": [WEER_INGELOGD]}), 403)
        handeling = Handeling(stand, toegang_van(request).engine, sessie.wie, blad, velden)
        return _doe(request, handeling, formulier, doe, al_gedaan)
    except Opslagfout as fout:
        return storing(request, fout, velden, maakt=formulier.maakt)
    except NietGevonden:
        return _verdwenen(request, velden)


def _doe(request: Request, handeling: Handeling, formulier: Formulier, doe: Doe, al_gedaan: AlGedaan) -> Response:
    try:
        if formulier.op_versie and handeling.velden.get("kenmerk") != handeling.was.kenmerk:
            raise Ingehaald(handeling.was.versie, handeling.was.kenmerk)
        return doe(handeling)
    except Vraagfout as fout:
        return _terug(request, handeling, formulier, fout.fouten, 400)
    except BasisVervangen:
        return _terug(request, handeling, formulier, [Fout("", "basis-vervangen", OUDE_BASIS, "body")], 409)
    except Ingehaald:
        return al_gedaan(handeling) or _ingehaald(request, handeling)


def _terug(
    request: Request, handeling: Handeling, formulier: Formulier, fouten: Sequence[Fout], status: int
) -> Response:
    """The page with the form as it was left, and what is wrong at its fields."""
    invoer = met_fouten(formulier.naam, handeling.velden, fouten, formulier.velden)
    return formulier.toon(request, handeling.stand, handeling.blad, invoer, status)


def doe_als_maker(
    request: Request, formulier: Formulier, velden: Velden, doe: Callable[[Sessie], Response], toon_weer: ToonWeer
) -> Response:
    """Do what makes a scenario for whoever signed in, or show why not. Raises 403."""
    try:
        sessie = sessie_van(request)
        if sessie is None:
            return uitgelogd(request, velden)
        if not mag_maken(sessie):
            raise HTTPException(403)
        if not echt(sessie, velden.get("csrf", "")):
            return toon_weer(sessie, Invoer(formulier.naam, velden, {"": [WEER_INGELOGD]}), 403)
        try:
            return doe(sessie)
        except Vraagfout as fout:
            return toon_weer(sessie, met_fouten(formulier.naam, velden, fout.fouten, formulier.velden), 400)
    except Opslagfout as fout:
        return storing(request, fout, velden, maakt=True)


def uitgelogd(request: Request, velden: Velden) -> Response:
    """The page for whoever is no longer signed in."""
    html = bewaard.blad(_bewaard(request, velden), "U bent niet meer ingelogd", _UIT, "Ga verder", nieuw_tabblad=True)
    return html_antwoord(html, 403)


def storing(
    request: Request, fout: Opslagfout, velden: Velden, titel: str = _STORING_TITEL, *, maakt: bool = False
) -> Response:
    """The page for when the database cannot be reached; for what ``maakt`` a scenario with a way to see if it did.

    The log says why.
    """
    meld_opslagfout(fout)
    gedeeld = {"csrf": velden.get("csrf", ""), "kenmerk": velden.get("kenmerk", "")}
    uitleg, links = ([*_STORING, _KIJK_EERST], [_NAAR_LIJST]) if maakt else (_STORING, [])
    html = bewaard.blad(_bewaard(request, velden), titel, uitleg, "Probeer opnieuw", verborgen=gedeeld, links=links)
    return html_antwoord(html, 503, **{"Retry-After": "5"})


def _verdwenen(request: Request, velden: Velden) -> Response:
    """The page for a scenario that somebody else removed, or that is not theirs: the same for both."""
    html = bewaard.blad(_bewaard(request, velden), "Dit scenario is er niet", _WEG, "", links=[_NAAR_LIJST])
    return html_antwoord(html, 404)


def _ingehaald(request: Request, handeling: Handeling) -> Response:
    """The page that says what holds now, with what was typed and the way to do it after all."""
    from regio.opslag import scenarios

    blad, sessie = handeling.blad, handeling.blad.sessie
    nu = scenarios.lees(handeling.engine, handeling.wie, blad.scenario.id)
    (kop,) = scenarios.versies(handeling.engine, handeling.wie, nu.id, welke=nu.kop)
    uitleg = [
        f"Dit scenario is gewijzigd nadat u de pagina opende, het laatst op {moment(nu.gewijzigd_op)}.",
        f"Nu geldt versie {kop.nummer}, gemaakt door {kop.door}, met {geteld(kop.aantal, 'zet', 'zetten')}.",
        "Met wat u invulde is nu niets gedaan. Het staat hieronder.",
    ]
    html = bewaard.blad(
        _bewaard(request, handeling.velden),
        "Dit scenario is intussen gewijzigd",
        uitleg,
        f"Doe dit op versie {kop.nummer}",
        ingelogd=als_ingelogd(sessie),
        verborgen={"csrf": sessie.csrf if sessie else "", "kenmerk": nu.kenmerk},
        links=[(blad.pad, f"Bekijk eerst versie {kop.nummer}")],
    )
    return html_antwoord(html, 412, ETag=nu.kenmerk)


def _bewaard(request: Request, velden: Velden) -> bewaard.Bewaard:
    vraag = f"?{request.url.query}" if request.url.query else ""
    return bewaard.Bewaard(f"{request.url.path}{vraag}", velden)
