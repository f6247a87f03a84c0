"""``regio herindeling``: the changes of gemeenten since 2011."""

from __future__ import annotations

import json
import sys
from typing import Any

from regio.cli.gedeeld import open_stand
from regio.fouten import NietGevonden
from regio.instellingen import lees_instellingen
from regio.stand.stand import Stand
from regio.zoeken.codes import gemeentecodes
from regio.zoeken.register import register_van

Json = dict[str, Any]


def toon_lijst(gemeente: str | None, jaar: int | None, gevolg: str | None, *, als_json: bool) -> None:
    """Print the transitions that fit, with their consequences; raises RegioFout when none does."""
    from regio.tijdlijn.gevolgen import lees_gevolg

    gekozen = None if gevolg is None else lees_gevolg(gevolg)
    stand = open_stand(lees_instellingen())
    codes = gemeentecodes(register_van(stand), gemeente) if gemeente is not None else None
    rijen = [
        rij
        for rij in _met_gevolg(stand)
        if (codes is None or {rij["oude_code"], rij["nieuwe_code"]} & codes)
        and (jaar is None or rij["datum"].startswith(f"{jaar}-"))
        and gekozen in (None, rij["gevolg_po"], rij["gevolg_vo"])
    ]
    if not rijen:
        raise NietGevonden("Geen herindeling gevonden; bekend zijn de wijzigingen van 2011 tot en met 2026.")
    if als_json:
        sys.stdout.write(json.dumps(rijen, ensure_ascii=False, indent=2) + "\n")
    else:
        _tabel(rijen)


def _met_gevolg(stand: Stand) -> list[Json]:
    """The rows of the facts, each with the consequence per sector of the herindeling it belongs to."""
    from regio.tijdlijn.gevolgen import herindelingen

    per = {
        (een["datum"], een["gemeente"]["code"]): {f"gevolg_{g['sector'].lower()}": g["gevolg"] for g in een["gevolgen"]}
        for een in herindelingen(stand)
    }
    return [{**rij, **per[rij["datum"], rij["nieuwe_code"]]} for rij in stand.tabellen["herindelingen"]]


def _tabel(rijen: list[Json]) -> None:
    from rich.console import Console
    from rich.table import Table

    tabel = Table("datum", "soort", "van", "naar", "wat", "aandeel", "bevestigd", "gevolg PO", "gevolg VO")
    for rij in rijen:
        aandeel = "onbekend" if rij["aandeel"] is None else f"{100 * rij['aandeel']:.0f} %"
        van, naar = (f"{rij[f'{kant}_naam']} ({rij[f'{kant}_code']})" for kant in ("oude", "nieuwe"))
        gevolgen = (rij["gevolg_po"].replace("-", " "), rij["gevolg_vo"].replace("-", " "))
        wat = rij["omschrijving"] or rij["omvang"]
        tabel.add_row(rij["datum"], rij["soort"], van, naar, wat, aandeel, rij["bevestigd"], *gevolgen)
    Console(width=None if sys.stdout.isatty() else 200).print(tabel)
