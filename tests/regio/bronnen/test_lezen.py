"""Reading fact tables: every value comes back, and every fault names file, line and column."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.bronnen.lezen import BESTANDEN, lees_feiten, lees_tabel, veldlezers, vingerafdruk
from regio.bronnen.rijen import RIJKLASSEN, Feiten, GemeenteRij, HerindelingRij, PostcodeRij
from regio.fouten import Bronfout
from regio.schijf import sha256_van

KOP = "code,naam,geldig_vanaf,geldig_tot,bestond_al_op_2011_01_01"
GOED = "GM0003,Appingedam,2011-01-01,2021-01-01,ja"

tekst = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
stukjes = st.lists(st.text("abc019'é", min_size=1, max_size=5), max_size=3).map(tuple)
WAARDEN: dict[Any, st.SearchStrategy[Any]] = {
    str: tekst,
    int: st.integers(-(10**9), 10**9),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    date: st.dates(),
    tuple[str, ...]: stukjes,
    int | None: st.none() | st.integers(),
    float | None: st.none() | st.floats(allow_nan=False),
    date | None: st.none() | st.dates(),
}


def schrijf(pad: Path, klasse: type[Any], rijen: list[Any]) -> None:
    """Write rows as the tables in ``data/`` are written."""
    with pad.open("w", encoding="utf-8", newline="") as uit:
        tabel = csv.writer(uit, lineterminator="\n")
        tabel.writerow(veld.name for veld in fields(klasse))
        tabel.writerows([cel(waarde) for waarde in astuple(rij)] for rij in rijen)


def cel(waarde: Any) -> str:
    """A value as it stands in a cell."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, tuple):
        return "|".join(waarde)
    return "" if waarde is None else str(waarde)


def rijen_van(klasse: type[Any]) -> st.SearchStrategy[Any]:
    """Rows of a class with any value of the right kind."""
    types = get_type_hints(klasse)
    return st.builds(klasse, **{veld.name: WAARDEN[types[veld.name]] for veld in fields(klasse)})


@pytest.mark.parametrize("klasse", RIJKLASSEN.values(), ids=lambda klasse: klasse.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again(klasse: type[Any], tmp_path: Path, data: st.DataObject) -> None:
    rijen = data.draw(st.lists(rijen_van(klasse), max_size=4))
    schrijf(tmp_path / "t.csv", klasse, rijen)
    assert list(lees_tabel(klasse, tmp_path / "t.csv")) == rijen


# The others stand in several files, of which the version is in the name, name the files themselves, or are the user's.
EEN_BESTAND = [n for n in BESTANDEN if not n.startswith("regeling_") and n not in ("bronnen", "leerlingen")]


@pytest.mark.parametrize("naam", EEN_BESTAND)
def test_the_real_tables_come_back_and_have_every_column(feiten: Feiten, repo: Path, tmp_path: Path, naam: str) -> None:
    (bestand,) = BESTANDEN[naam]
    schrijf(tmp_path / "t.csv", RIJKLASSEN[naam], list(getattr(feiten, naam)))
    assert list(lees_tabel(RIJKLASSEN[naam], tmp_path / "t.csv")) == list(getattr(feiten, naam))
    echt = list(csv.reader((repo / "data" / bestand).read_text(encoding="utf-8").splitlines()))
    assert [veld for veld, _ in veldlezers(RIJKLASSEN[naam])] == echt[0]
    assert len(echt) == len(getattr(feiten, naam)) + 1


@pytest.fixture
def bestand(tmp_path: Path) -> Callable[[str], Path]:
    """Makes ``gemeenten.csv`` with some text."""

    def maak(inhoud: str) -> Path:
        pad = tmp_path / "gemeenten.csv"
        pad.write_text(inhoud, encoding="utf-8")
        return pad

    return maak


def lees(pad: Path) -> list[GemeenteRij]:
    return list(lees_tabel(GemeenteRij, pad))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Bronfout, match=r"^gemeenten\.csv kan niet worden gelezen: "):
        lees(tmp_path / "gemeenten.csv")


def test_a_missing_column_is_named(bestand: Callable[[str], Path]) -> None:
    with pytest.raises(Bronfout, match=r"^gemeenten\.csv mist de kolommen geldig_tot, bestond_al"):
        lees(bestand("code,naam,geldig_vanaf\nGM0003,Appingedam,2011-01-01\n"))


def test_an_empty_file_misses_every_column(bestand: Callable[[str], Path]) -> None:
    with pytest.raises(Bronfout, match="mist de kolommen code, naam"):
        lees(bestand(""))


