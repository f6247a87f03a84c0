"""The three versions of the regeling on the real facts: what is printed is what is answered."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from regio.bronnen.rijen import Feiten, RegelingRij
from regio.controle.wet import rijen_zonder_bouwsteen, verschillen
from regio.regeling import SECTOREN, Grondslag, is_swv_code, lees_versie
from regio.stand.toestanden import Opbouw

V2013, V2013B, V2015 = date(2013, 1, 1), date(2013, 10, 1), date(2015, 4, 23)
# Abolished on the very day the regeling took effect; the old Schagen kept its code.
OPGEHEVEN = {
    "Dirksland",
    "Goedereede",
    "Middelharnis",
    "Oostflakkee",
    "Graafstroom",
    "Liesveld",
    "Nieuw-Lekkerland",
    "Harenkarspel",
    "Zijpe",
    "Schagen",
}


def test_every_printed_row_of_2015_answers_its_own_codes(opbouw: Opbouw, feiten: Feiten) -> None:
    toestand = opbouw.toestand(V2015)
    nummer = {b.pc4: nr for nr, b in enumerate(feiten.bouwstenen) if b.deel == 1}
    nagegaan = 0
    for rij in feiten.regeling_postcodes:
        for sector, gedrukt in (("PO", rij.po), ("VO", rij.vo)):
            uitspraak = toestand.uitspraken[sector][nummer[rij.pc4]]
            assert uitspraak.grondslag is Grondslag.REGELING
            assert uitspraak.rijen == (rij.rij,)
            if is_swv_code(gedrukt):
                assert uitspraak.codes == (gedrukt,), rij
            else:
                assert (uitspraak.codes, uitspraak.gedrukt) == ((), gedrukt)
        nagegaan += is_swv_code(rij.po) and is_swv_code(rij.vo)
    assert nagegaan == 4043


def test_every_part_of_a_postcode_follows_the_table_of_2015(opbouw: Opbouw, feiten: Feiten) -> None:
    tabel = {rij.pc4: (rij.po, rij.vo) for rij in feiten.regeling_postcodes}
    lezing = opbouw.lezing(feiten.versies[2])
    for nr, bouwsteen in enumerate(feiten.bouwstenen):
        if bouwsteen.pc4 in tabel and is_swv_code(tabel[bouwsteen.pc4][0]):
            assert tuple(lezing[sector][nr].codes[0] for sector in SECTOREN) == tabel[bouwsteen.pc4]


@pytest.mark.parametrize(("versie", "aantal"), [(V2013, 851), (V2013B, 837)])
def test_every_row_of_2013_expands_to_the_bouwstenen_it_names(
    opbouw: Opbouw, feiten: Feiten, versie: date, aantal: int
) -> None:
    rijen = [rij for rij in feiten.regeling_rijen if rij.versie == versie]
    assert len(rijen) == aantal
    van = next(v for v in feiten.versies if v.versie == versie)
    lezing, gemeenten = opbouw.lezing(van), opbouw.gemeenten_op(van.gemeenten_per)
    for rij in rijen:
        (code,) = opbouw.namen.codes(rij.gemeente, van.gemeenten_per)
        for nr, bouwsteen in enumerate(feiten.bouwstenen):
            if gemeenten[nr].mogelijk != {code} or not _noemt(rij, bouwsteen.pc4):
                continue
            assert rij.swv in lezing[rij.sector][nr].codes, (rij, bouwsteen)
            assert rij.rij in lezing[rij.sector][nr].rijen


def _noemt(rij: RegelingRij, pc4: str) -> bool:
    if rij.postcodes_niet:
        return pc4 not in rij.postcodes_niet
    return not rij.postcodes_wel or pc4 in rij.postcodes_wel


@pytest.mark.parametrize(("versie", "verwacht"), [(V2013, OPGEHEVEN), (V2013B, set())])
def test_only_the_ten_abolished_gemeenten_have_no_bouwsteen(
    opbouw: Opbouw, feiten: Feiten, versie: date, verwacht: set[str]
) -> None:
    van = next(v for v in feiten.versies if v.versie == versie)
    leeg = rijen_zonder_bouwsteen(opbouw, van)
    print(sorted({(rij.sector, rij.gemeente) for rij in leeg}))
    assert {rij.gemeente for rij in leeg} == verwacht
    # The place that bears the name of Nieuw-Lekkerland gives that row one bouwsteen in VO.
    assert all(n == 2 or naam == "Nieuw-Lekkerland" for naam, n in Counter(rij.gemeente for rij in leeg).items())


def test_76_po_74_vo_and_152_in_all(opbouw: Opbouw, feiten: Feiten) -> None:
    for versie in feiten.versies:
        lezing = opbouw.lezing(versie)
        assert len({c for u in lezing["PO"] for c in u.codes}) == 76
        assert len({c for u in lezing["VO"] for c in u.codes}) == 74
    landelijk = [rij for rij in feiten.swvs if rij.soort == "landelijk"]
    assert len(landelijk) == 2
    assert sum(rij.soort in ("regeling", "landelijk") for rij in feiten.swvs) == 152


def test_from_2013_to_2015_differs_in_the_six_known_rows(opbouw: Opbouw, feiten: Feiten) -> None:
    gevonden, open_ = verschillen(opbouw, V2013B, V2015)
    for verschil in gevonden:
        print(verschil)
    bekend = {
        (rij.sector, tuple(rij.postcodes.split()), rij.oud, rij.nieuw)
        for rij in feiten.wijzigingen
        if rij.naar_versie == V2015
    }
    assert len(bekend) == len(gevonden) == 6
    assert {(v.sector, v.postcodes, v.oud, v.nieuw) for v in gevonden} == bekend
    print("niet te controleren:", open_)
    assert open_["PO"] == []
    assert len(open_["VO"]) <= 28


def test_what_cannot_be_compared_is_answered_with_every_candidate(opbouw: Opbouw, feiten: Feiten) -> None:
    oud, nieuw = opbouw.lezing(feiten.versies[1])["VO"], opbouw.lezing(feiten.versies[2])["VO"]
    _, open_ = verschillen(opbouw, V2013B, V2015)
    for nr, bouwsteen in enumerate(feiten.bouwstenen):
        if bouwsteen.deel == 1 and bouwsteen.pc4 in open_["VO"]:
            assert oud[nr].grondslag is Grondslag.ONBEKEND
            assert set(nieuw[nr].codes) <= set(oud[nr].codes)


def test_the_known_changes_of_october_2013(opbouw: Opbouw, feiten: Feiten) -> None:
    eerste, tweede = (opbouw.lezing(versie) for versie in feiten.versies[:2])
    nummer = {b.pc4: nr for nr, b in enumerate(feiten.bouwstenen) if b.deel == 1}

    def stap(sector: str, pc4: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return eerste[sector][nummer[pc4]].codes, tweede[sector][nummer[pc4]].codes

    for pc4 in ("6866", "6871", "6874"):
        assert stap("PO", pc4) == (("PO2510",), ("PO2506",))
    assert stap("VO", "2636") == (("VO2811",), ("VO2809",))
    assert stap("VO", "3155") == (("VO2811",), ("VO2811",))
    assert stap("VO", "2957") == (("VO2813",), ("VO2814",))
    anders = {
        b.pc4
        for nr, b in enumerate(feiten.bouwstenen)
        for sector in SECTOREN
        if b.deel == 1
        and len(eerste[sector][nr].codes) == len(tweede[sector][nr].codes) == 1
        and eerste[sector][nr].codes != tweede[sector][nr].codes
    }
    midden_delfland = {b.pc4 for b in feiten.bouwstenen if b.gemeente == "GM1842"} - {"3155"}
    assert anders == {"6866", "6871", "6874", "2957"} | midden_delfland


def test_the_misprint_of_rheden_is_visible_and_corrected(opbouw: Opbouw, feiten: Feiten) -> None:
    versie = feiten.versies[0]
    nr = next(nr for nr, b in enumerate(feiten.bouwstenen) if b.pc4 == "6883")
    gedrukt = lees_versie(feiten, versie, opbouw.gemeenten_op(versie.gemeenten_per), opbouw.namen, gecorrigeerd=False)
    assert gedrukt["VO"][nr].codes == ()
    gelezen = opbouw.lezing(versie)["VO"][nr]
    assert (gelezen.codes, gelezen.correctie, gelezen.grondslag) == (("VO2506",), "C03", Grondslag.AFGELEID)


def test_newer_postcodes_keep_their_swv_on_every_date(opbouw: Opbouw, feiten: Feiten) -> None:
    nieuw = {rij.pc4: rij for rij in feiten.nieuwe_postcodes}
    assert len(nieuw) == 23
    assert sum(rij.inwoners_2021 for rij in nieuw.values()) == 13_680
    for toestand in opbouw.toestanden():
        for nr, bouwsteen in enumerate(feiten.bouwstenen) if toestand.versie else ():
            rij = nieuw.get(bouwsteen.pc4)
            if rij is None or bouwsteen.deel > 1:
                continue
            for sector, verwacht in (("PO", rij.po), ("VO", rij.vo)):
                uitspraak = toestand.uitspraken[sector][nr]
                assert (uitspraak.codes, uitspraak.grondslag) == ((verwacht,), Grondslag.AFGELEID)


def test_after_the_last_version_everything_is_derived(opbouw: Opbouw) -> None:
    toestand = opbouw.toestand(date(2026, 11, 22))
    op_de_dag = opbouw.lezing(opbouw.feiten.versies[2])
    for sector in SECTOREN:
        assert {u.grondslag for u in toestand.uitspraken[sector]} == {Grondslag.AFGELEID}
        assert [u.codes for u in toestand.uitspraken[sector]] == [u.codes for u in op_de_dag[sector]]


def test_the_sixty_cases(opbouw: Opbouw, feiten: Feiten, repo: Path) -> None:
    toestand = opbouw.toestand(V2015)
    nummer = {b.pc4: nr for nr, b in enumerate(feiten.bouwstenen) if b.deel == 1}
    with (repo / "tests/gegevens/toetsgevallen.csv").open(encoding="utf-8", newline="") as bestand:
        gevallen = list(csv.DictReader(bestand))
    goed = 0
    for geval in gevallen:
        for sector in SECTOREN:
            verwacht = geval[f"{sector.lower()}_verwacht"]
            uitspraak = toestand.uitspraken[sector][nummer[geval["pc4"]]]
            if verwacht.startswith("(geen rij; afgeleid"):
                assert uitspraak.codes == (verwacht.split()[-1].rstrip(")"),)
                assert uitspraak.grondslag is Grondslag.AFGELEID
            elif verwacht == "Europoort":
                assert (uitspraak.codes, uitspraak.gedrukt) == ((), "Europoort")
            else:
                assert uitspraak.codes == (verwacht,), geval
        goed += 1
    print(f"{goed} van {len(gevallen)} toetsgevallen")
    assert goed == 60
