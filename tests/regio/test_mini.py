"""Mini-Nederland is a sound edition: nothing is wrong with it but its size."""

from __future__ import annotations

from datetime import date

from regio.bronnen.rijen import Feiten
from regio.controle import bevindingen_van
from regio.controle.postcodes import volgens_regel
from regio.stand.toestanden import Opbouw
from tests.regio.mini import GROND, V1, V2, V3, A, B, C, D, E, F, G, H, punt

LANDELIJKE_AANTALLEN = {"aantal-gebieden", "aantal-swv", "aantal-gemeenten", "aantal-jeugdregios"}


def nr(feiten: Feiten, deel: str) -> int:
    """The number of a bouwsteen by its id."""
    return [rij.id for rij in feiten.bouwstenen].index(deel)


def gemeente(opbouw: Opbouw, deel: str, dag: date) -> set[str]:
    """The possible gemeenten of a bouwsteen on a day."""
    return set(opbouw.gemeenten_op(dag)[nr(opbouw.feiten, deel)].mogelijk)


def test_only_the_national_counts_are_wrong(mini_opbouw: Opbouw) -> None:
    fouten = {b.code for b in bevindingen_van(mini_opbouw) if b.niveau == "fout"}
    assert fouten == LANDELIJKE_AANTALLEN


def test_the_bouwstenen_follow_the_rule(mini_opbouw: Opbouw) -> None:
    assert volgens_regel(mini_opbouw) == list(mini_opbouw.feiten.bouwstenen)


def test_the_drawing_has_an_enclave_and_an_exclave() -> None:
    bij_punt = {punt(pc4): pc4 for pc4 in GROND}

    def buren(pc4: str) -> set[str]:
        x, y = punt(pc4)
        naast = ((x + 5_000, y), (x - 5_000, y), (x, y + 5_000), (x, y - 5_000))
        return {GROND[bij_punt[plek]][0] for plek in naast if plek in bij_punt}

    assert buren("2002") == {A} and GROND["2002"][0] == C
    assert B not in buren("4003") and GROND["4003"][0] == B


def test_a_gemeente_split_by_postcodes(mini_opbouw: Opbouw) -> None:
    lezing = mini_opbouw.lezing(mini_opbouw.feiten.versies[0])
    po = {pc4: lezing["PO"][nr(mini_opbouw.feiten, f"{pc4}-1")] for pc4 in ("1001", "2001", "3002")}
    assert {pc4: uitspraak.codes for pc4, uitspraak in po.items()} == {
        "1001": ("PO9001",),
        "2001": ("PO9002",),
        "3002": ("PO9002",),
    }
    assert po["1001"].rijen == (1,) and po["2001"].rijen == (5,)


def test_a_part_follows_its_gemeente_in_2013_and_its_postcode_in_2015(mini_opbouw: Opbouw) -> None:
    deel = nr(mini_opbouw.feiten, "3003-2")
    codes = [mini_opbouw.lezing(versie)["VO"][deel].codes for versie in mini_opbouw.feiten.versies]
    assert codes == [("VO9001",), ("VO9001",), ("VO9002",)]


def test_a_split_over_three_by_postcode_and_by_place(mini_opbouw: Opbouw) -> None:
    voor, na = date(2017, 12, 31), date(2018, 1, 1)
    for pc4, nieuw in (("3001", A), ("4001", E), ("4002", B)):
        assert gemeente(mini_opbouw, f"{pc4}-1", voor) == {F}
        assert gemeente(mini_opbouw, f"{pc4}-1", na) == {nieuw}


def test_a_merger_over_two_swvs_splits_the_new_gemeente(mini_opbouw: Opbouw) -> None:
    toestand = mini_opbouw.toestand(date(2019, 1, 1))
    grond = [i for i, wie in enumerate(toestand.gemeenten) if wie.mogelijk == {G}]
    assert {toestand.uitspraken["VO"][i].codes for i in grond} == {("VO9001",), ("VO9002",), ()}
    assert len(grond) == 6


def test_ground_of_unknown_extent_stays(mini_opbouw: Opbouw) -> None:
    voor, na = (mini_opbouw.gemeenten_op(dag) for dag in (date(2015, 12, 31), date(2016, 1, 1)))
    assert voor == na


def test_an_unconfirmed_herindeling_is_not_applied(mini_opbouw: Opbouw) -> None:
    assert gemeente(mini_opbouw, "1003-1", date(2027, 1, 1)) == {B}
    assert not mini_opbouw.tijdlijn.opvolgers(B)


def test_observed_ground_is_open_between_the_maps(mini_opbouw: Opbouw) -> None:
    op = {jaar: gemeente(mini_opbouw, "2004-1", date(jaar, 1, 1)) for jaar in (2016, 2017, 2021, 2022)}
    assert op == {2016: {D}, 2017: {D, B}, 2021: {D, B}, 2022: {B}}
    assert gemeente(mini_opbouw, "2004-1", date(2016, 1, 2)) == {D, B}


def test_a_renaming_brings_the_old_code_back(mini_opbouw: Opbouw) -> None:
    assert gemeente(mini_opbouw, "5004-1", date(2014, 1, 1)) == {H}
    assert gemeente(mini_opbouw, "5004-1", date(2013, 12, 31)) == {"GM9008"}


def test_versions_in_force(mini_opbouw: Opbouw) -> None:
    dagen = {date(2012, 12, 31): None, V1: V1, date(2013, 9, 30): V1, V2: V2, date(2015, 4, 22): V2, V3: V3}
    for dag, versie in dagen.items():
        gevonden = mini_opbouw.versie_op(dag)
        assert (gevonden.versie if gevonden else None) == versie
