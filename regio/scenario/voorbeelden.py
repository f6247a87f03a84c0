"""Worked examples: scenarios that ship with the data, each with where it comes from and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regio.fouten import Bronfout, Vraagfout
from regio.scenario.lezen import lees_zetten
from regio.scenario.zetten import Zet
from regio.tijdlijn.peildatum import lees_datum

MAP = "scenarios"
# What an example is: a real case, one that is intended, a reading that rests on assumptions, or text alone.
SOORTEN = ("echt", "voorgenomen", "aanname", "tekst")
_TEKSTEN = ("naam", "titel", "soort", "toelichting", "bron")


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """One example: its base by ``peildatum``, its moves, and the day beside which its outcome can be laid."""

    naam: str
    titel: str
    soort: str
    peildatum: date
    tegenover: date | None
    toelichting: str
    bron: str
    zetten: tuple[Zet, ...]


def lees_voorbeelden(gegevens: Path) -> tuple[Voorbeeld, ...]:
    """Every example in the data folder, by name; raises Bronfout naming every file that cannot be used."""
    uit, fouten = [], []
    for pad in sorted((gegevens / MAP).glob("*.json")):
        try:
            uit.append(_voorbeeld(pad.stem, json.loads(pad.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError, Vraagfout) as fout:
            fouten.append(f"{MAP}/{pad.name}: {fout}")
    if fouten:
        raise Bronfout(" ".join(fouten))
    return tuple(uit)


def _voorbeeld(naam: str, inhoud: Mapping[str, Any]) -> Voorbeeld:
    teksten = {veld: inhoud[veld] for veld in _TEKSTEN}
    if not all(isinstance(tekst, str) and tekst for tekst in teksten.values()):
        raise ValueError(f"geef {', '.join(_TEKSTEN)} als tekst.")
    if teksten["naam"] != naam or teksten["soort"] not in SOORTEN:
        raise ValueError(f"naam is die van het bestand, en soort een van {', '.join(SOORTEN)}.")
    tegenover = inhoud.get("tegenover")
    return Voorbeeld(
        **teksten,
        peildatum=lees_datum(inhoud["peildatum"], "peildatum"),
        tegenover=lees_datum(tegenover, "tegenover") if tegenover else None,
        zetten=lees_zetten(inhoud["zetten"], MAP),
    )
