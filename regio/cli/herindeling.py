"""``regio herindeling``: the changes of gemeenten since 2011."""

from __future__ import annotations

import json
import sys
from typing import Any

from regio.cli.gedeeld import open_stand
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.instellingen import lees_instellingen
from regio.zoeken.register import Register, register_van


def toon_lijst(gemeente: str | None, jaar: int | None, *, als_json: bool) -> None:
    """Print the herindelingen that fit; raises RegioFout when none does."""
    stand = open_stand(lees_instellingen())
    codes = _codes(register_van(stand), gemeente) if gemeente is not None else None
    rijen = [
        rij
        for rij in stand.tabellen["herindelingen"]
        if (codes is None or {rij["oude_code"], rij["nieuwe_code"]} & codes)
        and (jaar is None or rij["datum"].startswith(f"{jaar}-"))
    ]
    if not rijen:
        raise NietGevonden("Geen herindeling gevonden; bekend zijn de wijzigingen van 2011 tot en met 2026.")
    if als_json:
        sys.stdout.write(json.dumps(rijen, ensure_ascii=False, indent=2) + "\n")
    else:
        _tabel(rijen)


def _codes(register: Register, gemeente: str) -> set[str]:
    code = gemeente.strip().upper()
    if code in register.gemeenten:
        return {code}
    codes = {naam.sleutel for naam in register.met_naam(gemeente) if naam.soort == "gemeente"}
    if not codes:
        raise Vraagfout(Fout("gemeente", "onbekend", "Geen gemeente met deze naam of code; geef bijvoorbeeld GM1730."))
    return codes


def _tabel(rijen: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    tabel = Table("datum", "soort", "van", "naar", "wat", "aandeel", "bevestigd")
    for rij in rijen:
        aandeel = "onbekend" if rij["aandeel"] is None else f"{100 * rij['aandeel']:.0f} %"
        van, naar = (f"{rij[f'{kant}_naam']} ({rij[f'{kant}_code']})" for kant in ("oude", "nieuwe"))
        tabel.add_row(
            rij["datum"], rij["soort"], van, naar, rij["omschrijving"] or rij["omvang"], aandeel, rij["bevestigd"]
        )
    Console(width=None if sys.stdout.isatty() else 160).print(tabel)
