"""Every figure of docs/zin-van-2013.md is worked out again, by the product and from the CSV files alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from regio.congruentie.dienst import paar
from regio.congruentie.gewichten import gewicht
from regio.congruentie.indelingen import kies
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.gebieden.grensnet import grensnet
from regio.gebieden.vlakken import Vlakken
from regio.stand.stand import Stand
from tests.feiten import hertelling, zin_2013

DAG = "2015-04-23"
SECTOREN = ("PO", "VO")
WEGINGEN = ("kinderen", "inwoners", "oppervlakte", "bouwstenen")
_GETAL = re.compile(r"\d[\d.,]*\s(?:%|km|procent|kinderen|swv|jeugdregio|van de \d)|\d,\d+")


@pytest.fixture(scope="module")
def blad(repo: Path) -> str:
    """The page."""
    return (repo / "docs/zin-van-2013.md").read_text(encoding="utf-8")


def lopend(tekst: str) -> str:
    """A text without its line ends."""
    return " ".join(tekst.split())


def rijen(blad: str, *koppen: str) -> list[list[str]]:
    """The rows of the table in the page whose header begins with these cells."""
    regels = blad.splitlines()
    begin = next(nr for nr, regel in enumerate(regels) if regel.startswith(f"| {' | '.join(koppen)} |"))
    uit = []
    for regel in regels[begin + 2 :]:
        if not regel.startswith("|"):
            break
        uit.append([cel.strip() for cel in regel.strip("|").split("|")])
    return uit


def van_2015(blad: str, sector: str, *koppen: str) -> list[list[str]]:
    """The rows of a table about a sector on the day of the last version, without sector and day."""
    return [rij[2:] for rij in rijen(blad, "sector", "versie", *koppen) if rij[:2] == [sector, DAG]]


def test_tables_and_sentences_are_those_of_the_product(stand: Stand, blad: str) -> None:
    for tabel in [*zin_2013.tabellen(stand), *zin_2013.grenstabellen(stand, stand.net)]:
        assert f"\n{tabel}\n" in blad
    for zin in zin_2013.zinnen(stand):
        assert zin in lopend(blad)


@pytest.mark.bronnen
def test_official_borders_are_those_of_the_product(stand: Stand, officieel: Vlakken, blad: str) -> None:
    net = grensnet(officieel.vlak)
    for tabel in zin_2013.grenstabellen(stand, net):
        assert f"\n{tabel}\n" in blad
    for zin in zin_2013.grenszinnen(stand, net):
        assert zin in lopend(blad)


def test_no_other_figures_stand_in_the_text(stand: Stand, blad: str) -> None:
    """What the two tests above do not look at holds no figure; the sentences about borders are counted."""
    rest = lopend("\n".join(regel for regel in blad.splitlines() if not regel.startswith("|")))
    for zin in zin_2013.zinnen(stand):
        rest = rest.replace(zin, "")
    grenzen = zin_2013.grenszinnen(stand, stand.net)
    for zin in grenzen:
        vorm = re.sub(r"\d+ %", r"\\d+ %", re.escape(zin).replace(r"\ ", " "))
        rest, keren = re.subn(vorm, "", rest)
        assert keren == 1, zin
    assert _GETAL.findall(rest) == []


@pytest.mark.parametrize("sector", SECTOREN)
def test_verdicts_counted_again_from_the_files(stand: Stand, blad: str, sector: str) -> None:
    a, b, gewichten = hertelling.swv(sector), hertelling.jeugdregio(), hertelling.gewichten(sector)
    oordeel = hertelling.oordelen(hertelling.kruis(a, b, gewichten["bouwstenen"]))
    telling, buiten = (
        Counter(oordeel.values()),
        hertelling.buiten_hoofdpartner(hertelling.kruis(a, b, gewichten["kinderen"])),
    )
    klein = [een for een, uitkomst in oordeel.items() if uitkomst == "doorsneden" and buiten[een] < 0.01]
    print(sector, DAG, dict(telling), "for less than 1 % of the children:", klein)
    aantallen = [len(oordeel), *(telling[een] for een in ("identiek", "unie", "binnen", "doorsneden")), len(klein)]
    assert van_2015(blad, sector, "swv's", "identiek") == [list(map(str, aantallen))]
    assert [rij[0] for rij in van_2015(blad, sector, "swv", "jeugdregio")] == sorted(klein)
    assert {een.code: een.oordeel.value for een in zin_2013.Paar(stand, sector, DAG).regios()} == oordeel


@pytest.mark.parametrize("weging", WEGINGEN)
@pytest.mark.parametrize("sector", SECTOREN)
def test_measures_counted_again_from_the_files(stand: Stand, blad: str, sector: str, weging: str) -> None:
    a, b, gewichten = hertelling.swv(sector), hertelling.jeugdregio(), hertelling.gewichten(sector)
    verwacht = hertelling.maten(hertelling.kruis(a, b, gewichten[weging]))
    print(sector, DAG, weging, "h, c, V =", verwacht)
    onze = _maten(stand, sector, weging)
    assert onze == pytest.approx(verwacht, abs=1e-12)
    gedrukt = {rij[0]: rij[1:] for rij in van_2015(blad, sector, "weging")}
    assert gedrukt[weging] == [f"{maat:.3f}".replace(".", ",") for maat in verwacht]
    antwoord = paar(stand, sector, "jeugdregio-2015", DAG, weging)["maten"]
    assert (antwoord["homogeniteit"], antwoord["volledigheid"], antwoord["v"]) == pytest.approx(verwacht, abs=1e-6)


@pytest.mark.parametrize("sector", SECTOREN)
def test_the_small_cuts_are_parts_of_postcodes(blad: str, sector: str) -> None:
    """Without the parts that a gemeente border cuts off, nothing of them is left; and no other verdict is so."""
    a, b = hertelling.swv(sector), hertelling.jeugdregio()
    een = [1.0] * len(a)
    heel = [code if rij["deel"] == "1" else None for code, rij in zip(a, hertelling.BOUWSTENEN, strict=True)]
    met, zonder = (hertelling.oordelen(hertelling.kruis(codes, b, een)) for codes in (a, heel))
    klein = {rij[0]: rij[1] for rij in van_2015(blad, sector, "swv", "jeugdregio")}
    assert {code for code in met if met[code] == "doorsneden" != zonder[code]} == set(klein)
    randen = {
        rij["pc4"]
        for rij, code, regio in zip(hertelling.BOUWSTENEN, a, b, strict=True)
        if code in klein and regio != klein[code]
    }
    assert randen == {"3403", "6678", "7351"} | ({"8162"} if sector == "VO" else set())
    assert "3403, 6678 en 7351, en voor VO ook 8162" in lopend(blad)


@pytest.mark.parametrize("sector", SECTOREN)
def test_between_the_versions_only_parts_of_postcodes_change_a_verdict(stand: Stand, sector: str) -> None:
    toen, nu = ({een.code: een.oordeel for een in zin_2013.Paar(stand, sector, dag).regios()} for dag in zin_2013.DAGEN)
    a, b = hertelling.swv(sector), hertelling.jeugdregio()
    heel = [code if rij["deel"] == "1" else None for code, rij in zip(a, hertelling.BOUWSTENEN, strict=True)]
    zonder = hertelling.oordelen(hertelling.kruis(heel, b, [1.0] * len(a)))
    assert toen != nu
    assert {code: oordeel.value for code, oordeel in toen.items()} == zonder


def _maten(stand: Stand, sector: str, weging: str) -> tuple[float, float, float]:
    a, b = (kies(stand, naam, DAG).indeling for naam in (sector, "jeugdregio-2015"))
    uit = maten(kruis(a, b, gewicht(stand, weging, (sector,)).waarden))
    return uit.homogeniteit, uit.volledigheid, uit.v
