"""Compiling an edition: from facts to the one mapped file that every worker shares.

First the values of all toestanden and the tables, then, answered by a Stand over just those, the
ready middle of every postcode's answer. Middles that are equal are stored once.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from regio.bronnen.rijen import Feiten
from regio.controle import bevindingen_van
from regio.gebieden.grensnet import netsecties
from regio.gebieden.kaartset.bouw import bouw_kaarten, context_van
from regio.gebieden.lijnennet import lijnsecties
from regio.gebieden.rasterbouw import rastersecties
from regio.gebieden.vlakken import Vlakken
from regio.gebieden.vormen import Secties, vormsecties
from regio.regeling import SECTOREN, Uitspraak
from regio.stand import bestand, tabellen
from regio.stand.afdruk import editie_afdruk
from regio.stand.bestand import Sectiebestand
from regio.stand.gewichtsecties import gewichtsecties
from regio.stand.kaartlagen import kaartlagen
from regio.stand.maker import maker
from regio.stand.stand import BESTANDEN, GEEN_PLEK, Stand
from regio.stand.toestanden import Opbouw, Toestand
from regio.stand.zicht import SOORTEN
from regio.tijdlijn.herindelingen import Gemeenten
from regio.waarde import GEEN, KANDIDATEN

# Codes, and whether a source gives them (0), they are derived (1) or open (2).
Waarde = tuple[tuple[str, ...], int]


def compileer(feiten: Feiten, vlakken: Vlakken, doel: Path) -> None:
    """Write the compiled edition to ``doel``, whole or not at all, and its map files beside it.

    Takes some twenty seconds with the sketch and up to a minute more with official borders.
    """
    secties = secties_van(Opbouw(feiten), vlakken)
    _kaarten(secties, vlakken, doel.parent / BESTANDEN)
    bestand.schrijf(doel, secties)


def secties_van(opbouw: Opbouw, vlakken: Vlakken) -> Secties:
    """Every section of a compiled edition but those of its maps."""
    toestanden = opbouw.toestanden()
    secties = {**_bouwstenen(opbouw.feiten), **_gronden(vlakken), **gewichtsecties(opbouw)}
    codes, kandidaten = _lagen(secties, toestanden)
    _rijen(secties, opbouw)
    bevindingen = [*bevindingen_van(opbouw), *vlakken.bevindingen]
    secties["tabellen"] = _json(tabellen.maak_tabellen(opbouw, bevindingen, vlakken.bestanden))
    secties["meta"] = _json(
        {
            "editie": editie_afdruk(opbouw.feiten, vlakken),
            "maker": maker(),
            "laatstBekendeVersie": opbouw.laatste_versie().versie.isoformat(),
            "codes": codes,
            "kandidaten": kandidaten,
            "toestanden": [_toestand(opbouw, toestand, vlakken) for toestand in toestanden],
        }
    )
    _kernen(secties, toestanden)
    return secties


def _json(waarde: Any) -> tuple[str, bytes]:
    return "B", json.dumps(waarde, ensure_ascii=False, separators=(",", ":")).encode()


def _ruw(soort: str, waarden: Iterable[Any]) -> tuple[str, bytes]:
    return soort, array(soort, waarden).tobytes()


def _bouwstenen(feiten: Feiten) -> Secties:
    pc4s = sorted({rij.pc4 for rij in feiten.bouwstenen})
    plek = [GEEN_PLEK] * 10_000
    for nummer, pc4 in enumerate(pc4s):
        plek[int(pc4)] = nummer
    aantal: dict[str, int] = defaultdict(int)
    for rij in feiten.bouwstenen:
        aantal[rij.pc4] += 1
    inwoners = {rij.pc4: rij.inwoners_2021 or 0 for rij in feiten.postcodes}
    return {
        "pc4_plek": _ruw("H", plek),
        "pc4_begin": _ruw("H", np.cumsum([0, *(aantal[pc4] for pc4 in pc4s)]).tolist()),
        "aandeel": _ruw("d", [rij.aandeel for rij in feiten.bouwstenen]),
        "inwoners": _ruw("i", [inwoners.get(rij.pc4, 0) if rij.deel == 1 else 0 for rij in feiten.bouwstenen]),
    }


def _gronden(vlakken: Vlakken) -> Secties:
    """The ground itself, the grid over it, and where it comes from."""
    over = {
        "bron": vlakken.bron,
        "nauwkeurigheid": vlakken.nauwkeurigheid,
        "vermelding": vlakken.vermelding,
        "afdruk": vlakken.afdruk,
        "bestanden": [asdict(een) for een in vlakken.bestanden],
        "bevindingen": [asdict(een) for een in vlakken.bevindingen],
        "verslag": vlakken.verslag,
    }
    vormen = vormsecties("vlak_volledig", vlakken.vlak)
    grenzen = {**netsecties(vlakken.vlak), **lijnsecties(vlakken.vlak)}
    return {**rastersecties(vlakken), **vormen, **grenzen, "grenzen": _json(over)}


def _kaarten(secties: Secties, vlakken: Vlakken, map_: Path) -> None:
    """Add the sections of the maps, and write their ready files into ``map_``."""
    stand = Stand(Sectiebestand(memoryview(bestand.inhoud(secties))))
    extra, inhoud = bouw_kaarten(vlakken, kaartlagen(stand), map_, context_van(stand))
    secties |= extra
    secties["kaarten"] = _json(inhoud)


def _lagen(secties: Secties, toestanden: Sequence[Toestand]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Add the values and bases of every kind; one list of codes serves all toestanden."""
    alle_codes: dict[str, Any] = {}
    alle_kandidaten: dict[str, Any] = {}
    for soort in SOORTEN:
        waarden = [_waarden(toestand, soort) for toestand in toestanden]
        lijsten = {codes for toestand in waarden for codes, _ in toestand}
        codes = sorted({code for lijst in lijsten for code in lijst})
        groepen = sorted(lijst for lijst in lijsten if len(lijst) > 1)
        plek = {code: nummer for nummer, code in enumerate(codes)}
        nummer: dict[tuple[str, ...], int] = {(): GEEN, **{(code,): plek[code] for code in codes}}
        nummer |= {groep: KANDIDATEN - volg for volg, groep in enumerate(groepen)}
        secties[f"waarde_{soort}"] = _ruw("h", (nummer[codes] for toestand in waarden for codes, _ in toestand))
        secties[f"grondslag_{soort}"] = _ruw("B", (grond for toestand in waarden for _, grond in toestand))
        alle_codes[soort] = codes
        alle_kandidaten[soort] = [[plek[code] for code in groep] for groep in groepen]
    return alle_codes, alle_kandidaten


