"""A kept move as the fields of the form: the way back from ``api.zetformulier``, for who wants to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.zetformulier import zet_uit
from regio.fouten import Vraagfout

Json = dict[str, Any]
Noem = Callable[[str], str]


def velden_van(zet: Json, noem: Noem = str) -> dict[str, str] | None:
    """The fields from which the form makes this very move; None for a move that it cannot make.

    Only spaces around the note are not kept: the form takes them off. ``noem`` gives a code as it is put in a field;
    where that would be read as something else the codes are used.
    """
    zonder_rand = {**zet, "notitie": zet["notitie"].strip()}
    for zo in (noem, str):
        velden = _velden(zonder_rand, zo)
        if _leest(velden) == zonder_rand:
            return velden
    return None


def _leest(velden: dict[str, str]) -> Json | None:
    try:
        return zet_uit(velden)
    except Vraagfout:
        return None


def _velden(zet: Json, noem: Noem) -> dict[str, str]:
    velden: dict[str, str] = {
        lid: zet[lid] for lid in ("soort", "sector", "datum", "naam", "nieuw", "notitie") if lid in zet
    }
    velden["aanname"] = "ja" if zet["aanname"] else ""
    if "naar" in zet:
        velden["naar"] = noem(zet["naar"])
    if "delen" in zet:
        velden["van"] = "\n".join(_deel(deel, noem) for deel in zet["delen"])
    elif van := zet.get("code") or zet.get("van"):
        velden["van"] = noem(van) if isinstance(van, str) else "\n".join(map(noem, van))
    return velden | _grond(zet.get("grond", {}), noem)


def _grond(grond: Json, noem: Noem) -> dict[str, str]:
    uit: dict[str, str] = {}
    for soort in grond:
        uit |= {"grond": soort, soort: noem(grond[soort]) if soort == "gemeente" else ", ".join(grond[soort])}
    return uit


def _deel(deel: Json, noem: Noem) -> str:
    """A line of a herindeling; one without a gemeente is read as nothing that exists."""
    gemeente = noem(deel.get("gemeente", ""))
    return f"{gemeente}: {' '.join(deel['postcodes'])}" if "postcodes" in deel else gemeente
