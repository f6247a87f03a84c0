"""``regio scenario``: what happens when borders move, on the screen, as a file and on a map."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.cli.gedeeld import open_stand
from regio.cli.kaart import Doelen, keur, schrijf
from regio.cli.scenario_bron import lees_kanten, voorbeelden
from regio.cli.uitvoer import Uitvoer, als_json
from regio.fouten import Fout, Vraagfout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.scenario.bevindingen import Drempel
    from regio.scenario.doorrekening import Doorrekening, Kant

# Loaded by its name: what is drawn stands above this package, which may not import it.
TEKENAAR = "kaarten.analyse.scenario"
WEGINGEN = ("kinderen", "leerlingen")
_GRENS = re.compile(r"(?:(PO|VO)=)?(\d{1,3}(?:[. ]\d{3})+|\d{1,9})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked of one or two scenarios, as typed."""

    bronnen: tuple[str, ...]
    peildatum: str | None = None
    weging: str | None = None
    minste: tuple[str, ...] = ()
    meeste: tuple[str, ...] = ()


def toon_voorbeelden(*, in_json: bool) -> None:
    """List the worked examples."""
    alle = voorbeelden(lees_instellingen().gegevens).values()
    if in_json:
        from regio.scenario.zetten import zetten_json

        velden = ("naam", "titel", "soort", "toelichting", "bron")
        rijen = [
            {naam: getattr(een, naam) for naam in velden}
            | {"peildatum": een.peildatum.isoformat(), "tegenover": een.tegenover and een.tegenover.isoformat()}
            | {"zetten": zetten_json(een.zetten)}
            for een in alle
        ]
        sys.stdout.write(als_json(rijen))
        return
    from regio.cli.scenario_beeld import toon_lijst

    toon_lijst(list(alle))


def bekijk(vraag: Vraag, uitvoer: Uitvoer) -> None:
    """Work out one scenario beside its base, or a second beside a first, and print or write that. Raises RegioFout."""
    vorm, drempels = uitvoer.vorm, lees_grenzen(vraag)
    uitvoer.keur()
    kanten = lees_kanten_van(vraag)
    from regio.scenario.doorrekening import reken_door

    voor, na = kanten if len(kanten) > 1 else (kanten[0].begin, kanten[0])
    uitkomst = reken_door(voor, na, drempels)
    if vorm == "tekst":
        from regio.cli.scenario_beeld import toon

        toon(uitkomst, open_stand(lees_instellingen()))
    else:
        uitvoer.geef(_csv(uitkomst) if vorm == "csv" else als_json(uitkomst.als_json()))


def schrijf_uit(vraag: Vraag, soort: str, uitvoer: Uitvoer) -> None:
    """Write the moves, the whole table or the annex of a scenario as CSV. Raises RegioFout."""
    from regio.scenario.uitvoer import bijlage_csv, tabel_csv, zetten_csv

    uitvoer.keur()
    if uitvoer.uit is not None and uitvoer.uit.suffix.lower() in (".xlsx", ".xls"):
        zin = "Dit wordt een CSV; laat de naam daarop eindigen. Voor Excel is er regio scenario regeling."
        raise Vraagfout(Fout("uit", "vorm", zin))
    (een,) = lees_kanten_van(vraag)
    maak = {"regeling": bijlage_csv, "tabel": tabel_csv}
    uitvoer.geef(zetten_csv(een.zetten) if soort == "zetten" else maak[soort](een.beeld))


def teken(vraag: Vraag, doelen: Doelen) -> None:
    """Draw what a scenario changes, as a page, a picture or both. Raises RegioFout."""
    keur([pad for pad in (doelen.uit, doelen.png) if pad], vervang=doelen.vervang)
    (een,) = lees_kanten_van(vraag)
    tekenaar: Any = importlib.import_module(TEKENAAR)
    uitgave = tekenaar.geef_uit(open_stand(lees_instellingen()), een)
    uit = doelen.uit or (Path(f"{uitgave.naam}.html") if doelen.png is None else None)
    bestanden = [(uit, uitgave.html())] if uit else []
    schrijf([*bestanden, *([(doelen.png, uitgave.png())] if doelen.png else [])], vervang=doelen.vervang)


def lees_kanten_van(vraag: Vraag) -> list[Kant]:
    """Every side that was asked for, on the active edition. Raises RegioFout."""
    weging = (vraag.weging or WEGINGEN[0]).strip().lower()
    if weging not in WEGINGEN:
        raise Vraagfout(Fout("weging", "onbekend", f"Kies als weging {' of '.join(WEGINGEN)}."))
    instellingen = lees_instellingen()
    stand = open_stand(instellingen)
    return lees_kanten(stand, vraag.bronnen, instellingen.gegevens, vraag.peildatum, weging)


def lees_grenzen(vraag: Vraag) -> dict[str, Drempel]:
    """The thresholds of a question per sector; raises Vraagfout for what is no number."""
    from regio.scenario.bevindingen import lees_drempels

    uit: dict[str, dict[str, int]] = {}
    for naam, waarden in (("minste", vraag.minste), ("meeste", vraag.meeste)):
        for sector, getal in _grenzen(naam, waarden):
            uit.setdefault(sector, {})[naam] = getal
    return lees_drempels(uit, "query")


def _grenzen(naam: str, waarden: Sequence[str]) -> list[tuple[str, int]]:
    """Thresholds as typed: a number for both sectors, or ``PO=5000`` for one."""
    from regio.scenario.zetten import SECTOREN

    uit = []
    for waarde in waarden:
        gelezen = _GRENS.fullmatch(waarde.strip())
        if gelezen is None:
            zin = f"Geef bij --{naam}-kinderen een heel getal, of een sector met een getal: PO=5000."
            raise Vraagfout(Fout(f"{naam}-kinderen", "drempels-vorm", zin))
        sectoren = (gelezen[1].upper(),) if gelezen[1] else SECTOREN
        uit += [(sector, int(re.sub(r"[. ]", "", gelezen[2]))) for sector in sectoren]
    return uit


def _csv(uitkomst: Doorrekening) -> str:
    from regio.congruentie.tabel import als_csv
    from regio.scenario.gevolgtabel import van_doorrekening

    return als_csv(van_doorrekening(uitkomst.als_json()))
