"""Weights: the totals of the sources, divided over the parts of a postcode, and said in words."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.congruentie.gewichten import ELK_EEN, NAAR_HOOFDDEEL, NAAR_OPPERVLAKTE, WEGINGEN, gewicht
from regio.fouten import Vraagfout
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.minigrond import minigrond

Maak = Callable[..., Stand]
ZONDER_AANTAL = ["1044", "1322", "1329", "3165", "3196", "3197", "3895", "5656"]
ZONDER_VLAK = ["1099", "6236"]


@pytest.fixture(scope="module")
def met() -> Maak:
    """Compiles mini-Nederland with other tables."""

    def maak(feiten: Feiten, **tabellen: object) -> Stand:
        opbouw = Opbouw(replace(feiten, **tabellen))  # type: ignore[arg-type]
        return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))

    return maak


@pytest.mark.parametrize(
    ("weging", "sectoren", "totaal"),
    [
        ("inwoners", (), 17_472_870),
        ("kinderen", ("PO",), 1_452_965),
        ("kinderen", ("VO",), 1_191_534),
        ("kinderen", ("PO", "VO"), 2_644_499),
        ("kinderen", (), 2_644_499),
        ("oppervlakte", (), 3_489_545),
        ("bouwstenen", (), 4_119),
    ],
)
def test_the_totals_are_those_of_the_sources(stand: Stand, weging: str, sectoren: tuple[str, ...], totaal: int) -> None:
    een = gewicht(stand, weging, sectoren)
    assert een.totaal == totaal
    assert een.waarden.sum() == pytest.approx(totaal, abs=1e-6)
    assert een.waarden.shape == (4_119,) and een.waarden.min() >= 0


def test_postcodes_without_a_number_are_told(stand: Stand, feiten: Feiten) -> None:
    assert [gewicht(stand, weging).zonder_gegevens for weging in WEGINGEN[:4]] == [10, 10, 5, 0]
    per_pc4 = {rij.pc4: rij.inwoners_2021 for rij in feiten.postcodes}
    geen = [pc4 for pc4 in stand.pc4s if per_pc4.get(pc4) is None]
    assert geen == sorted(ZONDER_AANTAL + ZONDER_VLAK)
    telling = stand.telling("inwoners")
    assert [pc4 for pc4, aantal in zip(stand.pc4s, telling, strict=True) if np.isnan(aantal)] == geen
    gemeten = {rij.pc4 for rij in feiten.oppervlakten}
    assert sorted(set(stand.pc4s) - gemeten) == ["1099", "1623", "4196", "6236", "7524"]


def test_every_postcode_weighs_what_the_csv_says(stand: Stand, repo: Path) -> None:
    per_pc4: dict[str, float] = defaultdict(float)
    for nummer, waarde in enumerate(gewicht(stand, "kinderen", ("PO",)).waarden.tolist()):
        per_pc4[stand.pc4s[stand.plekken[nummer]]] += waarde
    with (repo / "data/postcodes/postcodes.csv").open(encoding="utf-8", newline="") as invoer:
        for rij in csv.DictReader(invoer):
            assert per_pc4[rij["pc4"]] == pytest.approx(int(rij["kinderen_4_11"] or 0)), rij["pc4"]


def test_the_area_is_that_of_the_parts_on_the_borders_of_2016(feiten: Feiten) -> None:
    delen: dict[str, float] = defaultdict(float)
    for rij in feiten.delen:
        if rij.grenzen_jaar == 2016:
            delen[rij.pc4] += rij.hectare
    heel = {rij.pc4: rij.hectare for rij in feiten.oppervlakten}
    anders = {pc4: (som, heel.get(pc4)) for pc4, som in delen.items() if som != heel.get(pc4, 0)}
    # Only postcodes that some border divides stand in both tables; where they do, they agree.
    assert len(delen) > 500 and anders == {}


def test_people_of_a_postcode_in_parts_count_where_the_law_lists_it(mini_stand: Stand) -> None:
    een = gewicht(mini_stand, "inwoners")
    plek = mini_stand.plek("3003")
    assert plek is not None
    assert [een.waarden[nummer] for nummer in mini_stand.bouwstenen_van(plek)] == [30, 0]
    assert {gewicht(mini_stand, weging).verdeelregel for weging in ("kinderen", "inwoners")} == {NAAR_HOOFDDEEL}


def test_the_area_of_a_postcode_in_parts_is_divided_by_area(mini_stand: Stand) -> None:
    een = gewicht(mini_stand, "oppervlakte")
    plek = mini_stand.plek("3003")
    assert plek is not None
    hoofd, rest = (een.waarden[nummer] for nummer in mini_stand.bouwstenen_van(plek))
    assert hoofd / (hoofd + rest) == pytest.approx(0.7) and rest > 0
    assert een.verdeelregel == NAAR_OPPERVLAKTE and "oppervlakte" in een.verdeelregel
    steen = gewicht(mini_stand, "bouwstenen")
    assert (steen.verdeelregel, steen.totaal, steen.jaar) == (ELK_EEN, 21.0, None)


def test_the_words_name_ages_year_and_that_it_is_an_estimate(mini_stand: Stand) -> None:
    po, vo, beide = (gewicht(mini_stand, "kinderen", sectoren) for sectoren in (("PO",), ("VO",), ("VO", "PO")))
    assert po.titel == "kinderen van 4 tot en met 11 jaar (geschat, 2021)"
    assert vo.titel == "kinderen van 12 tot en met 17 jaar (geschat, 2021)"
    assert beide.titel == "kinderen van 4 tot en met 17 jaar (geschat, 2021)" == gewicht(mini_stand, "kinderen").titel
    for een in (po, vo, beide):
        assert {"Geschat", "1 januari 2021", "geen leerlingen", "andere dagen"} <= {
            deel for deel in ("Geschat", "1 januari 2021", "geen leerlingen", "andere dagen") if deel in een.toelichting
        }
        assert (een.naam, een.eenheid, een.jaar) == ("kinderen", "kinderen", 2021)


def test_a_weight_that_does_not_exist_names_those_that_do(mini_stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="kinderen, inwoners, oppervlakte, bouwstenen, leerlingen") as gevangen:
        gewicht(mini_stand, "scholen")
    assert [(fout.veld, fout.code) for fout in gevangen.value.fouten] == [("weging", "onbekend")]


def test_without_pupils_the_answer_says_how_to_load_them(mini_stand: Stand) -> None:
    assert mini_stand.leerlingen is None and mini_stand.telling("leerlingen_PO") is None
    with pytest.raises(Vraagfout, match=r"regio data laad --leerlingen BESTAND.*kies een andere weging"):
        gewicht(mini_stand, "leerlingen", ("PO",))


def test_pupils_of_the_sector_that_is_asked(mini: Feiten, met: Maak) -> None:
    rijen = (
        LeerlingRij("1001", "PO", 40, 2024, "DUO"),
        LeerlingRij("3003", "PO", 10, 2024, "DUO"),
        LeerlingRij("1001", "VO", 5, 2024, "de gemeente"),
        LeerlingRij("9999", "VO", 1000, 2024, "de gemeente"),
    )
    stand = met(mini, leerlingen=rijen)
    po, beide = gewicht(stand, "leerlingen", ("PO",)), gewicht(stand, "leerlingen")
    assert (po.totaal, po.jaar, po.zonder_gegevens, po.titel) == (50.0, 2024, 18, "leerlingen (2024)")
    assert (beide.totaal, beide.zonder_gegevens) == (55.0, 18)
    assert gewicht(stand, "leerlingen", ("VO",)).totaal == 5.0
    plek = stand.plek("3003")
    assert plek is not None
    assert [po.waarden[nummer] for nummer in stand.bouwstenen_van(plek)] == [10, 0]
    assert "Bron: DUO; de gemeente." in beide.toelichting and "2024" in beide.toelichting
    assert stand.editie != met(mini).editie

    alleen_po = met(mini, leerlingen=rijen[:2])
    assert gewicht(alleen_po, "leerlingen", ("PO",)).totaal == 50.0
    with pytest.raises(Vraagfout, match="geen aantallen leerlingen voor VO geladen"):
        gewicht(alleen_po, "leerlingen", ("PO", "VO"))


def test_an_edition_without_areas_says_to_load_again(mini: Feiten, met: Maak) -> None:
    with pytest.raises(Vraagfout, match="Voor de weging oppervlakte zijn geen aantallen geladen") as gevangen:
        gewicht(met(mini, oppervlakten=()), "oppervlakte")
    assert gevangen.value.fouten[0].code == "geen-gegevens"


def test_provincies_follow_the_gemeente_of_2014(mini_stand: Stand, mini_opbouw: Opbouw) -> None:
    provincies = mini_stand.provincies()
    gemeenten = mini_stand.indeling("gemeente", date(2014, 1, 1))
    for nummer in range(len(provincies)):
        verwacht = "PV91" if set(gemeenten[nummer]) & {"GM9005", "GM9006", "GM9018"} else "PV90"
        assert provincies[nummer] == (verwacht,), mini_opbouw.feiten.bouwstenen[nummer]
    assert mini_stand.provincienamen == {"PV90": "Noordmini", "PV91": "Zuidmini"}


def test_every_bouwsteen_lies_in_one_of_twelve_provincies(stand: Stand, feiten: Feiten) -> None:
    provincies = stand.provincies()
    assert len(provincies.codes) == 12 and (provincies.waarden >= 0).all()
    assert set(stand.provincienamen) == set(provincies.codes)
    assert stand.provincienamen["PV21"] == "Fryslân"
    eigen = {rij.pc4: rij.provincie for rij in feiten.postcodes_2014}
    anders = [
        rij.id
        for nummer, rij in enumerate(feiten.bouwstenen)
        if rij.deel == 1 and provincies[nummer] != (eigen.get(rij.pc4, provincies[nummer][0]),)
    ]
    assert anders == []
