"""Checks of the jeugdregio's and RMC-regio's."""

from __future__ import annotations

from collections.abc import Iterator

from regio.bevinding import Bevinding
from regio.stand.toestanden import Opbouw

AANTAL_JEUGDREGIOS = 42
WAAR = "jeugdregios/gemeente_jeugdregio.csv"


def controleer(opbouw: Opbouw) -> list[Bevinding]:
    """Every finding on jeugdregio's and RMC-regio's."""
    return [*_leden(opbouw), *_wissels(opbouw), *_rmc(opbouw)]


def _leden(opbouw: Opbouw) -> Iterator[Bevinding]:
    for dag in opbouw.jeugdregios.data:
        rijen = [rij for rij in opbouw.feiten.gemeente_jeugdregio if rij.peildatum == dag]
        codes = {rij.jeugdregio for rij in rijen}
        if len(codes) != AANTAL_JEUGDREGIOS:
            wat = f"{len(codes)} jeugdregio's op {dag}, verwacht {AANTAL_JEUGDREGIOS}."
            yield Bevinding("fout", "aantal-jeugdregios", WAAR, wat, "De editie is geweigerd.")
        bestaand = {rij.code for rij in opbouw.tijdlijn.op(dag)}
        anders = sorted(bestaand ^ {rij.gemeente_code for rij in rijen})
        if anders:
            wat = f"Op {dag} sluiten gemeenten en leden niet aan: {', '.join(anders)}."
            yield Bevinding("fout", "jeugdregio-leden", WAAR, wat, "De editie is geweigerd.")
    wat = "De wettelijke lijst (Stb. 2025, 357) is niet gelezen; vanaf 2026 kan de stand van 2025 achterhaald zijn."
    yield Bevinding("waarschuwing", "jeugdregio-na-2025", WAAR, wat, "De stand van 2025 is doorgetrokken.")


def _wissels(opbouw: Opbouw) -> Iterator[Bevinding]:
    for rij in opbouw.feiten.wissels:
        wat = f"{rij.gemeente} ging tussen {rij.na} en {rij.uiterlijk} van {rij.van} naar {rij.naar}."
        gedaan = "Daartussen noemt het antwoord beide regio's."
        yield Bevinding("waarschuwing", "jeugdregio-jaar-onbekend", "jeugdregios/wissels.csv", wat, gedaan)


def _rmc(opbouw: Opbouw) -> Iterator[Bevinding]:
    oud = sorted({rij.gemeente_zoals_gedrukt for rij in opbouw.feiten.rmc if rij.toen_al_opgeheven})
    wat = f"De RMC-bijlage noemt gemeenten die al waren opgeheven: {', '.join(oud)}."
    yield Bevinding("info", "rmc-opgeheven-gemeenten", "jeugdregios/gemeente_rmc.csv", wat, "Bewaard zoals gedrukt.")
