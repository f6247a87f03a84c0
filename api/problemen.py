"""Errors as ``application/problem+json`` (RFC 9457): a closed set of problem types.

Invalid input is 400 with every fault at once; nothing internal leaks. The texts are plain Dutch.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from api.storingen import meld_onverwacht, meld_opslagfout
from regio.fouten import BasisVervangen, Fout, Ingehaald, NietGevonden, NietToegestaan, Opslagfout, Vraagfout

MEDIATYPE = "application/problem+json"
TYPE = "/problemen/"
TITELS: dict[int, tuple[str, str]] = {
    400: ("ongeldige-vraag", "De vraag is niet bruikbaar"),
    401: ("niet-aangemeld", "U bent niet aangemeld"),
    403: ("niet-toegestaan", "Dit mag u niet"),
    404: ("niet-gevonden", "Niet gevonden"),
    405: ("methode-niet-toegestaan", "Deze methode kan hier niet"),
    406: ("niet-leverbaar", "Deze vorm is hier niet te krijgen"),
    409: ("basis-vervangen", "De basis is vervangen"),
    412: ("ingehaald", "Intussen gewijzigd"),
    413: ("te-groot", "De vraag is te groot"),
    415: ("verkeerde-vorm", "De vraag heeft een vorm die hier niet kan"),
    428: ("voorwaarde-ontbreekt", "Zeg welke versie u zag"),
    429: ("te-veel-vragen", "Te veel vragen achter elkaar"),
    500: ("storing", "Er ging iets mis"),
    503: ("niet-beschikbaar", "De dienst is even niet beschikbaar"),
}
UITLEG: dict[int, str] = {
    400: "Controleer de vraag.",
    401: "Stuur een geldig token mee in de kop Authorization, als Bearer.",
    403: "Dit token is hiervoor niet genoeg.",
    404: "Dit adres bestaat niet in deze API; /v1/openapi.json noemt wat er wel is.",
    405: "Gebruik een van de methoden in de kop Allow.",
    406: "Vraag met de kop Accept om een vorm die er wel is; /v1/openapi.json noemt ze per adres.",
    409: "De gegevens onder uw scenario zijn vervangen. Zet het eerst over op de nieuwe gegevens.",
    412: "Iemand anders was eerder. Haal de laatste versie op en doe uw wijziging daarop.",
    413: "Stuur ten hoogste 1 MB.",
    415: "Stuur de vraag als application/json.",
    428: "Stuur de ETag van wat u wijzigt mee in de kop If-Match.",
    429: "Wacht een minuut en probeer het opnieuw.",
    500: "De fout ligt bij deze dienst en is vastgelegd. Probeer het later opnieuw.",
    503: "Probeer het zo opnieuw.",
}
# What a visitor of the pages reads instead, where the text above is about the API.
_OP_DE_PAGINA: dict[int, str] = {
    401: "Log eerst in.",
    403: "Dit mag u niet, of de pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer het nog eens.",
    404: "Deze pagina bestaat niet of niet meer.",
    405: "Ga naar de zoekpagina en stel uw vraag daar.",
    413: "Uw vraag is te lang. Ga naar de zoekpagina en maak hem korter.",
}
# What a visitor of the pages reads besides.
_OOK_OP_DE_PAGINA: dict[int, str] = {
    429: " Ga daarvoor terug met de knop Terug van uw browser: wat u typte, staat daar dan nog.",
}
GEMEENTE, SWV, JEUGDREGIO, RMC = "^GM[0-9]{4}$", "^(PO|VO)[0-9]{4}$", "^JZ[0-9]{2}$", "^RMC[0-9]{2}$"
REGIO = "^((PO|VO|GM)[0-9]{4}|(JZ|PV|RMC)[0-9]{2})$"
GEBIED = r"^[A-Z]{2,3}[0-9]{2,4}(\|[A-Z]{2,3}[0-9]{2,4})*$"
# How users read these patterns.
VORMEN: dict[str, str] = {
    GEMEENTE: "van een gemeentecode: GM met vier cijfers, zoals GM1730",
    SWV: "van een code van een samenwerkingsverband: PO of VO met vier cijfers, zoals VO2001",
    JEUGDREGIO: "van een code van een jeugdregio: JZ met twee cijfers, zoals JZ01",
    RMC: "van een code van een RMC-regio: RMC met twee cijfers, zoals RMC07",
    REGIO: "van een code van een gebied: letters en cijfers, zoals PO2001, JZ01 of GM1730",
    GEBIED: "van een code uit deze collectie: letters en cijfers, zoals PO2001, of meer codes met | ertussen",
}
# Kinds of validation errors of pydantic, as users read them.
_MELDINGEN: dict[str, str] = {
    "missing": "{veld} ontbreekt.",
    "extra_forbidden": "{veld} is hier geen bekende naam; laat die weg.",
    "json_invalid": "De vraag is geen geldige JSON.",
    "too_long": "{veld} is te lang: ten hoogste {max_length}; dit zijn er {actual_length}.",
    "too_short": "{veld} is te kort: minstens {min_length}; dit zijn er {actual_length}.",
    "string_too_long": "{veld} is te lang: ten hoogste {max_length} tekens.",
    "string_too_short": "{veld} is te kort.",
    "float_parsing": "{veld} moet een getal zijn, met een punt voor de decimalen.",
    "int_parsing": "{veld} moet een geheel getal zijn.",
    "greater_than_equal": "{veld} moet minstens {ge} zijn.",
    "greater_than": "{veld} moet meer dan {gt} zijn.",
    "less_than_equal": "{veld} mag hoogstens {le} zijn.",
    "list_type": "{veld} moet een lijst zijn.",
    "model_attributes_type": "{veld} moet een object met velden zijn.",
    "string_unicode": "{veld} bevat tekens die geen tekst zijn.",
    "float_type": "{veld} moet een getal zijn.",
    "finite_number": "{veld} moet een gewoon getal zijn.",
    "string_type": "{veld} moet tekst zijn.",
    "string_pattern_mismatch": "{veld} heeft niet de vorm {vorm}.",
    "literal_error": "{veld} moet {expected} zijn.",
    "enum": "{veld} moet {expected} zijn.",
}
ONLEESBAAR = Fout("body", "onleesbaar", "De vraag is niet te lezen; stuur gewone JSON.", "body")


class Afgekeurd(ValueError):
    """What a check of ``regio`` found, on its way through the validation of pydantic."""

    def __init__(self, fout: Fout) -> None:
        super().__init__(fout.code)
        self.fout = fout


class AnderAntwoord(Exception):
    """Another answer than that of the route, from something the route depends on."""

    def __init__(self, antwoord: Response) -> None:
        super().__init__(antwoord.status_code)
        self.antwoord = antwoord


def probleem(
    status: int,
    detail: str | None = None,
    fouten: Iterable[Fout] = (),
    meer: Mapping[str, Any] | None = None,
    koppen: Mapping[str, str] | None = None,
) -> Response:
    """A problem document; ``detail`` is shown to users, ``meer`` adds members of its own."""
    soort, titel = TITELS.get(status, ("probleem", HTTPStatus(status).phrase))
    lijf: dict[str, Any] = {
        "type": TYPE + soort,
        "title": titel,
        "status": status,
        "detail": detail or UITLEG.get(status, titel),
        **(meer or {}),
    }
    lijst = [{"in": fout.plek, "veld": fout.veld, "code": fout.code, "melding": fout.melding} for fout in fouten]
    if lijst or status == 400:
        lijf["errors"] = lijst
    kop = {"cache-control": "no-store", **(koppen or {})}
    return Response(json.dumps(lijf, ensure_ascii=False).encode(), status, kop, MEDIATYPE)


def passend(scope: Scope, antwoord: Response) -> Response:
    """A problem as a small page where a browser asks for one outside the API, else as it is."""
    if scope["path"].startswith("/v1/") or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
        return antwoord
    from kaarten.pagina import toon_storing

    lijf = json.loads(bytes(antwoord.body))
    # What was said of this very question says more than what goes for its kind.
    eigen = lijf["detail"] != UITLEG.get(antwoord.status_code)
    uitleg = lijf["detail"] if eigen else _OP_DE_PAGINA.get(antwoord.status_code, lijf["detail"])
    html = toon_storing(lijf["title"], f"{uitleg}{_OOK_OP_DE_PAGINA.get(antwoord.status_code, '')}")
    koppen = {naam: waarde for naam, waarde in antwoord.headers.items() if not naam.startswith("content-")}
    return HTMLResponse(html, antwoord.status_code, koppen)


def bij_fout(fout: Exception) -> Response:
    """The problem document of an error of ``regio``; the log says what is behind one that is not of the question."""
    if isinstance(fout, Vraagfout):
        return probleem(400, str(fout), fout.fouten)
    if isinstance(fout, NietGevonden):
        return probleem(404, str(fout), meer={"bekend": fout.bekend} if fout.bekend else None)
    if isinstance(fout, Ingehaald):
        bekend = {"versie": fout.versie, "etag": fout.kenmerk}
        return probleem(412, str(fout), meer={"bekend": bekend}, koppen={"etag": fout.kenmerk})
    if isinstance(fout, NietToegestaan | BasisVervangen):
        return probleem(403 if isinstance(fout, NietToegestaan) else 409, str(fout))
    if isinstance(fout, Opslagfout):
        meld_opslagfout(fout)
        return probleem(503, "De gegevens zijn nu niet te lezen. Probeer het zo opnieuw.", koppen={"retry-after": "5"})
    meld_onverwacht(fout)
    return probleem(500)


def fout_uit_validatie(fout: Mapping[str, Any]) -> Fout:
    """One validation error of pydantic as a Fout."""
    plek, *pad = (str(deel) for deel in fout["loc"])
    soort = str(fout["type"])
    veld = (".".join(pad) if soort != "json_invalid" else "") or plek
    meer = fout.get("ctx", {})
    eigen = meer.get("error")
    if isinstance(eigen, Afgekeurd):
        return replace(eigen.fout, veld=veld, plek=plek)
    tekst = _MELDINGEN.get(soort, "{veld} is onbruikbaar.")
    if "expected" in meer:
        meer = {**meer, "expected": meer["expected"].replace(" or ", " of ")}
    vorm = VORMEN.get(str(meer.get("pattern")), "die hier hoort")
    return Fout(veld, soort.replace("_", "-"), tekst.format_map({**meer, "veld": veld, "vorm": vorm}), plek)


def _is_json(soort: str) -> bool:
    naam = soort.partition(";")[0].strip().lower()
    return naam.startswith("application/") and naam.endswith(("/json", "+json"))


def _met_head(koppen: Mapping[str, str] | None) -> dict[str, str]:
    """Headers of an error; where GET is allowed so is HEAD."""
    uit = {naam.lower(): waarde for naam, waarde in (koppen or {}).items()}
    if "GET" in uit.get("allow", "") and "HEAD" not in uit["allow"]:
        uit["allow"] += ", HEAD"
    return uit


def _methoden(request: Request) -> list[str]:
    """Every method that a path knows: its routes may have one each."""
    delen = [getattr(route, "original_router", None) for route in request.app.routes]
    losse = [route for route in request.app.routes if isinstance(route, Route)]
    routes = losse + [route for deel in delen if deel is not None for route in deel.routes if isinstance(route, Route)]
    raak = [route.methods or () for route in routes if route.matches(request.scope)[0] is Match.PARTIAL]
    alle = {methode for methoden in raak for methode in methoden}
    return sorted(alle | ({"HEAD"} if "GET" in alle else set()))


def _met_lijf(fout: RequestValidationError) -> bool:
    """Whether a fault is about the body: a question without one needs no type."""
    return any(een["loc"][:1] == ("body",) for een in fout.errors())


def stel_in(app: FastAPI) -> None:
    """Register the handlers for every kind of error."""

    @app.exception_handler(RequestValidationError)
    def validatie(request: Request, fout: RequestValidationError) -> Response:
        # FastAPI reads a body of another type as bytes, which no model accepts.
        if (
            request.method in ("POST", "PATCH")
            and _met_lijf(fout)
            and not _is_json(request.headers.get("content-type", ""))
        ):
            return probleem(415)
        fouten = [fout_uit_validatie(een) for een in fout.errors()]
        return probleem(400, " ".join(een.melding for een in fouten), fouten)

    @app.exception_handler(HTTPException)
    def http(request: Request, fout: HTTPException) -> Response:
        # FastAPI's only 400 of its own: bytes that are no UTF-8, JSON nested too deep, and the like.
        fouten = [ONLEESBAAR] if fout.status_code == 400 else []
        koppen = _met_head(fout.headers)
        if fout.status_code == 405 and len(methoden := _methoden(request)) > 1:
            koppen["allow"] = ", ".join(methoden)
        return passend(request.scope, probleem(fout.status_code, fouten=fouten, koppen=koppen))

    @app.exception_handler(AnderAntwoord)
    def ander(_: Request, fout: AnderAntwoord) -> Response:
        return fout.antwoord

    @app.exception_handler(Vraagfout)
    @app.exception_handler(NietGevonden)
    @app.exception_handler(NietToegestaan)
    @app.exception_handler(Ingehaald)
    @app.exception_handler(BasisVervangen)
    @app.exception_handler(Opslagfout)
    def regio_fout(request: Request, fout: Exception) -> Response:
        return passend(request.scope, bij_fout(fout))
