"""The rules on what may be shown and kept."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from regio.bronnen.rijen import Feiten
from regio.controle import controleer
from regio.controle.postcodes import volgens_regel
from regio.stand.tabellen import maak_tabellen
from regio.stand.toestanden import Opbouw


def test_unconfirmed_names_stand_nowhere(feiten: Feiten, opbouw: Opbouw) -> None:
    zonder = [rij for rij in feiten.swvs if rij.naam_status != "bron"]
    assert len(zonder) == 105
    assert all(rij.naam == "" for rij in zonder)
    namen = maak_tabellen(opbouw, [])["namen"]["swv"]
    assert not {rij.code for rij in zonder} & set(namen)
    assert len(namen) == 47  # the 48th sourced name has no code


def test_the_list_of_bouwstenen_is_what_its_rule_gives(feiten: Feiten, opbouw: Opbouw) -> None:
    assert list(feiten.bouwstenen) == volgens_regel(opbouw)
    assert len({b.pc4 for b in feiten.bouwstenen}) == 4069
    assert len(feiten.bouwstenen) == 4119


def test_shares_of_a_postcode_sum_to_one(feiten: Feiten) -> None:
    som: dict[str, float] = {}
    for bouwsteen in feiten.bouwstenen:
        som[bouwsteen.pc4] = som.get(bouwsteen.pc4, 0.0) + bouwsteen.aandeel
    assert all(abs(totaal - 1) < 1e-9 for totaal in som.values())


def test_every_file_has_a_source_and_its_sha256(feiten: Feiten, repo: Path) -> None:
    assert [b for b in controleer(feiten, repo / "data") if b.niveau == "fout"] == []
    assert all(bron.autoriteit and bron.bron and bron.licentie for bron in feiten.bronnen)


def test_the_concept_of_2011_is_an_assumption(feiten: Feiten) -> None:
    assert len(feiten.concept_2011) == 4
    assert {rij.zekerheid_concept for rij in feiten.concept_2011} == {"aanname"}


def test_jeugdregios_on_the_three_known_dates(feiten: Feiten, opbouw: Opbouw) -> None:
    for rij in feiten.gemeente_jeugdregio:
        assert opbouw.jeugdregios.op(rij.gemeente_code, rij.peildatum) == (frozenset({rij.jeugdregio}), True)


def test_jeugdregio_in_the_unknown_years(opbouw: Opbouw) -> None:
    assert opbouw.jeugdregios.op("GM0626", date(2020, 1, 1))[0] == {"JZ24", "JZ18"}
    assert opbouw.jeugdregios.op("GM0626", date(2014, 12, 31)) == (frozenset(), False)


@pytest.mark.bronnen
def test_the_facts_say_what_their_sources_say(feiten: Feiten, bronnenmap: Path) -> None:
    """Every printed row of the law stands in data/ as in the shared tables it came from."""
    bron = bronnenmap.parent / "feiten"
    if not bron.is_dir():
        pytest.skip("no fact tables beside REGIO_BRONNEN")
    for versie in ("2013-01-01", "2013-10-01"):
        eigen = [
            (r.sector, r.swv, r.gemeente, " ".join(r.postcodes_wel), " ".join(r.postcodes_niet), r.zoals_gedrukt)
            for r in feiten.regeling_rijen
            if r.versie.isoformat() == versie
        ]
        assert eigen == _rijen(bron / f"regeling_{versie}.csv")
    assert [(r.pc4, r.gemeente, r.po, r.vo) for r in feiten.regeling_postcodes] == _rijen(
        bron / "regeling_2015-04-23.csv"
    )


def _rijen(pad: Path) -> list[tuple[str, ...]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return [tuple(rij) for rij in list(csv.reader(bestand))[1:]]
