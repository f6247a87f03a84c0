"""The report as the command asks for it: about divisions by name, and about a division of the user's own."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import numpy as np
import pytest
import shapely

from kaarten.congruentie.rapport import rapport_html, rapport_html_van
from kaarten.congruentie.vormen import Kaartvormen, vormen_van
from regio.cli.congruentie import RAPPORT
from regio.congruentie.eigen import lees_eigen
from regio.congruentie.indelingen import Keuze, kies
from regio.congruentie.meting import weeg
from regio.congruentie.paar import paar_van
from regio.gebieden.vormen import Vormen
from regio.stand.stand import Stand

DAG = "2015-04-23"


@pytest.fixture(scope="module")
def eigen(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Keuze:
    """The postcodes by their first digit; the names would be elements of a page."""
    pad: Path = tmp_path_factory.mktemp("eigen") / "cijfers.csv"
    pad.write_text("pc4,regio\n" + "".join(f"{pc4},<b>{pc4[0]}\n" for pc4 in stand.pc4s), encoding="utf-8")
    return lees_eigen(stand, pad, DAG)


def _oppervlakte(vormen: Kaartvormen) -> dict[str, float]:
    return {
        gebied.code: sum(float(shapely.area(shapely.Polygon(buiten, gaten))) for buiten, *gaten in gebied.delen)
        for gebied in vormen.gebieden
    }


def test_the_command_finds_its_report() -> None:
    module = importlib.import_module(RAPPORT)
    assert (module.rapport_html, module.rapport_html_van) == (rapport_html, rapport_html_van)


def test_a_report_by_name_tells_the_pair_and_the_years(stand: Stand) -> None:
    tekst = rapport_html(stand, "VO", "jeugdregio-2015", DAG, "inwoners").decode()
    assert tekst.count('<th scope="row">VO') == 75
    assert "Samenwerkingsverbanden VO naast jeugdregio&#39;s van 2015" in tekst
    assert "Door de tijd" in tekst
    assert "inwoners (2021)" in tekst
    assert "Opnieuw te maken op" not in tekst


def test_a_report_about_ones_own_division_is_of_one_day_and_its_names_are_text(stand: Stand, eigen: Keuze) -> None:
    po = kies(stand, "PO", DAG)
    paar = paar_van(stand, DAG, eigen, po, weeg(stand, "kinderen", eigen, po))
    tekst = rapport_html_van(stand, paar, eigen, po).decode()
    assert "Gebieden uit cijfers.csv naast samenwerkingsverbanden PO" in tekst
    assert all(f"&lt;b&gt;{cijfer}" in tekst for cijfer in range(1, 10))
    assert "<b>" not in tekst
    assert "<script" not in tekst
    assert "Door de tijd" not in tekst
    assert "dit is een indeling van uzelf" in tekst
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", tekst)


def test_a_map_of_ones_own_division_follows_its_own_borders(stand: Stand, eigen: Keuze) -> None:
    stuk = np.asarray(stand.sectie("kaart_stuk"))
    paren = np.unique(np.column_stack((stuk, eigen.indeling.waarden)), axis=0)
    assert len(paren) > len(np.unique(stuk)), "the pieces of the maps would do, so this proves nothing"
    po = kies(stand, "PO", DAG)
    eigen_, van_po = _oppervlakte(vormen_van(stand, eigen, po)), _oppervlakte(vormen_van(stand, po, eigen))
    assert list(eigen_) == [f"<b>{cijfer}" for cijfer in range(1, 10)]
    assert sum(eigen_.values()) == pytest.approx(sum(van_po.values()), rel=0.01)
    vlakken = Vormen(stand.sectie, "vlak_volledig").alle()
    for nummer, code in enumerate(eigen.indeling.codes):
        grond = float(shapely.area(vlakken[eigen.indeling.waarden == nummer]).sum())
        assert eigen_[code] == pytest.approx(grond, rel=0.01)
