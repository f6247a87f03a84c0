"""Layers and fields by the names of every year."""

from __future__ import annotations

import pytest

from regio.gebieden.officieel.gpkg import Kop
from regio.gebieden.officieel.herkennen import Soort, code_uit, jaar_uit, jaartal, kies_koppen, soort_van, velden


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("gemeente_gegeneraliseerd", "gemeente"),
        ("cbs_gemeente_2018_gegeneraliseerd", "gemeente"),
        ("gemeente_niet_gegeneraliseerd", "gemeente"),
        ("gemeenten", "gemeente"),
        ("gemeenten_2024", "gemeente"),
        ("Gemeente_Gegeneraliseerd_2023", "gemeente"),
        ("gemeente_labelpoint", None),
        ("gemeentedeel_gegeneraliseerd", None),
        ("wijk_2022", None),
        ("jeugdregio_gegeneraliseerd", "jeugdregio"),
        ("jeugdzorgregio_2017", "jeugdregio"),
        ("cbs_jeugdregio_2019_gegeneraliseerd", "jeugdregio"),
        ("postcode4", "pc4"),
        ("cbs_pc4_2024", "pc4"),
        ("cbs_pc4_2021_v2", "pc4"),
        ("PC4", "pc4"),
        ("postcode6", None),
        ("postcode4_punten", None),
    ],
)
def test_layers_by_name(naam: str, soort: Soort | None) -> None:
    assert soort_van(naam) == soort


def kop(naam: str, *namen: str) -> Kop:
    """A layer with fields."""
    return Kop(naam, "geom", namen, "EPSG:28992 (RD)", rd=True)


def test_generalised_goes_before_full() -> None:
    lagen = [kop("gemeente_niet_gegeneraliseerd"), kop("gemeente_gegeneraliseerd"), kop("gemeente_labelpoint")]
    assert [(s, k.naam) for s, k in kies_koppen(lagen)] == [("gemeente", "gemeente_gegeneraliseerd")]
    assert [(s, k.naam) for s, k in kies_koppen(reversed(lagen))] == [("gemeente", "gemeente_gegeneraliseerd")]
    assert [k.naam for _, k in kies_koppen(lagen[:1])] == ["gemeente_niet_gegeneraliseerd"]


def test_two_years_in_one_file_are_two_layers() -> None:
    lagen = [kop("cbs_gemeente_2018_gegeneraliseerd"), kop("cbs_gemeente_2019_gegeneraliseerd")]
    assert len(kies_koppen(lagen)) == 2


@pytest.mark.parametrize(
    ("soort", "namen", "verwacht"),
    [
        ("gemeente", ("fid", "statcode", "statnaam", "jaarcode"), ("statcode", "statnaam", "jaarcode")),
        ("gemeente", ("GM_CODE", "GM_NAAM", "JRSTATCODE"), ("GM_CODE", "GM_NAAM", "JRSTATCODE")),
        ("gemeente", ("jrstatcode",), ("jrstatcode", None, "jrstatcode")),
        ("pc4", ("PC4",), ("PC4", None, None)),
        ("pc4", ("postcode", "jaar"), ("postcode", None, "jaar")),
        ("pc4", ("fid", "naam"), (None, "naam", None)),
    ],
)
def test_fields_by_name(soort: Soort, namen: tuple[str, ...], verwacht: tuple[str | None, ...]) -> None:
    assert velden(soort, kop("laag", *namen)) == verwacht


@pytest.mark.parametrize(
    ("tekst", "jaar"),
    [
        ("cbsgebiedsindelingen2016", 2016),
        ("cbs_gemeente_2018_gegeneraliseerd", 2018),
        ("pc4", None),
        ("laag20201", None),
        ("versie12020", None),
    ],
)
def test_the_year_in_a_name(tekst: str, jaar: int | None) -> None:
    assert jaartal(tekst) == jaar


@pytest.mark.parametrize(
    ("cel", "jaar"), [(2016, 2016), ("2016", 2016), ("2016GM0003", 2016), (None, None), ("", None)]
)
def test_the_year_in_a_cell(cel: object, jaar: int | None) -> None:
    assert jaar_uit(cel) == jaar


@pytest.mark.parametrize(
    ("soort", "waarde", "veldnaam", "code"),
    [
        ("gemeente", "gm0003 ", "statcode", "GM0003"),
        ("gemeente", 3, "gemeentecode", "GM0003"),
        ("gemeente", "2016GM0003", "JRSTATCODE", "GM0003"),
        ("pc4", 9471, "postcode4", "9471"),
        ("pc4", None, "postcode4", ""),
        ("jeugdregio", "JZ01", "statcode", "JZ01"),
    ],
)
def test_codes_as_we_write_them(soort: Soort, waarde: object, veldnaam: str, code: str) -> None:
    assert code_uit(soort, waarde, veldnaam) == code
