"""A kept scenario on the edition in use now: which of its moves hold there, and what differs.

The edition that it rests on may be gone. Then is told what the moves do now; what they did, cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis, basis_van
from regio.scenario.dienst import Vraag
from regio.scenario.herbaseren import Herzien, herbaseer
from regio.scenario.lezen import lees_zetten
from regio.scenario.naast import swvs_naast, verschil_json
from regio.scenario.toepassen import NIETS, Stap, doorloop, fouten_van
from regio.scenario.uitkomst import uitkomst_van
from regio.scenario.woorden import zinnen
from regio.scenario.zetten import SECTOREN, als_json, zetten_json
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Van:
    """What a scenario rests on: the fingerprint of its edition, and the edition itself when it is still there."""

    editie: str
    stand: Stand | None


def over_te_zetten(stand: Stand, vraag: Vraag, *, laat_weg: bool = False) -> list[Json]:
    """The moves of a scenario on another edition, in the form in which they are kept.

    Raises Vraagfout with every move that cannot be made there; with ``laat_weg`` those are left out.
    """
    stappen = doorloop(_basis(stand, vraag).beeld, lees_zetten(list(vraag.zetten)))
    if not laat_weg and (fouten := fouten_van(stappen)):
        raise Vraagfout(*fouten)
    return zetten_json(stap.zet for stap in stappen if not stap.gebreken)


def overzetting(van: Van, nu: Stand, vraag: Vraag) -> Json:
    """Every move on the edition ``nu``, and what differs from the edition that the scenario rests on."""
    zetten, basis = lees_zetten(list(vraag.zetten)), _basis(nu, vraag)
    stappen = doorloop(basis.beeld, zetten)
    oud = _basis(van.stand, vraag) if van.stand is not None else None
    beide = herbaseer(zetten, oud, basis) if oud is not None else None
    herzien = beide.zetten if beide is not None else (None,) * len(stappen)
    regels = zip(stappen, zinnen(basis.beeld, stappen), herzien, strict=True)
    return {
        "rustOp": {"editie": van.editie, "regeling": oud.versie if oud else None, "aanwezig": oud is not None},
        "nu": {"editie": nu.editie, "regeling": basis.versie, "aanwezig": True},
        "peildatum": vraag.peildatum,
        "actueel": van.editie == nu.editie,
        "kanGeheel": not any(stap.gebreken for stap in stappen),
        "zetten": [_zet(nummer, *een) for nummer, een in enumerate(regels)],
        "basis": verschil_json(beide.basis, basis.beeld) if beide else None,
        "uitkomst": verschil_json(beide.uitkomst, beide.beeld) if beide else None,
        "samenwerkingsverbanden": _cijfers(van.stand, nu, vraag) if van.stand else None,
    }


def _basis(stand: Stand, vraag: Vraag) -> Basis:
    return basis_van(stand, lees_datum(vraag.peildatum))


def _zet(nummer: int, stap: Stap, zin: str, herzien: Herzien | None) -> Json:
    fouten = [gebrek.als_fout(nummer) for gebrek in stap.gebreken]
    return {
        "nummer": nummer + 1,
        "zet": als_json(stap.zet),
        "zin": zin,
        "kan": not stap.gebreken,
        "alZo": bool(stap.gebreken) and all(gebrek.code == NIETS for gebrek in stap.gebreken),
        "gevolg": stap.gevolg,
        "fouten": [{"veld": fout.veld, "code": fout.code, "melding": fout.melding} for fout in fouten],
        "nietMeer": list(herzien.niet_meer) if herzien else None,
        "ook": list(herzien.ook) if herzien else None,
    }


def _cijfers(oud: Stand, nu: Stand, vraag: Vraag) -> list[Json]:
    """The SWVs of which the figures after the moves differ: each edition with the moves that hold there."""
    eerst, later = (
        uitkomst_van(stand, Vraag(vraag.peildatum, over_te_zetten(stand, vraag, laat_weg=True))).na
        for stand in (oud, nu)
    )
    return [rij for sector in SECTOREN for rij in swvs_naast(eerst, later, sector) if rij["gewijzigd"]]
