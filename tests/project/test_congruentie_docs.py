"""docs/congruentie.md names every option, division and weight of congruence, and its figures hold."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from regio.congruentie.gewichten import WEGINGEN
from regio.congruentie.indelingen import NAMEN
from regio.congruentie.model import Oordeel
from tests.feiten import hertelling


@pytest.fixture(scope="module")
def blad(repo: Path) -> str:
    """The page, on one line."""
    return " ".join((repo / "docs/congruentie.md").read_text(encoding="utf-8").split())


def test_every_option_is_named(blad: str) -> None:
    typer, cli = importlib.import_module("typer"), importlib.import_module("regio.cli")
    opties = {
        optie
        for parameter in typer.main.get_command(cli.app).commands["congruentie"].params
        for optie in (*parameter.opts, *parameter.secondary_opts)
    } - {"--help"}
    assert {"--sector", "--met", "--weging", "--peildatum"} <= opties
    assert sorted(optie for optie in opties if f"`{optie}`" not in blad) == []
    genoemd = set(re.findall(r"`(--[a-z-]+)`", blad))
    assert genoemd <= opties


@pytest.mark.parametrize("woord", [*NAMEN, *WEGINGEN, *Oordeel, "genest"])
def test_every_name_is_explained(blad: str, woord: str) -> None:
    assert f"`{woord}`" in blad


def test_how_many_postcodes_lie_in_parts(blad: str) -> None:
    delen = {rij["pc4"] for rij in hertelling.BOUWSTENEN if rij["deel"] != "1"}
    alle = {rij["pc4"] for rij in hertelling.BOUWSTENEN}
    assert f"({len(delen)} van de {len(alle):,})".replace(",", ".") in blad


@pytest.mark.parametrize("sector", ["PO", "VO"])
def test_the_division_rule_hardly_matters(repo: Path, sector: str) -> None:
    """Dividing the children of a postcode in parts by area changes V by less than the decision says."""
    a, b, hoofddeel = hertelling.swv(sector), hertelling.jeugdregio(), hertelling.gewichten(sector)["kinderen"]
    paren = list(zip(hertelling.BOUWSTENEN, hoofddeel, strict=True))
    geheel = {rij["pc4"]: kinderen for rij, kinderen in paren if rij["deel"] == "1"}
    verdeeld = [geheel[rij["pc4"]] * float(rij["aandeel"]) for rij, _ in paren]
    assert sum(verdeeld) == pytest.approx(sum(hoofddeel))
    v, v_verdeeld = (hertelling.maten(hertelling.kruis(a, b, weegt))[2] for weegt in (hoofddeel, verdeeld))
    assert 0 < abs(v - v_verdeeld) < 0.001
    assert "changes V by less than 0.001" in (repo / "docs/adr/0013-congruentie.md").read_text(encoding="utf-8")