def _waarden(toestand: Toestand, soort: str) -> list[Waarde]:
    if soort == "gemeente":
        return [
            (tuple(sorted(wie.waarschijnlijk)), _gemeentegrond(wie, doorgetrokken=toestand.voorbij_de_bronnen))
            for wie in toestand.gemeenten
        ]
    if soort in ("jeugdregio", "rmc"):
        leden = toestand.jeugdregios if soort == "jeugdregio" else toestand.rmcs
        return [(tuple(sorted(codes)), 2 if len(codes) > 1 else int(not bron)) for codes, bron in leden]
    if toestand.versie is None:
        return [((), 2)] * len(toestand.gemeenten)
    return [(uitspraak.codes, int(uitspraak.grondslag)) for uitspraak in toestand.uitspraken[soort]]


def _gemeentegrond(wie: Gemeenten, *, doorgetrokken: bool) -> int:
    """0 where sources give the gemeente, 1 where it is derived, 2 where several are left."""
    if len(wie.waarschijnlijk) > 1:
        return 2
    return int(doorgetrokken or len(wie.mogelijk) > 1)


def _rijen(secties: Secties, opbouw: Opbouw) -> None:
    for versie in opbouw.feiten.versies:
        for sector in SECTOREN:
            uitspraken = opbouw.lezing(versie)[sector]
            secties[f"rij_{sector}_{versie.versie}"] = _ruw("i", (_enige_rij(uitspraak) for uitspraak in uitspraken))


def _enige_rij(uitspraak: Uitspraak) -> int:
    return uitspraak.rijen[0] if len(uitspraak.rijen) == 1 else -1


def _toestand(opbouw: Opbouw, toestand: Toestand, vlakken: Vlakken) -> dict[str, Any]:
    staart = tabellen.staart(opbouw, toestand, vlakken.bestanden)
    return {
        "vanaf": toestand.vanaf.isoformat(),
        "tot": toestand.tot.isoformat() if toestand.tot else None,
        "versie": toestand.versie.versie.isoformat() if toestand.versie else None,
        "staart": "," + json.dumps(staart, ensure_ascii=False, separators=(",", ":"))[1:],
    }


def _kernen(secties: Secties, toestanden: Sequence[Toestand]) -> None:
    """Add the ready middles: their bytes, where each begins, and which one a postcode or a part of it has when."""
    stand = Stand(Sectiebestand(memoryview(bestand.inhoud(secties))))
    nummers: dict[bytes, int] = {}
    nummer_van = array("I")
    for toestand, _ in enumerate(toestanden):
        for plek in range(stand.aantal_pc4 + len(stand.delen)):
            kern = json.dumps(stand.maak_kern(plek, toestand), ensure_ascii=False, separators=(",", ":"))
            nummer_van.append(nummers.setdefault(kern[1:-1].encode(), len(nummers)))
    secties["kern_nr"] = ("I", nummer_van.tobytes())
    secties["kern_begin"] = _ruw("I", np.cumsum([0, *map(len, nummers)]).tolist())
    secties["kernen"] = ("B", b"".join(nummers))
