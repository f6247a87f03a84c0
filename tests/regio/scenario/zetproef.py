"""Drawn moves on mini-Nederland, for laws that hold for any."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from regio.scenario.beeld import Basis, Beeld
from regio.scenario.lezen import Gebreken
from regio.scenario.toepassen import pas_toe
from regio.scenario.zetten import (
    SECTOREN,
    Grond,
    Herindeel,
    Hernoem,
    Nieuw,
    Splits,
    Verplaats,
    VoegSamen,
    Zet,
)

LATER = date(2027, 1, 1)
TEKENS = st.characters(exclude_categories=("C", "Z"), exclude_characters="<>")
NAMEN = st.text(TEKENS, max_size=8)
NOTITIES = st.text(st.sampled_from("ab,;\"'=+-@ \n\té"), max_size=12)
Stap = tuple[Zet, Beeld]


@st.composite
def gronden(draw: st.DrawFn, beeld: Beeld) -> Grond:
    """Some ground that is there, in one of the four forms."""
    gemeenten = sorted(code for code in beeld.namen if code.startswith("GM"))
    vorm = draw(st.sampled_from(("gemeente", "postcodes", "beide", "bouwstenen")))
    if vorm == "bouwstenen":
        return Grond(bouwstenen=tuple(draw(st.lists(st.sampled_from(beeld.basis.ids), min_size=1, unique=True))))
    gemeente = draw(st.sampled_from(gemeenten)) if vorm != "postcodes" else None
    if vorm == "gemeente":
        return Grond(gemeente=gemeente)
    return Grond(gemeente, tuple(draw(st.lists(st.sampled_from(sorted(beeld.basis.op_pc4)), min_size=1, unique=True))))


@st.composite
def zetten_op(draw: st.DrawFn, beeld: Beeld) -> Zet:
    """One move; often, but not always, one that can be made."""
    sector = draw(st.sampled_from(SECTOREN))
    swv = st.sampled_from(beeld.verbanden(sector))
    nieuw = st.sampled_from([f"{sector}91{nummer:02d}" for nummer in range(4)])
    slot: dict[str, Any] = {"notitie": draw(NOTITIES), "aanname": draw(st.booleans())}
    soort = draw(st.sampled_from(("verplaats", "voegsamen", "splits", "nieuw", "hernoem", "herindeel")))
    if soort == "voegsamen":
        van = draw(st.lists(swv, min_size=1, max_size=2, unique=True))
        return VoegSamen(
            sector=sector, van=tuple(van), naar=draw(swv.filter(lambda code: code not in van) | nieuw), **slot
        )
    if soort == "hernoem":
        return Hernoem(sector=sector, code=draw(swv), naam=draw(NAMEN), **slot)
    if soort == "herindeel":
        gemeenten = sorted(code for code in beeld.namen if code.startswith("GM"))
        delen = tuple(draw(st.lists(gronden(beeld), min_size=1, max_size=3)))
        naar = draw(st.sampled_from([*gemeenten, "GM9101", "GM9102"]))
        return Herindeel(datum=LATER, naar=naar, naam=draw(NAMEN), delen=delen, **slot)
    grond = draw(gronden(beeld))
    if soort == "verplaats":
        return Verplaats(sector=sector, grond=grond, naar=draw(swv), **slot)
    if soort == "splits":
        return Splits(sector=sector, van=draw(swv), nieuw=draw(nieuw), naam=draw(NAMEN), grond=grond, **slot)
    return Nieuw(sector=sector, nieuw=draw(nieuw), naam=draw(NAMEN), grond=grond, **slot)


@st.composite
def reeksen(draw: st.DrawFn, basis: Basis, meeste: int = 6) -> list[Stap]:
    """Moves that can be made one after another, each with the picture after it."""
    beeld, uit = basis.beeld, list[Stap]()
    for _ in range(draw(st.integers(1, meeste))):
        zet = draw(zetten_op(beeld))
        try:
            beeld = pas_toe(beeld, zet)
        except Gebreken:
            continue
        uit.append((zet, beeld))
    return uit