@pytest.mark.parametrize(
    ("regel", "kolom", "gezien"),
    [
        ("GM0003,Appingedam,2011-02-30,,ja", "geldig_vanaf", "'2011-02-30'"),
        ("GM0003,Appingedam,,,ja", "geldig_vanaf", "''"),
        ("GM0003,Appingedam,2011-01-01,nooit,ja", "geldig_tot", "'nooit'"),
        ("GM0003,Appingedam,2011-01-01,,Ja", "bestond_al_op_2011_01_01", "'Ja'"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(
    bestand: Callable[[str], Path], regel: str, kolom: str, gezien: str
) -> None:
    with pytest.raises(Bronfout) as gevangen:
        lees(bestand(f"{KOP}\n{GOED}\n{regel}\n"))
    assert str(gevangen.value) == f"gemeenten.csv, regel 3, kolom {kolom}: {gezien} is onbruikbaar."


@pytest.mark.parametrize(
    "regel", ["GM0003,Appingedam,2011-01-01", "GM0820,Nuenen, Gerwen en Nederwetten,2011-01-01,,ja", "GM0003"]
)
def test_a_row_with_too_few_or_too_many_cells_is_refused(bestand: Callable[[str], Path], regel: str) -> None:
    with pytest.raises(Bronfout, match=r"^gemeenten\.csv, regel 3: niet evenveel cellen als de kop"):
        lees(bestand(f"{KOP}\n{GOED}\n{regel}\n"))


@pytest.mark.parametrize("inhoud", [f'{KOP}\n"GM0003', f'{KOP}\n"GM"0003,Appingedam,2011-01-01,,ja\n'])
def test_a_broken_quote_is_refused(bestand: Callable[[str], Path], inhoud: str) -> None:
    with pytest.raises(Bronfout, match=r"^gemeenten\.csv is geen leesbare CSV"):
        lees(bestand(inhoud))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "gemeenten.csv"
    pad.write_bytes(f"{KOP}\nGM0051,Skarsterlân,2011-01-01,,ja\n".encode("cp1252"))
    with pytest.raises(Bronfout, match="UTF-8"):
        lees(pad)


def test_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    pad = tmp_path / "postcodes.csv"
    pad.write_text(",".join(v.name for v in fields(PostcodeRij)) + "\n1011,twaalf,487210,pc4_2020,1,1,1,GM0363,,1.0\n")
    with pytest.raises(Bronfout, match=r"postcodes\.csv, regel 2, kolom x_rd: 'twaalf'"):
        list(lees_tabel(PostcodeRij, pad))


def test_rows_before_a_bad_one_are_read(bestand: Callable[[str], Path]) -> None:
    rijen: Iterator[GemeenteRij] = lees_tabel(GemeenteRij, bestand(f"{KOP}\n{GOED}\nGM0005,Bedum,x,,ja\n"))
    assert next(rijen) == GemeenteRij("GM0003", "Appingedam", date(2011, 1, 1), date(2021, 1, 1), True)
    with pytest.raises(Bronfout, match="regel 3"):
        next(rijen)


def test_a_value_may_be_given_beside_the_file(bestand: Callable[[str], Path]) -> None:
    pad = bestand("code,naam,geldig_vanaf,geldig_tot\nGM0003,Appingedam,2011-01-01,\n")
    (rij,) = lees_tabel(GemeenteRij, pad, {"bestond_al_op_2011_01_01": "nee"})
    assert rij == GemeenteRij("GM0003", "Appingedam", date(2011, 1, 1), None, False)


def test_a_data_folder_without_a_table_is_refused(repo: Path, tmp_path: Path) -> None:
    shutil.copytree(repo / "data", tmp_path / "data")
    (tmp_path / "data" / "swv" / "correcties.csv").unlink()
    with pytest.raises(Bronfout, match=r"correcties\.csv kan niet worden gelezen"):
        lees_feiten(tmp_path / "data")


def test_equal_facts_have_an_equal_fingerprint(feiten: Feiten, repo: Path) -> None:
    assert vingerafdruk(lees_feiten(repo / "data")) == vingerafdruk(feiten)


def test_one_changed_value_or_order_changes_the_fingerprint(mini: Feiten) -> None:
    eerste = replace(mini.gemeenten[0], geldig_tot=date(2030, 1, 1))
    anders = (
        replace(mini, gemeenten=(eerste, *mini.gemeenten[1:])),
        replace(mini, gemeenten=tuple(reversed(mini.gemeenten))),
        replace(mini, gemeenten=mini.gemeenten[:-1]),
    )
    assert len({vingerafdruk(feiten) for feiten in (mini, *anders)}) == 4


def test_every_file_of_the_data_folder_is_read(repo: Path) -> None:
    gelezen = {bestand for bestanden in BESTANDEN.values() for bestand in bestanden}
    gelezen |= {f"swv/{versie.bestand}" for versie in lees_feiten(repo / "data").versies}
    assert gelezen == {pad.relative_to(repo / "data").as_posix() for pad in (repo / "data").rglob("*.csv")}
    assert set(BESTANDEN) == set(RIJKLASSEN) == {veld.name for veld in fields(Feiten)}


def test_sha256_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "leeg").write_bytes(b"")
    assert sha256_van(tmp_path / "leeg").startswith("e3b0c44298fc1c149afb")


@dataclass(frozen=True)
class Onbekend:
    """A row with a kind of value that no cell can hold."""

    wat: bytes


def test_a_kind_of_value_without_a_reader_is_a_programming_fault() -> None:
    with pytest.raises(KeyError):
        veldlezers(Onbekend)
    assert dict(veldlezers(HerindelingRij))["postcodes"]("8491|8494") == ("8491", "8494")
