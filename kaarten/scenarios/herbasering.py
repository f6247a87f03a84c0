"""What differs for a scenario on the edition in use now, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaarten.congruentie.getallen import heel
from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.teksten import datum_lang, reeks
from regio.naam import noem

Json = Mapping[str, Any]
_LAAG = {"PO": "PO", "VO": "VO", "gemeente": "Gemeente"}


def herbasering(antwoord: Json, namen: Mapping[str, str | None]) -> str:
    """The part about it for a page under an h1, from a ``Herbasering``; ``namen`` are those of now, by code."""
    return vul_in("scenario_herbasering.html", **_delen(antwoord, namen))


def blad(antwoord: Json, namen: Mapping[str, str | None], naam: str, pad: str, ingelogd: Ingelogd | None) -> str:
    """The same as a page of its own, of the scenario called ``naam`` at ``pad``."""
    inhoud = herbasering(antwoord, namen)
    return vul_in("scenario_herbaseringblad.html", inhoud=inhoud, naam=naam, pad=pad, ingelogd=ingelogd)


def _delen(antwoord: Json, namen: Mapping[str, str | None]) -> dict[str, object]:
    zetten = [{**zet, "zin": datum_lang(zet["zin"]), "bezwaren": _bezwaren(zet)} for zet in antwoord["zetten"]]
    return {
        "h": antwoord,
        "zetten": zetten,
        "niet": sum(not zet["kan"] for zet in zetten),
        "tabellen": [
            ("basis", "Wat zonder uw zetten anders is", _wissels(antwoord["basis"], namen)),
            ("uitkomst", "Wat met uw zetten anders uitkomt", _wissels(antwoord["uitkomst"], namen)),
        ],
        "cijfers": [_cijfer(rij) for rij in antwoord["samenwerkingsverbanden"] or ()],
    }


def _bezwaren(zet: Json) -> list[str]:
    """Why a move cannot be made; which move it is, the list says."""
    return [datum_lang(fout["zin"]) for fout in zet["fouten"]]


def _wissels(verschil: Json | None, namen: Mapping[str, str | None]) -> list[tuple[str, str, str, str]]:
    """Ground that lies elsewhere: layer, postcodes, where it was and where it is."""
    if verschil is None:
        return []
    rijen = [
        (_LAAG[een["laag"]], reeks(een["postcodes"]), _samen(een["van"], namen), _samen(een["naar"], namen))
        for een in verschil["wissels"]
    ]
    rijen += [
        ("Naam", een["code"], een["van"] or "geen naam", een["naar"] or "geen naam") for een in verschil["hernoemd"]
    ]
    rijen += [("Verdwenen", code, "bestond", "bestaat niet") for code in verschil["verdwenen"]]
    rijen += [("Nieuw", noem(een["code"], een["naam"]), "bestond niet", "bestaat") for een in verschil["nieuw"]]
    grond = (("alleenHier", "wel", "niet meer"), ("alleenDaar", "nog niet", "wel"))
    rijen += [("Bekend", ", ".join(verschil[deel]), was, nu) for deel, was, nu in grond if verschil[deel]]
    return rijen


def _samen(codes: list[str], namen: Mapping[str, str | None]) -> str:
    return " of ".join(noem(code, namen.get(code)) for code in codes) or "geen"


def _cijfer(rij: Json) -> tuple[str, str, str, str]:
    """An SWV: its name, its children before and after, and what else differs."""
    voor, na = rij["voor"], rij["na"]
    velden = {
        "inwoners": "inwoners",
        "postcodes": "postcodes",
        "gemeenten": "gemeenten",
        "naam": "naam",
        "grens": "grens",
    }
    anders = [woord for veld, woord in velden.items() if voor and na and voor[veld] != na[veld]]
    eerst, nu = (heel(een["kinderen"]) if een else "bestaat niet" for een in (voor, na))
    return noem(rij["code"], rij["naam"]), eerst, nu, ", ".join(anders) or "niets"
