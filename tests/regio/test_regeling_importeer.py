"""A scenario printed as the annex, read in as the version of 2027: every lookup is then that of the scenario.

And the table of 2015 itself, in each form in which it is published, is read in without a single difference.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from regio.bijlage.gevolg import Gevolg, gevolg
from regio.bijlage.keuren import keuring, lees_correcties
from regio.bijlage.opdracht import Opdracht, als_postcodes, keur_opdracht, staat_er_al
from regio.bijlage.voorstel import Voorstel, maak_voorstel
from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.bronnen.wisselen import schrijf_kopie
from regio.congruentie.reeks import versies_bekend
from regio.fouten import Vraagfout
from regio.gebieden.schets import maak_schets
from regio.overleg.gemeente import overleg_van_gemeente
from regio.regeling_lijst import Gedrukt, lees_gedrukt, van_versie
from regio.regeling_verschil import vergelijk
from regio.scenario.beeld import Beeld, basis_van
from regio.scenario.lagen import uitgeschreven
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import bijlage_csv
from regio.scenario.zetten import Grond, Splits, Verplaats, VoegSamen
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.gevolgen import herindelingen
from tests.regio.bijlage.vormen import als_csv, als_html, als_xml

V = date(2027, 1, 1)
NU = "2028-06-01"
SECTOREN = ("PO", "VO")
# Tynaarlo whole in VO; two SWVs become one; a new SWV, as in the Hoeksche Waard; Krimpenerwaard in one again.
ZETTEN = (
    Verplaats(sector="VO", grond=Grond(postcodes=("9471", "9472", "9473", "9474", "9475")), naar="VO2201"),
    VoegSamen(sector="PO", van=("PO2202",), naar="PO2201"),
    Splits(sector="VO", van="VO2810", nieuw="VO2899", grond=Grond(gemeente="GM1963")),
    Verplaats(sector="VO", grond=Grond(gemeente="GM1931"), naar="VO2812"),
)


class Ronde(NamedTuple):
    """The scenario, its annex, and the edition that came of it."""

    beeld: Beeld
    gedrukt: Gedrukt
    voorstel: Voorstel
    gevolg: Gevolg
    stand: Stand


def _opdracht(**anders: object) -> Opdracht:
    opdracht = Opdracht(V, V, date(2026, 11, 22), "Stcrt. 2026, 1", "bijlage.csv", date(2026, 11, 22))
    return replace(opdracht, **anders)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ronde(repo: Path, stand: Stand, feiten: Feiten, tmp_path_factory: pytest.TempPathFactory) -> Ronde:
    """There and back: scenario, annex, facts, edition."""
    beeld = speel(basis_van(stand, date(2026, 11, 22)).beeld, ZETTEN)
    keur = keuring(Opbouw(feiten).namen, zoals_gedrukt=False)
    gedrukt = lees_gedrukt(bijlage_csv(beeld).encode(), "bijlage.csv", stand, keur)
    voorstel = maak_voorstel(repo / "data", feiten, _opdracht(), gedrukt.rijen)
    kopie = tmp_path_factory.mktemp("kopie") / "data"
    schrijf_kopie(repo / "data", kopie, voorstel.inhoud)
    nieuw = lees_feiten(kopie)
    assert nieuw == voorstel.feiten
    editie = Stand(Sectiebestand(memoryview(inhoud(secties_van(Opbouw(nieuw), maak_schets(nieuw))))))
    return Ronde(beeld, gedrukt, voorstel, gevolg(feiten, voorstel, _opdracht(), gedrukt.rijen), editie)


def test_every_bouwsteen_is_answered_as_the_scenario_draws_it(ronde: Ronde) -> None:
    zicht = ronde.stand.zicht(ronde.stand.toestand_nr_iso(NU))
    assert zicht.versie == "2027-01-01"
    for sector in SECTOREN:
        getekend = uitgeschreven(ronde.beeld.lagen[sector])
        nummers = range(ronde.stand.aantal_bouwstenen)
        assert [tuple(zicht.lagen[sector].mogelijk(nr)) for nr in nummers] == [tuple(codes) for codes in getekend]
        assert [zicht.gedrukt(sector, nr) for nr in nummers] == [
            ronde.beeld.basis.gedrukt[sector].get(nr, "") for nr in nummers
        ]
        assert set(zicht.lagen[sector].grondslagen) == {0}  # regeling, everywhere


def test_until_the_day_before_answers_stay_as_they_were(ronde: Ronde, stand: Stand) -> None:
    for dag in ("2013-06-01", "2015-04-23", "2020-01-01", "2026-12-31"):
        nieuw, oud = ronde.stand.zicht(ronde.stand.toestand_nr_iso(dag)), stand.zicht(stand.toestand_nr_iso(dag))
        assert nieuw.versie == oud.versie
        for sector in SECTOREN:
            for nr in range(stand.aantal_bouwstenen):
                assert nieuw.lagen[sector].mogelijk(nr) == oud.lagen[sector].mogelijk(nr)
            assert list(nieuw.lagen[sector].grondslagen) == list(oud.lagen[sector].grondslagen)


def test_answers_name_the_new_version(ronde: Ronde) -> None:
    plek = ronde.stand.plek("9471")
    assert plek is not None
    voor, na = (ronde.stand.postcode(plek, dag) for dag in ("2026-12-31", "2027-01-01"))
    assert [deel["code"] for deel in voor["samenwerkingsverbanden"]] == ["PO2201", "VO2001"]
    assert [(deel["code"], deel["grondslag"]) for deel in na["samenwerkingsverbanden"]] == [
        ("PO2201", "regeling"),
        ("VO2201", "regeling"),
    ]
    rij = na["samenwerkingsverbanden"][0]["rij"]
    assert ronde.gedrukt.rijen[rij - 1].pc4 == "9471"
    assert na["regeling"] == {
        "versie": "2027-01-01",
        "geldigVanaf": "2027-01-01",
        "laatstBekendeVersie": None,
        "toelichting": None,
    }
    assert "tot die van 2027-01-01" in voor["regeling"]["toelichting"]
    wet = next(bron for bron in na["herkomst"] if bron["wat"] == "samenwerkingsverbanden")
    assert (wet["bestand"], wet["vindplaats"]) == ("swv/regeling_2027-01-01.csv", "Stcrt. 2026, 1")
    bronnen = {bron["bestand"]: bron["geldig_tot"] for bron in ronde.stand.tabellen["bronnen"]}
    assert bronnen["swv/regeling_2027-01-01.csv"] is None
    assert ronde.stand.laatst_bekend == "2027-01-01"
    assert "4 versies" in versies_bekend(ronde.stand) and "na 2027-01-01" in versies_bekend(ronde.stand)


def test_newer_postcodes_are_printed_now(ronde: Ronde, feiten: Feiten) -> None:
    for rij in feiten.nieuwe_postcodes:
        for dag, verwacht in (("2026-12-31", {"nieuwer-dan-de-regeling"}), (NU, set())):
            kern = ronde.stand.kern(rij.pc4, ronde.stand.toestand_nr_iso(dag))
            codes = {een["code"] for een in kern["opmerkingen"]}
            assert codes & {"nieuwer-dan-de-regeling", "niet-in-de-regeling"} == verwacht


def test_a_split_is_healed_by_the_new_version(ronde: Ronde, stand: Stand) -> None:
    def krimpenerwaard(van: Stand) -> dict[str, tuple[str, str | None]]:
        (een,) = [e for e in herindelingen(van) if e["gemeente"]["code"] == "GM1931" and e["datum"] == "2015-01-01"]
        return {deel["sector"]: (deel["gevolg"], deel["geheeldDoor"]) for deel in een["gevolgen"]}

    assert "nieuw-gesplitst" in {gevonden for gevonden, _ in krimpenerwaard(stand).values()}
    healed = {
        s: na for s, na in krimpenerwaard(ronde.stand).items() if krimpenerwaard(stand)[s][0] == "nieuw-gesplitst"
    }
    assert set(healed.values()) == {("geheeld", "2027-01-01")}


def test_tables_of_overleg_and_scenarios_rest_on_the_new_version(ronde: Ronde) -> None:
    basis = basis_van(ronde.stand, date.fromisoformat(NU))
    for sector in SECTOREN:
        assert uitgeschreven(basis.beeld.lagen[sector]) == uitgeschreven(ronde.beeld.lagen[sector])
    gelezen = lees_gedrukt(bijlage_csv(basis.beeld).encode(), "weer.csv", ronde.stand)
    assert [replace(rij, regel=0) for rij in gelezen.rijen] == [replace(rij, regel=0) for rij in ronde.gedrukt.rijen]
    assert vergelijk(ronde.stand, van_versie(ronde.stand, "2027-01-01"), gelezen.lijst).verschillen == ()
    tafels = json.dumps(overleg_van_gemeente(ronde.stand, "GM1730", NU))
    assert "PO2201" in tafels and "VO2201" in tafels and "VO2001" not in tafels


def test_what_is_shown_before_writing(ronde: Ronde) -> None:
    gedaan = ronde.gevolg
    assert {"9471", "9475"} <= set(gedaan.anders["VO"])
    assert not {"9471", "1011"} & set(gedaan.anders["PO"])
    anders = {
        sector: tuple(
            ronde.beeld.basis.pc4s[nr]
            for nr, (nu, toen) in enumerate(
                zip(
                    uitgeschreven(ronde.beeld.lagen[sector]),
                    uitgeschreven(ronde.beeld.basis.beeld.lagen[sector]),
                    strict=True,
                )
            )
            if nu != toen and ronde.beeld.basis.ids[nr].endswith("-1")
        )
        for sector in SECTOREN
    }
    assert gedaan.anders == anders
    assert (gedaan.nieuwe_codes, gedaan.nieuwe_postcodes, gedaan.niet_genoemd) == (("VO2899",), (), ())
    assert {een.gedrukt for een in gedaan.drukfouten} == {"Europoort"}
    assert gedaan.tussentijd == (date(2015, 4, 24), V)
    assert gedaan.gemeenten_weg == gedaan.gemeenten_opgeheven == ()


def test_only_what_changes_is_written_and_the_rest_stays_right(ronde: Ronde, repo: Path) -> None:
    assert set(ronde.voorstel.inhoud) == {
        "swv/regeling_2027-01-01.csv",
        "swv/versies.csv",
        "swv/samenwerkingsverbanden.csv",
        "swv/wijzigingen.csv",
        "manifest.csv",
    }
    assert not [een for een in ronde.voorstel.bevindingen if een.niveau == "fout"]
    nieuw = ronde.voorstel.feiten
    assert [(v.versie, v.geldig_tot) for v in nieuw.versies[2:]] == [(date(2015, 4, 23), V), (V, None)]
    swv = next(rij for rij in nieuw.swvs if rij.code == "VO2899")
    assert (swv.naam, swv.naam_status, swv.soort) == ("", "onbevestigd", "regeling")
    eigen = [rij for rij in nieuw.wijzigingen if rij.naar_versie == V]
    assert ("VO", "Tynaarlo", "VO2001", "VO2201") in {(r.sector, r.gemeente, r.oud, r.nieuw) for r in eigen}
    for naam, stuk in ronde.voorstel.inhoud.items():
        if naam != "swv/regeling_2027-01-01.csv":
            oud = set((repo / "data" / naam).read_bytes().splitlines())
            assert len(oud - set(stuk.splitlines())) <= 4, naam  # all other rows are as they were, to the byte


@pytest.mark.parametrize("vorm", [als_csv, als_html, als_xml])
def test_the_table_of_2015_itself_gives_no_difference(stand: Stand, feiten: Feiten, vorm: object) -> None:
    eigen = [rij for rij in feiten.regeling_postcodes if rij.versie == date(2015, 4, 23)]
    inhoud_ = vorm([(rij.pc4, rij.gemeente, rij.po, rij.vo) for rij in eigen])  # type: ignore[operator]
    gedrukt = lees_gedrukt(inhoud_, "2015", stand, keuring(Opbouw(feiten).namen, zoals_gedrukt=False))
    opdracht = _opdracht(**dict.fromkeys(("versie", "geldig_vanaf", "gemeenten_per"), date(2015, 4, 23)))
    assert list(als_postcodes(opdracht, gedrukt.rijen)) == eigen
    assert vergelijk(stand, van_versie(stand, "2015-04-23"), gedrukt.lijst).verschillen == ()
    assert staat_er_al(feiten, opdracht, gedrukt.rijen)
    with pytest.raises(Vraagfout, match="staat er al en heeft andere rijen: 1 verschillen"):
        staat_er_al(feiten, opdracht, gedrukt.rijen[:-1])
    with pytest.raises(Vraagfout, match="dezelfde rijen, maar een andere dag"):
        staat_er_al(feiten, replace(opdracht, geldig_vanaf=V), gedrukt.rijen)


def test_a_version_must_fit_between_those_that_are_known(ronde: Ronde, feiten: Feiten) -> None:
    assert keur_opdracht(feiten, _opdracht()).versie == date(2015, 4, 23)
    for anders, codes in (
        ({"geldig_vanaf": date(2014, 8, 1), "versie": date(2014, 8, 1)}, {"te-vroeg"}),
        ({"versie": date(2014, 8, 1)}, {"volgorde"}),
        ({"vindplaats": "x" * 201}, {"te-lang"}),
    ):
        with pytest.raises(Vraagfout) as gevangen:
            keur_opdracht(feiten, _opdracht(**anders))
        assert {fout.code for fout in gevangen.value.fouten} == codes
    for anders, codes in (
        ({"versie": date(2027, 2, 1)}, {"dag-bezet"}),
        ({"geldig_vanaf": date(2020, 1, 1), "versie": date(2027, 2, 1)}, {"volgorde"}),
    ):
        with pytest.raises(Vraagfout) as gevangen:
            keur_opdracht(ronde.voorstel.feiten, _opdracht(**anders))
        assert {fout.code for fout in gevangen.value.fouten} == codes


def test_a_version_in_between_ends_the_one_before_and_ends_with_the_next(
    ronde: Ronde, repo: Path, tmp_path: Path
) -> None:
    kopie = tmp_path / "data"
    schrijf_kopie(repo / "data", kopie, ronde.voorstel.inhoud)
    opdracht = _opdracht(versie=date(2020, 1, 1), geldig_vanaf=date(2020, 1, 1), sluit_aan=True)
    tussen = maak_voorstel(kopie, ronde.voorstel.feiten, opdracht, ronde.gedrukt.rijen)
    assert not [een for een in tussen.bevindingen if een.niveau == "fout"]
    eigen = [(v.versie.year, v.geldig_tot and v.geldig_tot.year) for v in tussen.feiten.versies]
    assert eigen == [(2013, 2013), (2013, 2014), (2015, 2020), (2020, 2027), (2027, None)]
    opbouw = Opbouw(tussen.feiten)
    assert [opbouw.zeker_tot(versie).year for versie in tussen.feiten.versies] == [2013, 2014, 2020, 2027, 9999]
    # What changed in 2027 changes in 2020 now.
    assert {rij.naar_versie.year for rij in tussen.feiten.wijzigingen if rij.nieuw == "VO2899"} == {2020}


def test_new_postcodes_misprints_and_corrections(repo: Path, stand: Stand, feiten: Feiten, ronde: Ronde) -> None:
    rijen = [
        replace(rij, vo="V02201")
        if rij.pc4 in ("9471", "9472")
        else replace(rij, pc4="9470")
        if rij.pc4 == "9470"
        else rij
        for rij in ronde.gedrukt.rijen
        if rij.pc4 != "9475"
    ]
    rijen.insert(0, replace(rijen[0], pc4="1000"))
    tekst = "sector,postcodes,gedrukt,gelezen,reden\nVO,9471,V02201,VO2201,nul\n"
    correcties = lees_correcties(tekst.encode(), V, rijen, feiten.correcties)
    voorstel = maak_voorstel(repo / "data", feiten, _opdracht(), rijen, correcties)
    assert not [een for een in voorstel.bevindingen if een.niveau == "fout"]
    assert {"swv/correcties.csv", "postcodes/bouwstenen.csv"} <= voorstel.inhoud.keys()
    open_ = gevolg(feiten, voorstel, _opdracht(), rijen, correcties)
    assert (open_.nieuwe_postcodes, open_.niet_genoemd) == (("1000",), ("9475",))
    misdruk = [(een.pc4, een.lijkt_op) for een in open_.drukfouten if een.gedrukt == "V02201"]
    assert misdruk == [("9472", "VO2201")]
    # As printed in the facts, whatever is read.
    assert {r.vo for r in voorstel.feiten.regeling_postcodes if r.versie == V and r.pc4 in ("9471", "9472")} == {
        "V02201"
    }
    opbouw = Opbouw(voorstel.feiten)
    nummers = {rij.id: nr for nr, rij in enumerate(voorstel.feiten.bouwstenen)}
    gelezen = opbouw.toestand(V).uitspraken["VO"]
    assert gelezen[nummers["9471-1"]].codes == ("VO2201",)
    assert gelezen[nummers["9471-1"]].correctie == "C13"
    assert (gelezen[nummers["9472-1"]].codes, gelezen[nummers["9472-1"]].gedrukt) == ((), "V02201")
    assert gelezen[nummers["1000-1"]].codes == ("VO2708",)
