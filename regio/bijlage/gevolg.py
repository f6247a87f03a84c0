"""What a new version does to answers, and what stays open when it is read in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regio.bijlage.keuren import Drukfout, drukfouten
from regio.bijlage.opdracht import Opdracht
from regio.bijlage.tabellen import nieuwe_codes
from regio.bijlage.voorstel import Voorstel
from regio.bronnen.rijen import Correctie, Feiten, Versie
from regio.regeling import SECTOREN, celcorrecties
from regio.regeling_lijst import Gedrukterij
from regio.stand.toestanden import Opbouw


@dataclass(frozen=True, slots=True)
class Gevolg:
    """Per sector the postcodes whose SWV becomes another on the day the version takes effect, and what stays open.

    ``tussentijd`` are the first and the last day before it of which nobody knows whether another version held.
    """

    anders: Mapping[str, tuple[str, ...]]
    nieuwe_postcodes: tuple[str, ...]
    niet_genoemd: tuple[str, ...]
    gemeenten_weg: tuple[str, ...]
    gemeenten_opgeheven: tuple[str, ...]
    nieuwe_codes: tuple[str, ...]
    drukfouten: tuple[Drukfout, ...]
    spaties: int
    tussentijd: tuple[date, date] | None


def gevolg(
    feiten: Feiten,
    voorstel: Voorstel,
    opdracht: Opdracht,
    rijen: Sequence[Gedrukterij],
    correcties: Sequence[Correctie] = (),
) -> Gevolg:
    """What the version changes, by the facts before and after."""
    voor, na = Opbouw(feiten), Opbouw(voorstel.feiten)
    bekend = {rij.pc4 for rij in feiten.bouwstenen}
    genoemd = {rij.pc4 for rij in rijen}
    per = opdracht.gemeenten_per
    in_tabel = {code for rij in rijen for code in na.namen.codes(rij.gemeente, per)}
    return Gevolg(
        {sector: _anders(voor, na, opdracht.geldig_vanaf, sector) for sector in SECTOREN},
        tuple(rij.pc4 for rij in rijen if rij.pc4 not in bekend),
        tuple(sorted(bekend - genoemd)),
        tuple(sorted(rij.naam for rij in na.tijdlijn.op(per) if rij.code not in in_tabel)),
        tuple(sorted({rij.gemeente for rij in rijen if not na.namen.codes(rij.gemeente, per)})),
        tuple(nieuwe_codes(feiten, rijen, correcties)),
        tuple(_ongelezen(drukfouten(rijen), correcties, opdracht.versie)),
        sum(rij.spatie for rij in rijen),
        _tussentijd(na, opdracht),
    )


def _anders(voor: Opbouw, na: Opbouw, dag: date, sector: str) -> tuple[str, ...]:
    """The postcodes that get another SWV, or none, than the version before it gives them."""
    oud = zip(voor.feiten.bouwstenen, voor.toestand(dag).uitspraken[sector], strict=True)
    toen = {bouwsteen.id: uitspraak.codes for bouwsteen, uitspraak in oud}
    nu = zip(na.feiten.bouwstenen, na.toestand(dag).uitspraken[sector], strict=True)
    return tuple(b.pc4 for b, u in nu if b.deel == 1 and b.id in toen and toen[b.id] != u.codes)


def _ongelezen(alle: Sequence[Drukfout], correcties: Sequence[Correctie], versie: date) -> list[Drukfout]:
    """The misprints that no correction reads."""
    gelezen = {sector: celcorrecties(correcties, versie, sector) for sector in SECTOREN}
    return [een for een in alle if not {(een.pc4, een.gedrukt), ("", een.gedrukt)} & gelezen[een.sector].keys()]


def _tussentijd(na: Opbouw, opdracht: Opdracht) -> tuple[date, date] | None:
    vorige: Versie = max(
        (een for een in na.feiten.versies if een.geldig_vanaf < opdracht.geldig_vanaf), key=lambda een: een.geldig_vanaf
    )
    zeker_tot = na.zeker_tot(vorige)
    return (zeker_tot, opdracht.geldig_vanaf) if zeker_tot < opdracht.geldig_vanaf else None
