"""Layers of whole regions: the gemeenten they must have, and the days that they hold for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from regio.gebieden.officieel.herkennen import Soort
from regio.gebieden.officieel.lagen import controleer_codes, door_de_poort_laag, grenslaag, sluit_laag
from regio.gebieden.officieel.lezen import Gelezen, Laag
from regio.gebieden.officieel.melden import Meldingen
from regio.stand.toestanden import Opbouw
from tests.regio.gebieden.officieel.kaart import Vormen, gemeenten, jeugdregios, vak
from tests.regio.mini import A, G


def laag(soort: Soort, jaar: int, vormen: Vormen, *, naam: str = "Naam") -> Laag:
    """A layer as it was read."""
    namen = tuple(f"{naam} {code}".strip() if naam else "" for code in vormen)
    return Laag(soort, jaar, f"{jaar}.gpkg", soort, tuple(vormen), namen, np.array(list(vormen.values()), dtype=object))


def fouten(gelezen: Laag, opbouw: Opbouw) -> list[tuple[str, str]]:
    """Codes and texts of the faults of a layer."""
    meldingen = Meldingen()
    controleer_codes(Gelezen((gelezen,), (), ()), opbouw, meldingen)
    return [(een.code, een.wat) for een in meldingen.alle]


def test_every_gemeente_of_the_day(mini_opbouw: Opbouw) -> None:
    assert fouten(laag("gemeente", 2016, gemeenten(mini_opbouw, 2016)), mini_opbouw) == []
    assert fouten(laag("gemeente", 2019, gemeenten(mini_opbouw, 2019)), mini_opbouw) == []


def test_a_gemeente_that_the_day_does_not_know(mini_opbouw: Opbouw) -> None:
    (vreemd, mist) = fouten(laag("gemeente", 2016, gemeenten(mini_opbouw, 2019)), mini_opbouw)
    assert vreemd[0] == "gemeente-onbekend" and G in vreemd[1] and "2016-01-01" in vreemd[1]
    assert mist[0] == "gemeente-ontbreekt" and "Eksloo" in mist[1] and "Foort" in mist[1]


def test_an_unknown_jeugdregio_is_only_told(mini_opbouw: Opbouw) -> None:
    ((code, wat),) = fouten(laag("jeugdregio", 2016, {"JZ91": vak("1001"), "JZ77": vak("1002")}), mini_opbouw)
    assert code == "jeugdregio-onbekend" and "JZ77" in wat and "JZ91" not in wat


@pytest.mark.parametrize(
    ("jaar", "jaren", "tot"),
    [
        (2016, [2016], date(2018, 1, 1)),
        (2018, [2018], date(2019, 1, 1)),
        (2019, [2019], None),
        (2019, [2019, 2021], date(2021, 1, 1)),
        (2014, [2014, 2016], date(2016, 1, 1)),
    ],
)
def test_a_layer_holds_until_the_gemeenten_change(
    mini_opbouw: Opbouw, jaar: int, jaren: list[int], tot: date | None
) -> None:
    een = grenslaag(
        laag("gemeente", jaar, gemeenten(mini_opbouw, jaar)), np.array([], dtype=object), jaren, mini_opbouw
    )
    assert (een.vanaf, een.tot) == (date(jaar, 1, 1), tot)


def test_jeugdregios_hold_as_long_as_the_facts_agree(mini_opbouw: Opbouw) -> None:
    """B may have changed region from the day after the known date of 2016."""
    vormen = jeugdregios(mini_opbouw, 2016)
    een = grenslaag(laag("jeugdregio", 2016, vormen), np.array([], dtype=object), [2016], mini_opbouw)
    assert (een.vanaf, een.tot) == (date(2016, 1, 1), date(2016, 1, 2))
    later = grenslaag(laag("jeugdregio", 2025, vormen), np.array([], dtype=object), [2025], mini_opbouw)
    assert (later.vanaf, later.tot) == (date(2025, 1, 1), None)


def test_names_that_a_layer_lacks_come_from_the_facts(mini_opbouw: Opbouw) -> None:
    een = grenslaag(laag("gemeente", 2016, {A: vak("1001")}, naam=""), np.array([], dtype=object), [2016], mini_opbouw)
    assert een.namen == ("Aadorp",)
    jeugd = grenslaag(
        laag("jeugdregio", 2016, {"JZ91": vak("1001")}, naam=""), np.array([], dtype=object), [], mini_opbouw
    )
    assert jeugd.namen == ("Noord",)


def test_openings_between_gemeenten(mini_opbouw: Opbouw) -> None:
    """A small one is closed; a large one with inhabitants is a fault, a lake is not."""
    for zijde, klasse in ((600.0, "spleet"), (2_000.0, "fout")):
        gat = shapely.box(100_000, 455_000, 100_000 + zijde, 455_000 + zijde)
        vormen = {code: vorm.difference(gat) for code, vorm in gemeenten(mini_opbouw, 2016).items()}
        meldingen = Meldingen()
        een = laag("gemeente", 2016, vormen)
        vlak, cijfers = door_de_poort_laag(een, meldingen)
        assert cijfers["sluitend"] is True
        bewoond = np.array([shapely.Point(100_500, 455_500)], dtype=object)
        land = {2020: shapely.box(97_500, 437_500, 117_500, 462_500)}
        dicht, (opening,) = sluit_laag(een, vlak, land, bewoond, meldingen)
        assert opening.klasse == klasse and [f.code for f in meldingen.fouten] == ["gat-in-het-land"] * (
            klasse == "fout"
        )
        assert shapely.area(dicht).sum() == pytest.approx(500e6 - (klasse == "fout") * zijde**2)
