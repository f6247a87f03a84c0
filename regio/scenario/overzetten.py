"""A kept scenario on the edition in use now: which of its moves hold there, and what differs.

The edition that it rests on may be gone. Then is told what the moves do now; what they did, cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regio.fouten import Vraagfout
from regio.scenario.beeld import basis_van
from regio.scenario.dienst import Vraag
from regio.scenario.herbaseren import Herzien, herbaseer
from regio.scenario.lezen import lees_zetten
from regio.scenario.naast import swvs_naast, verschil_json
from regio.scenario.toepassen import NIETS, Stap, fouten_van
from regio.scenario.uitkomst import uitkomst_van
from regio.scenario.verloop import Verloop, verloop_van
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
    verloop = _verloop(stand, vraag)
    if not laat_weg and (fouten := fouten_van(verloop.stappen)):
        raise Vraagfout(*fouten)
    return zetten_json(verloop.houdt)


def overzetting(van: Van, nu: Stand, vraag: Vraag) -> Json:
    """Every move on the edition ``nu``, and what differs from the edition that the scenario rests on."""
    hier, daar = _verloop(van.stand, vraag) if van.stand is not None else None, _verloop(nu, vraag)
    beide = herbaseer(hier, daar) if hier is not None else None
    herzien = beide.zetten if beide is not None else (None,) * len(daar.stappen)
    regels = zip(daar.stappen, zinnen(daar.begin, daar.stappen), herzien, strict=True)
    cijfers = _cijfers(vraag.peildatum, (van.stand, hier), (nu, daar)) if van.stand and hier else None
    was = hier.begin.basis.versie if hier is not None else None
    return {
        "rustOp": {"editie": van.editie, "regeling": was, "aanwezig": hier is not None},
        "nu": {"editie": nu.editie, "regeling": daar.begin.basis.versie, "aanwezig": True},
        "peildatum": vraag.peildatum,
        "actueel": van.editie == nu.editie,
        "kanGeheel": not any(stap.gebreken for stap in daar.stappen),
        "zetten": [_zet(nummer, *een) for nummer, een in enumerate(regels)],
        "basis": verschil_json(beide.basis, daar.begin) if beide else None,
        "uitkomst": verschil_json(beide.uitkomst, daar.eind) if beide else None,
        "samenwerkingsverbanden": cijfers,
    }


def _verloop(stand: Stand, vraag: Vraag) -> Verloop:
    return verloop_van(basis_van(stand, lees_datum(vraag.peildatum)).beeld, lees_zetten(list(vraag.zetten)))


def _zet(nummer: int, stap: Stap, zin: str, herzien: Herzien | None) -> Json:
    fouten = [gebrek.als_fout(nummer) for gebrek in stap.gebreken]
    return {
        "nummer": nummer + 1,
        "zet": als_json(stap.zet),
        "zin": zin,
        "kan": not stap.gebreken,
        "alZo": bool(stap.gebreken) and all(gebrek.code == NIETS for gebrek in stap.gebreken),
        "gevolg": stap.gevolg,
        "fouten": [{"veld": fout.veld, "code": fout.code, "melding": fout.melding, "zin": fout.zin} for fout in fouten],
        "nietMeer": list(herzien.niet_meer) if herzien else None,
        "ook": list(herzien.ook) if herzien else None,
    }


def _cijfers(peildatum: str, *kanten: tuple[Stand, Verloop]) -> list[Json]:
    """The SWVs of which the figures after the moves differ: each edition with the moves that hold there."""
    eerst, later = (uitkomst_van(stand, Vraag(peildatum, zetten_json(verloop.houdt))).na for stand, verloop in kanten)
    return [rij for sector in SECTOREN for rij in swvs_naast(eerst, later, sector) if rij["gewijzigd"]]
