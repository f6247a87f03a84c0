"""The hot lookups: a postcode or a point to ready bytes.

The modules in ``api.routes`` document these routes (path, parameters, models); these lookups serve them
without the work per request of FastAPI and come before them. A test holds their bytes to the documented models.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import isfinite
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.routing import Route
from starlette.types import Scope

from api.afhankelijk import swv_datum, vandaag
from api.onderhandeling import heeft
from api.problemen import bij_fout
from api.snelantwoord import Snelantwoord
from api.voorrang import Eindpunt, Snelweg
from regio.adressen import lees_postcode
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.gebieden.rd import controleer_lonlat, controleer_rd
from regio.stand.ligging import OP_POSTCODE
from regio.stand.stand import Stand
from regio.zoeken.postcode import onbekende_postcode
from regio.zoeken.punt import Vindplaats, punt_op, vind_op_lonlat, vind_op_rd

PAD_POSTCODE, PAD_PUNT = "/v1/postcodes/{postcode:postcode}", "/v1/locaties"
JSON = (b"content-type", b"application/json")
KORT, LANG = (b"cache-control", b"public, max-age=300"), (b"cache-control", b"public, max-age=86400")
DATUM = "geldigOp"
PAREN = (("lon", "lat"), ("x", "y"))
POSTCODEVRAGEN, PUNTVRAGEN = (DATUM,), (DATUM, *PAREN[0], *PAREN[1])
VORM_GETAL = "getal zijn, met een punt voor de decimalen"
_GETAL = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)  # float() alone reads 6_0 and digits of other scripts
# A question as nearly all are put, which needs no more reading than this.
_GEWOON = re.compile(rb"lon=(-?\d{1,3}(?:\.\d{1,20})?)&lat=(-?\d{1,3}(?:\.\d{1,20})?)")
_ONEINDIG = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE | re.ASCII)


def vragen(scope: Scope, toegestaan: tuple[str, ...]) -> tuple[dict[str, str], list[Fout]]:
    """The query parameters, and a fault for every unknown or repeated one."""
    uit: dict[str, str] = {}
    fouten: list[Fout] = []
    for naam, waarde in _paren(scope["query_string"]):
        if naam not in toegestaan:
            fouten.append(Fout(naam, "extra-forbidden", f"{naam} is hier geen bekende naam; laat die weg."))
        elif naam in uit:
            fouten.append(Fout(naam, "dubbel", f"{naam} staat er meer dan een keer; geef die een keer."))
        else:
            uit[naam] = waarde
    return uit, fouten


def _paren(vraag: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string; one without escapes needs no more than splitting."""
    tekst = vraag.decode("latin-1")
    if "%" in tekst or "+" in tekst:
        return parse_qsl(tekst, keep_blank_values=True)
    return [(naam, waarde) for naam, _, waarde in (deel.partition("=") for deel in tekst.split("&") if deel)]


def datum_uit(vraag: dict[str, str], fouten: list[Fout]) -> str | None:
    """The checked date of a question, None when not given; adds its faults to ``fouten``."""
    if DATUM not in vraag:
        return None
    try:
        return _datum(vraag[DATUM])
    except Vraagfout as fout:
        fouten += fout.fouten
        return None


@lru_cache(maxsize=4096)
def _datum(tekst: str) -> str:
    return swv_datum(tekst)


class _Dag(NamedTuple):
    """The day that an answer is about, what held on it, and how long a cache may keep the answer."""

    dag: str
    toestand: int
    bewaar: tuple[bytes, bytes]

    @classmethod
    def van(cls, stand: Stand, datum: str | None) -> _Dag:
        """The day that was asked for, or today."""
        dag = datum or vandaag()
        return cls(dag, stand.toestand_nr_iso(dag), LANG if datum else KORT)


def _antwoord(
    scope: Scope, stand: Stand, plek: int, dag: _Dag, ligging: bytes = OP_POSTCODE, soort: bytes = b"postcode"
) -> Snelantwoord:
    """The ready answer of a postcode on a day, or 304 when the client has it.

    ``soort`` goes into the ETag and differs wherever ``ligging`` does.
    """
    etag = b'"%b-%d-%b-%b"' % (stand.kenmerk.encode(), plek, dag.dag.encode(), soort)
    if heeft(scope, etag):
        return Snelantwoord(304, ((b"etag", etag), dag.bewaar), b"")
    lijf = stand.postcode_bytes(plek, dag.dag, dag.toestand, ligging)
    return Snelantwoord(200, (JSON, (b"etag", etag), dag.bewaar, (b"content-length", b"%d" % len(lijf))), lijf)


