"""The worked examples, held against the facts of the day after and against known figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regio.congruentie.getallen import heel
from regio.fouten import Bronfout
from regio.scenario.beeld import basis_van
from regio.scenario.bevindingen import bevindingen
from regio.scenario.effecten import Effecten, bijgewerkt, effecten, effecten_van_basis
from regio.scenario.maatstaf import maatstaf
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import zetten_csv
from regio.scenario.verschil import Verschil, verschil
from regio.scenario.voorbeelden import MAP, Voorbeeld, lees_voorbeelden
from regio.scenario.zetten import als_json
from regio.stand.stand import Stand


@pytest.fixture(scope="module")
def voorbeelden(repo: Path) -> dict[str, Voorbeeld]:
    return {een.naam: een for een in lees_voorbeelden(repo / "data")}


NAMEN = (
    *("bergen-l-terug", "haaren-2021", "krimpenerwaard-2015", "midden-delfland-2013", "tynaarlo-heel"),
    *("vo2502-vo2512", "voorne-aan-zee-2023", "weesp-2022", "wijdemeren-2027"),
)


def gevolg(stand: Stand, voorbeeld: Voorbeeld) -> Verschil:
    begin = basis_van(stand, voorbeeld.peildatum).beeld
    return verschil(begin, speel(begin, voorbeeld.zetten))


def vind(stand: Stand, voorbeeld: Voorbeeld) -> set[tuple[str, str, str]]:
    """Code, place and sector (as far as the text says) of every finding."""
    maat = maatstaf(stand, voorbeeld.peildatum.isoformat())
    voor = effecten(maat, maat.basis.beeld)
    alle = bevindingen(maat, voor, effecten(maat, speel(voor.beeld, voorbeeld.zetten)))
    return {(een.code, een.waar, next((s for s in ("PO", "VO") if f" {s}" in een.wat), "")) for een in alle}


def test_all_are_there_and_say_how_sure_they_are(voorbeelden: dict[str, Voorbeeld]) -> None:
    assert tuple(voorbeelden) == NAMEN
    assert {naam for naam, een in voorbeelden.items() if een.soort == "aanname"} == {"bergen-l-terug", "tynaarlo-heel"}
    assert voorbeelden["wijdemeren-2027"].soort == "voorgenomen"
    for een in voorbeelden.values():
        assert all(zet.aanname for zet in een.zetten) == (een.soort in ("aanname", "voorgenomen", "tekst"))


@pytest.mark.parametrize("naam", NAMEN)
def test_every_example_can_be_played_and_kept(stand: Stand, voorbeelden: dict[str, Voorbeeld], naam: str) -> None:
    from regio.scenario.invoer import lees_zetten_csv

    voorbeeld = voorbeelden[naam]
    begin = basis_van(stand, voorbeeld.peildatum).beeld
    assert lees_zetten_csv(zetten_csv(voorbeeld.zetten).encode(), begin) == voorbeeld.zetten
    assert bool(gevolg(stand, voorbeeld)) == (voorbeeld.soort != "tekst")


@pytest.mark.parametrize(
    ("naam", "rest"),
    [
        ("krimpenerwaard-2015", {"GM0241", "GM0361", "GM0796", "GM0828", "GM1930"}),
        ("haaren-2021", {"GM1979"}),
        ("weesp-2022", set()),
        ("voorne-aan-zee-2023", set()),
    ],
)
def test_a_real_herindeling_leads_to_the_facts_of_the_next_day(
    stand: Stand, voorbeelden: dict[str, Voorbeeld], naam: str, rest: set[str]
) -> None:
    """``rest`` are the gemeenten of other herindelingen of that day."""
    voorbeeld = voorbeelden[naam]
    assert voorbeeld.tegenover is not None
    beeld = speel(basis_van(stand, voorbeeld.peildatum).beeld, voorbeeld.zetten)
    over = verschil(beeld, basis_van(stand, voorbeeld.tegenover).beeld)
    assert {code for wissel in over.wissels for code in wissel.naar} == rest
    assert {wissel.laag for wissel in over.wissels} <= {"gemeente"}
    assert over.hernoemd == ()


def test_a_herindeling_follows_article_3(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    for naam in ("krimpenerwaard-2015", "haaren-2021", "weesp-2022", "voorne-aan-zee-2023", "wijdemeren-2027"):
        assert {wissel.laag for wissel in gevolg(stand, voorbeelden[naam]).wissels} == {"gemeente"}


def test_krimpenerwaard_is_split_for_vo(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    assert vind(stand, voorbeelden["krimpenerwaard-2015"]) == {("gemeente-nieuw-gesplitst", "GM1931", "VO")}


def test_weesp_splits_amsterdam_and_haaren_splits_two(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    weesp = vind(stand, voorbeelden["weesp-2022"])
    assert {een for een in weesp if een[0].startswith("gemeente")} == {
        ("gemeente-nieuw-gesplitst", "GM0363", "PO"),
        ("gemeente-nieuw-gesplitst", "GM0363", "VO"),
    }
    haaren = vind(stand, voorbeelden["haaren-2021"])
    # Tilburg and Oisterwijk; Boxtel and Vught lay in the SWVs of Haaren.
    assert {een[1] for een in haaren if een[0].startswith("gemeente")} == {"GM0824", "GM0855"}


def test_voorne_and_wijdemeren_split_nothing(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    assert vind(stand, voorbeelden["voorne-aan-zee-2023"]) == set()
    assert vind(stand, voorbeelden["wijdemeren-2027"]) == set()


def test_tynaarlo_becomes_whole(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    (wissel,) = gevolg(stand, voorbeelden["tynaarlo-heel"]).wissels
    assert (wissel.van, wissel.naar) == (("VO2001",), ("VO2201",))
    assert wissel.postcodes == ("9471", "9472", "9473", "9474", "9475")
    assert ("gemeente-geheeld", "GM1730", "VO") in vind(stand, voorbeelden["tynaarlo-heel"])


def test_bergen_goes_back_for_vo_alone(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    (wissel,) = gevolg(stand, voorbeelden["bergen-l-terug"]).wissels
    assert (wissel.laag, wissel.van, wissel.naar) == ("VO", ("VO2507",), ("VO3101",))
    assert wissel.postcodes == ("5851", "5853", "5854", "5855", "5856")


def test_midden_delfland_is_that_of_the_later_version(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    voorbeeld = voorbeelden["midden-delfland-2013"]
    assert voorbeeld.tegenover is not None
    eerst, later = (basis_van(stand, dag).beeld for dag in (voorbeeld.peildatum, voorbeeld.tegenover))
    grond = {wissel.postcodes for wissel in gevolg(stand, voorbeeld).wissels}
    assert grond == {("2635", "2636")}
    nodig = [w for w in verschil(eerst, later).wissels if w.naar == ("VO2809",)]
    assert {wissel.postcodes for wissel in nodig} == grond
    assert not [w for w in verschil(speel(eerst, voorbeeld.zetten), later).wissels if "VO2809" in w.naar]


def test_the_gap_in_the_numbering_is_there(stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    tekst = voorbeelden["vo2502-vo2512"]
    codes = basis_van(stand, tekst.peildatum).beeld.verbanden("VO")
    assert not {"VO2512", "VO2304", "VO2306"} & set(codes)
    assert "VO2502" in codes
    assert tekst.zetten == ()


def cellen(repo: Path, aantal: int) -> list[list[str]]:
    """The rows of the tables of the docs with so many columns; an empty cell has what stands above it."""
    regels = (repo / "docs" / "scenario-voorbeelden.md").read_text(encoding="utf-8").splitlines()
    rijen = [[cel.strip(" `") for cel in regel.strip("|").split("|")] for regel in regels if regel.startswith("|")]
    uit: list[list[str]] = []
    for rij in (rij for rij in rijen if len(rij) == aantal and rij[0] != "voorbeeld" and "---" not in rij[0]):
        uit.append([cel or boven for cel, boven in zip(rij, uit[-1] if uit else rij, strict=True)])
    return uit


def voor_en_na(stand: Stand, voorbeeld: Voorbeeld) -> tuple[Effecten, Effecten]:
    maat = maatstaf(stand, voorbeeld.peildatum.isoformat())
    voor = effecten_van_basis(maat)
    return voor, bijgewerkt(maat, voor, speel(voor.beeld, voorbeeld.zetten))


def test_the_figures_of_what_moves_a_border(repo: Path, stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    rijen = cellen(repo, 6)
    assert len(rijen) == 6
    for naam, soort, _, code, was, wordt in rijen:
        assert voorbeelden[naam].soort == soort
        voor, na = voor_en_na(stand, voorbeelden[naam])
        assert [heel(een.swv(code).kinderen) for een in (voor, na)] == [was, wordt]
        gewijzigd = {
            een for een, cijfers in na.sectoren["VO"].swvs.items() if cijfers.kinderen != voor.swv(een).kinderen
        }
        assert gewijzigd == {rij[3] for rij in rijen if rij[0] == naam}


def test_the_figures_of_herindelingen(repo: Path, stand: Stand, voorbeelden: dict[str, Voorbeeld]) -> None:
    rijen = cellen(repo, 8)
    assert len(rijen) == 5
    for naam, soort, dag, _, *figuren in rijen:
        assert (voorbeelden[naam].soort, voorbeelden[naam].zetten[0].soort) == (soort, "herindeel")
        assert als_json(voorbeelden[naam].zetten[0])["datum"] == dag
        paren = voor_en_na(stand, voorbeelden[naam])
        v = [een.sectoren[sector].congruentie["jeugdregio"].v for sector in ("PO", "VO") for een in paren]
        assert [f"{een:.4f}".replace(".", ",") for een in v] == figuren


def test_files_that_cannot_be_used_are_all_named(repo: Path, tmp_path: Path) -> None:
    doel = tmp_path / MAP
    doel.mkdir()
    goed = json.loads((repo / "data" / MAP / "weesp-2022.json").read_text(encoding="utf-8"))
    stuk = {
        "a": "{",
        "b": json.dumps({**goed, "naam": "b", "zetten": [{"soort": "weg"}]}),
        "c": json.dumps({**goed, "naam": "anders"}),
        "d": json.dumps({**goed, "naam": "d", "peildatum": "gisteren"}),
        "e": json.dumps({naam: waarde for naam, waarde in goed.items() if naam != "bron"}),
        "weesp-2022": json.dumps(goed),
    }
    for naam, tekst in stuk.items():
        (doel / f"{naam}.json").write_text(tekst, encoding="utf-8")
    with pytest.raises(Bronfout) as gevangen:
        lees_voorbeelden(tmp_path)
    assert [f"{MAP}/{naam}.json" in str(gevangen.value) for naam in stuk] == [True] * 5 + [False]
