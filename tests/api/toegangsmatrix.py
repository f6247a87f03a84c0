"""Every route of the application with who may use it: API and pages, of every part.

A route that is not in ``ROUTES`` fails the test: say there who may use it. Reading is open, scenarios and
requests are of their owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Kinds of access.
OPEN = "open"
INLOGGEN, UITLOGGEN = "inloggen", "uitloggen"
LIJST, LEES, MAAK, WIJZIG = "lijst", "lees", "maak", "wijzig"
VAN_INDIENER, STAP = "van indiener", "stap"
BLAD, GEDEELD, FORMULIER, PROEF, MAAKFORMULIER = "blad", "gedeeld", "formulier", "proef", "maakformulier"
EIGEN_BLAD, WIJZIGBLAD, TERUG_NAAR_BLAD = "eigen blad", "wijzigblad", "terug naar blad"
GEDEELDE_PLEK = "gedeelde plek"
REKENFORMULIER, GEDEELD_REKENEN = "rekenformulier", "gedeeld rekenen"
VERZOEKBLAD, STAPFORMULIER = "verzoekblad", "stapformulier"

_API, _EEN = "/v1/scenarios", "/v1/scenarios/{id}"
_VERZOEKEN = "/v1/grenswijzigingsverzoeken"
_BLAD, _LINK = "/scenarios/{id}", "/scenarios/gedeeld/{token}"
_LEESDELEN = (
    *("", "/vergelijk", "/gevolgen", "/kaart.json", "/kaart.svg", "/rapport", "/herbasering", "/factoren"),
    *("/vergelijk.svg", "/vergelijk.csv"),
    *("/zetten.csv", "/tabel.csv", "/bijlage.csv", "/bijlage.xlsx", "/scenario.gpkg"),
)
_HANDELINGEN = (
    *("zet", "wijzig", "weg", "schuif", "ongedaan", "opnieuw", "hernoem", "verwijder", "vertak", "herbaseer"),
    *("deel", "ontdeel", "importeer", "indienen"),
)
_OPEN = """
GET / | POST / | GET /namen/{bestand} | GET /statisch/{pad:path} | GET /kaart/{bestand} | GET /gebieden/{naam}
GET /livez | GET /readyz | GET /.well-known/security.txt | GET /problemen/{soort} | GET /v1/openapi.json | GET /v1/docs
GET /v1/postcodes/{postcode:postcode} | POST /v1/postcodes/_batch | POST /v1/adressen/_zoek | GET /v1/suggesties
GET /v1/locaties | POST /v1/locaties/_zoek | POST /v1/locaties/_batch
GET /v1/gemeenten | GET /v1/gemeenten/{code} | GET /v1/gemeenten/{code}/overlegpartners
GET /v1/samenwerkingsverbanden | GET /v1/samenwerkingsverbanden/{code}
GET /v1/samenwerkingsverbanden/{code}/overlegpartners | GET /v1/overlegtafels
GET /v1/jeugdregios | GET /v1/jeugdregios/{code} | GET /v1/rmc-regios | GET /v1/rmc-regios/{code}
GET /v1/herindelingen | GET /v1/herindelinggevolgen | POST /v1/herindelingen/_toets
GET /v1/regelingen | GET /v1/bronnen | GET /v1/bevindingen | GET /v1/crss | GET /v1/kaartbestanden
GET /v1/congruenties | GET /v1/congruenties/{indeling}/{met} | GET /v1/congruenties/{indeling}/{met}/regios/{code}
GET /v1/congruenties/{indeling}/{met}/grenzen | GET /v1/congruentie-tijdreeksen/{indeling}
GET /v1/territoriale-congruenties | GET /v1/scenario-voorbeelden
GET /v1/ogc | GET /v1/ogc/conformance | GET /v1/ogc/api | GET /v1/ogc/collections
GET /v1/ogc/collections/{collectionId} | GET /v1/ogc/collections/{collectionId}/items
GET /v1/ogc/collections/{collectionId}/items/{featureId}
GET /overzicht | GET /kaarten | GET /kaarten/indeling | GET /kaarten/congruentie | GET /kaarten/gesplitst
GET /kaarten/herindeling | GET /kaarten/gemeente | GET /kaarten/gemeente/{code}
GET /congruentie | GET /congruentie/rapport | GET /congruentie/regios.csv | GET /congruentie/kaart.svg
GET /congruentie/kaartbestand.svg | GET /congruentie/kaart.json | GET /congruentie/regios/{code}
GET /overleg | GET /overleg/tafels.{soort} | GET /gemeenten/{code} | GET /gemeenten/{code}/overleg.{soort}
GET /samenwerkingsverbanden/{code} | GET /samenwerkingsverbanden/{code}/overleg.{soort}
GET /herindelingen | GET /herindelingen/lijst.csv
GET /herindelingen/toets | GET /herindelingen/toets/kaart.svg | GET /herindelingen/toets/zetten.csv
GET /scenarios | GET /scenarios/voorbeelden/{naam} | GET /scenarios/voorbeelden/{naam}/kaart.svg
GET /scenarios/voorbeelden/{naam}/zetten.csv | GET /scenarios/voorbeelden/{naam}/tabel.csv
GET /scenarios/voorbeelden/{naam}/bijlage.csv | GET /scenarios/voorbeelden/{naam}/bijlage.xlsx
GET /scenarios/voorbeelden/{naam}/scenario.gpkg | GET /scenarios/voorbeelden/{naam}/rapport
GET /scenarios/voorbeelden/{naam}/factoren | POST /scenarios/voorbeelden/{naam}/factoren
GET /inloggen | GET /inloggen/extern | GET /inloggen/terug
"""

ROUTES: dict[str, str] = {
    **{route.strip(): OPEN for regel in _OPEN.strip().splitlines() for route in regel.split("|")},
    "POST /inloggen": INLOGGEN,
    "POST /uitloggen": UITLOGGEN,
    f"GET {_API}": LIJST,
    f"POST {_API}": MAAK,
    f"GET {_EEN}": LEES,
    f"PATCH {_EEN}": WIJZIG,
    f"DELETE {_EEN}": WIJZIG,
    **{
        f"GET {_EEN}/{deel}": LEES
        for deel in (
            *("versies", "effecten", "bevindingen", "regeling", "geopakket", "tabel", "_vergelijk", "kaart"),
            "herbasering",
        )
    },
    **{f"POST {_EEN}/{deel}": LEES for deel in ("_probeer", "_factoren")},
    **{
        f"POST {_EEN}/{deel}": WIJZIG
        for deel in ("_zet", "_ongedaan", "_opnieuw", "_vertak", "_deel", "_ontdeel", "_importeer", "_herbaseer")
    },
    f"POST {_EEN}/_indienen": WIJZIG,
    f"GET {_VERZOEKEN}": LIJST,
    f"GET {_VERZOEKEN}/{{id}}": VAN_INDIENER,
    f"POST {_VERZOEKEN}/{{id}}/_stap": STAP,
    "POST /scenarios": MAAKFORMULIER,
    **{f"GET {_BLAD}{deel}": BLAD for deel in _LEESDELEN},
    **{f"GET {_LINK}{deel}": GEDEELD for deel in (*_LEESDELEN, "/overnemen")},
    f"POST {_LINK}/overnemen": MAAKFORMULIER,
    **{f"GET {_BLAD}/{deel}": TERUG_NAAR_BLAD for deel in _HANDELINGEN},
    **{f"GET {_BLAD}/{deel}": WIJZIGBLAD for deel in ("verwijder", "indienen")},
    f"POST {_BLAD}/factoren": REKENFORMULIER,
    f"POST {_LINK}/factoren": GEDEELD_REKENEN,
    "GET /verzoeken": EIGEN_BLAD,
    "GET /verzoeken/{id}": VERZOEKBLAD,
    "POST /verzoeken/{id}/stap": STAPFORMULIER,
    f"POST {_BLAD}/proef": PROEF,
    f"POST {_BLAD}/plek": PROEF,
    f"POST {_LINK}/plek": GEDEELDE_PLEK,
    **{f"POST {_BLAD}/{deel}": FORMULIER for deel in _HANDELINGEN},
}


def routes_van(app: Any) -> Iterator[str]:
    """Every route of an application, as ``METHOD path``; HEAD goes with GET."""
    app.state.delen.laad_alle()
    for route in _alle(app.routes):
        yield from (f"{methode} {route.path}" for methode in route.methods - {"HEAD"})


def _alle(routes: Any) -> Iterator[Any]:
    for route in routes:
        binnen = getattr(route, "original_router", None)
        if binnen is None:
            yield route
        else:
            yield from _alle(binnen.routes)


# Open pages that say who is signed in.
MET_NAAM = (
    *("/scenarios", "/scenarios/voorbeelden/{naam}", "/inloggen", "/inloggen/terug"),
    *("/herindelingen/toets", "/herindelingen/toets/kaart.svg", "/herindelingen/toets/zetten.csv"),
)

# Kinds of visitors.
ONBEKEND = (
    *("niemand", "onzin", "verkeerd token", "verlopen token", "ingetrokken token", "oude link"),
    *("onzin als cookie", "uitgelogd", "verlopen sessie", "sessie van ingetrokken token", "token als cookie"),
)
LINKS = ("link", "andere link")
# Of anna, who owns what is asked about: with each role; of two others; and of a beheerder.
TOKENS = ("anna als lezer", "anna", "beheer", "bob", "lies")
SESSIES = tuple(f"sessie van {naam}" for naam in TOKENS)
VAN_ELDERS = ("sessie van elders", "sessie van hetzelfde domein")
ZONDER_BEWIJS = ("sessie zonder csrf", "sessie met andere csrf", *VAN_ELDERS)
BEZOEKERS = (*ONBEKEND, *LINKS, *TOKENS, *SESSIES, *ZONDER_BEWIJS)
ANDEREN, LEZERS = ("bob", "lies"), ("anna als lezer", "lies")

_TRAAG = ("/geopakket", "/bijlage.xlsx", "/scenario.gpkg")
_ENKELEN = ("onzin", "anna", "sessie van bob", "link", "sessie van anna")

DOOR = 0
NAAR_INLOGGEN = 303


@dataclass(frozen=True)
class Vraag:
    """Who asks what: ``methode`` decides whether a session must prove where the question comes from."""

    soort: str
    methode: str
    bezoeker: str

    @property
    def wie(self) -> str:
        """Without how they come: the user, or the kind of visitor."""
        if self.bezoeker in ZONDER_BEWIJS:
            return "anna"
        return self.bezoeker.removeprefix("sessie van ") if self.bezoeker in SESSIES else self.bezoeker

    @property
    def met_sessie(self) -> bool:
        """Whether there is a session that holds."""
        return self.bezoeker in SESSIES or self.bezoeker in ZONDER_BEWIJS


def bezoekers_van(route: str) -> tuple[str, ...]:
    """Everybody, but for what takes long to make or is the same for all: those let through are then a few."""
    soort = ROUTES[route]
    traag = route.endswith(_TRAAG)
    if soort not in (GEDEELD, GEDEELDE_PLEK, GEDEELD_REKENEN) and not traag:
        return BEZOEKERS
    methode, enkelen = route.partition(" ")[0], _ENKELEN[-2:] if traag else _ENKELEN
    return tuple(een for een in BEZOEKERS if een in enkelen or verwacht(Vraag(soort, methode, een)) != DOOR)


def verwacht(vraag: Vraag) -> int:
    """The status of a refusal; DOOR for who is let through."""
    if vraag.soort in (REKENFORMULIER, GEDEELD_REKENEN) and vraag.bezoeker in VAN_ELDERS:
        return 403
    if vraag.soort in (OPEN, GEDEELD, GEDEELDE_PLEK, GEDEELD_REKENEN, INLOGGEN, TERUG_NAAR_BLAD):
        return DOOR
    if vraag.soort in (LIJST, LEES, MAAK, WIJZIG, VAN_INDIENER, STAP):
        return _api(vraag)
    return _pagina(vraag)


def _api(vraag: Vraag) -> int:
    """The first rule that fits."""
    regels = (
        (vraag.bezoeker in ONBEKEND, 401),
        (vraag.methode != "GET" and vraag.bezoeker in ZONDER_BEWIJS, 403),
        (vraag.soort == LEES and vraag.bezoeker == "link", DOOR),
        (vraag.bezoeker in LINKS, 404 if vraag.soort == LEES else 403),
        (vraag.soort in (MAAK, WIJZIG, STAP) and vraag.wie in LEZERS, 403),
        (vraag.soort in (LEES, WIJZIG, VAN_INDIENER, STAP) and vraag.wie in ANDEREN, 404),
        # The step of the example is for whoever handed in.
        (vraag.soort == STAP and vraag.wie == "beheer", 403),
    )
    return next((status for past, status in regels if past), DOOR)


FORMULIEREN = (FORMULIER, MAAKFORMULIER, STAPFORMULIER)


def _pagina(vraag: Vraag) -> int:
    """The first rule that fits. Pages know sessions only: a token in a header is nothing to them."""
    if vraag.soort == UITLOGGEN:
        return 403 if vraag.bezoeker in ZONDER_BEWIJS else DOOR
    regels = (
        (not vraag.met_sessie, 403 if vraag.soort in (*FORMULIEREN, REKENFORMULIER) else NAAR_INLOGGEN),
        (vraag.soort in FORMULIEREN and vraag.bezoeker in ZONDER_BEWIJS, 403),
        (vraag.soort not in (MAAKFORMULIER, EIGEN_BLAD) and vraag.wie in ANDEREN, 404),
        (vraag.soort in (*FORMULIEREN, WIJZIGBLAD) and vraag.wie in LEZERS, 403),
        (vraag.soort == STAPFORMULIER and vraag.wie == "beheer", 403),
    )
    return next((status for past, status in regels if past), DOOR)