class Deelpad(StringConvertor):
    """A segment of a path that does not begin with ``_``."""

    regex = "[^/_][^/]*"


# Not what begins with _: that is no postcode but a resource for POST.
register_url_convertor("postcode", Deelpad())


def zoek_postcode(scope: Scope) -> Snelantwoord:
    """The answer to ``GET /v1/postcodes/{postcode}``."""
    stand: Stand = scope["app"].state.houder.stand
    try:
        datum, plek = _postcode(scope, stand, scope["path_params"]["postcode"])
    except (Vraagfout, NietGevonden) as fout:
        return Snelantwoord.van(bij_fout(fout))
    return _antwoord(scope, stand, plek, _Dag.van(stand, datum))


def _postcode(scope: Scope, stand: Stand, postcode: str) -> tuple[str | None, int]:
    vraag, fouten = vragen(scope, POSTCODEVRAGEN)
    datum = datum_uit(vraag, fouten)
    pc4 = ""
    try:
        pc4 = lees_postcode(postcode, plek="path")
    except Vraagfout as fout:
        fouten = [*fout.fouten, *fouten]
    if fouten:
        raise Vraagfout(*fouten)
    plek = stand.plek(pc4)
    if plek is None:
        raise onbekende_postcode(stand, pc4)
    return datum, plek


def zoek_punt(scope: Scope) -> Snelantwoord:
    """The answer to ``GET /v1/locaties?lon=&lat=`` or ``?x=&y=``."""
    stand: Stand = scope["app"].state.houder.stand
    try:
        datum, plaats = _punt(scope, stand)
    except (Vraagfout, NietGevonden) as fout:
        return Snelantwoord.van(bij_fout(fout))
    dag = _Dag.van(stand, datum)
    plek, ligging, soort = punt_op(stand, plaats, dag.toestand)
    return _antwoord(scope, stand, plek, dag, ligging, soort)


def _punt(scope: Scope, stand: Stand) -> tuple[str | None, Vindplaats]:
    gewoon = _GEWOON.fullmatch(scope["query_string"])
    if gewoon:
        return None, vind_op_lonlat(stand, float(gewoon[1]), float(gewoon[2]))
    return plaats_en_datum(stand, *vragen(scope, PUNTVRAGEN))


def plaats_en_datum(
    stand: Stand, vraag: dict[str, str], fouten: list[Fout], plek: str = "query"
) -> tuple[str | None, Vindplaats]:
    """Checked date and place of a point in text form. Raises every fault at once."""
    datum = datum_uit(vraag, fouten)
    graden, meters = "lon" in vraag or "lat" in vraag, "x" in vraag or "y" in vraag
    paar = PAREN[0] if graden else PAREN[1]
    if graden == meters or paar[0] not in vraag or paar[1] not in vraag:
        melding = "Geef een punt als lon en lat (graden) of als x en y (RD, meters); een van beide paren, volledig."
        raise Vraagfout(*(replace(fout, plek=plek) for fout in (*fouten, Fout("lon", "punt-onvolledig", melding))))
    eerste, tweede = _getal(paar[0], vraag[paar[0]], fouten), _getal(paar[1], vraag[paar[1]], fouten)
    try:
        if not fouten:
            return datum, (vind_op_lonlat if graden else vind_op_rd)(stand, eerste, tweede)
        if not any(fout.code == "geen-getal" for fout in fouten):
            (controleer_lonlat if graden else controleer_rd)(eerste, tweede)
    except Vraagfout as fout:
        fouten += fout.fouten
    raise Vraagfout(*(replace(fout, plek=plek) for fout in fouten))


def _getal(veld: str, tekst: str, fouten: list[Fout]) -> float:
    if _GETAL.fullmatch(tekst) and isfinite(getal := float(tekst)):
        return getal
    vorm = "gewoon getal zijn" if _GETAL.fullmatch(tekst) or _ONEINDIG.fullmatch(tekst) else VORM_GETAL
    fouten.append(Fout(veld, "geen-getal", f"{veld} moet een {vorm}."))
    return 0.0


_postcode_route = Route(PAD_POSTCODE, Eindpunt(zoek_postcode), methods=["GET"])
_punt_route = Route(PAD_PUNT, Eindpunt(zoek_punt), methods=["GET"])
ROUTES = (_postcode_route, _punt_route)
LAATSTE = {PAD_POSTCODE.rpartition("/")[0]: Snelweg(_postcode_route.path_format, zoek_postcode, "postcode")}
VAST = {PAD_PUNT: Snelweg(_punt_route.path_format, zoek_punt)}
