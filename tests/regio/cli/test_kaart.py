"""``regio kaart``: whole files or none, and one plain Dutch line when it cannot be."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from regio.cli.kaart import keur, schrijf
from regio.fouten import RegioFout

Regio = Any
DAG = ("--peildatum", "2026-11-22")


def test_a_map_and_a_picture_in_one_go(regio: Regio, tmp_path: Path) -> None:
    html, png = tmp_path / "kaart.html", tmp_path / "kaart.png"
    klaar = regio("kaart", "gemeente", "Tynaarlo", *DAG, "--uit", html, "--png", png)
    assert (klaar.code, klaar.fout) == (0, "")
    assert [regel.partition(" (")[0] for regel in klaar.uit.splitlines()] == [
        f"Geschreven: {html}",
        f"Geschreven: {png}",
    ]
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["kaart.html", "kaart.png"]


@pytest.mark.parametrize(
    ("woorden", "naam"),
    [
        (("indeling", "vo", *DAG), "kaart-vo-2026-11-22.html"),
        (("gesplitst", "--sector", "PO", *DAG), "kaart-gesplitst-po-2026-11-22.html"),
        (("herindeling", "GM0017", "--jaar", "2019"), "kaart-herindeling-gm0017-2019-01-01.html"),
        (("congruentie", "po", "RMC", *DAG), "kaart-congruentie-po-rmc-2026-11-22.html"),
    ],
)
def test_without_a_target_the_file_has_the_name_of_the_map(
    regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, woorden: tuple[str, ...], naam: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert regio("kaart", *woorden).code == 0
    assert [pad.name for pad in tmp_path.iterdir()] == [naam]


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("indeling", "provincie"), "Kies als indeling PO, VO, gemeente, jeugdregio of rmc."),
        (("indeling", "PO", "--peildatum", "2012-01-01"), "bekend vanaf 2013-01-01"),
        (("indeling", "PO", "--peildatum", "gisteren"), "JJJJ-MM-DD"),
        (("indeling", "gemeente", "--peildatum", "2010-01-01"), "bekend vanaf 2011-01-01"),
        (("gemeente", "Tynarlo"), "Bedoelt u Tynaarlo"),
        (("gemeente", "GM9999"), "Geen gemeente met deze naam of code"),
        (("gesplitst", "--sector", "mbo"), "PO of VO"),
        (("congruentie", "PO", "wijken"), "Kies uit: PO, VO, jeugdregio"),
        (("congruentie", "PO", "po"), "naast zichzelf"),
        (("herindeling", "Tynaarlo"), "geen bevestigde herindeling"),
        (("herindeling", "Leeuwarden"), "kies een jaar"),
    ],
)
def test_an_unusable_question_writes_nothing(
    regio: Regio, tmp_path: Path, woorden: tuple[str, ...], melding: str
) -> None:
    assert melding in regio("kaart", *woorden, "--uit", tmp_path / "kaart.html").melding
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_asked_for(regio: Regio, tmp_path: Path) -> None:
    doel = tmp_path / "kaart.html"
    doel.write_text("van mij", encoding="utf-8")
    assert "--vervang" in regio("kaart", "indeling", "PO", *DAG, "--uit", doel).melding
    assert doel.read_text(encoding="utf-8") == "van mij"
    assert regio("kaart", "indeling", "PO", *DAG, "--uit", doel, "--vervang").code == 0
    assert doel.stat().st_size > 100_000


def test_targets_that_cannot_be_are_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(RegioFout, match="is een map"):
        keur([tmp_path], vervang=True)
    with pytest.raises(RegioFout, match="bestaat niet"):
        keur([tmp_path / "weg" / "kaart.html"], vervang=False)
    with pytest.raises(RegioFout, match="elk een eigen bestand"):
        keur([tmp_path / "een", tmp_path / "een"], vervang=False)


@pytest.mark.parametrize(
    ("nummer", "oorzaak"),
    [(errno.ENOSPC, "de schijf is vol"), (errno.EROFS, "alleen om te lezen"), (errno.EACCES, "rechten niet voor")],
)
def test_what_cannot_be_written_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nummer: int, oorzaak: str
) -> None:
    html, png = tmp_path / "a.html", tmp_path / "b.png"
    html.write_bytes(b"oud")
    schrijf_echt = Path.write_bytes

    def vol(pad: Path, inhoud: bytes) -> int:
        if inhoud == b"plaatje":
            raise OSError(nummer, os.strerror(nummer))
        return schrijf_echt(pad, inhoud)

    monkeypatch.setattr(Path, "write_bytes", vol)
    with pytest.raises(RegioFout, match=rf"{oorzaak}\. Er is niets gewijzigd"):
        schrijf([(html, b"nieuw"), (png, b"plaatje")], vervang=True)
    assert html.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [html]


def test_the_file_that_was_written_is_named_when_the_next_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html, png = tmp_path / "a.html", tmp_path / "b.png"
    vervang_echt = Path.replace

    def bezet(pad: Path, doel: Path) -> Path:
        if doel == png:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return vervang_echt(pad, doel)

    monkeypatch.setattr(Path, "replace", bezet)
    with pytest.raises(RegioFout) as gevangen:
        schrijf([(html, b"nieuw"), (png, b"plaatje")], vervang=True)
    assert str(gevangen.value) == (
        f"{png} kan niet worden geschreven: een ander programma gebruikt het. Wel geschreven: {html}."
    )
    assert list(tmp_path.iterdir()) == [html]


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(RegioFout, match="geen gewoon bestand"):
        keur([Path(os.devnull)], vervang=True)


def test_a_file_system_that_takes_no_files_is_said() -> None:
    with pytest.raises(RegioFout, match="Er is niets gewijzigd"):
        schrijf([(Path("/proc/kaart.html"), b"x")], vervang=False)


@pytest.mark.parametrize("vorm", ["geojson", "topojson"])
def test_areas_for_a_program(regio: Regio, tmp_path: Path, vorm: str) -> None:
    doel = tmp_path / f"vo.{vorm}"
    assert (
        regio("kaart", "bestand", "--vorm", vorm, "--indeling", "vo", "--niveau", "land", *DAG, "--uit", doel).code == 0
    )
    inhoud = json.loads(doel.read_bytes())
    if vorm == "geojson":
        assert len(inhoud["features"]) == 74
    else:
        assert {naam: len(een["geometries"]) for naam, een in inhoud["objects"].items()} == {"PO": 76, "VO": 74}


@pytest.mark.parametrize(("vorm", "lagen"), [("geopackage", 5), ("flatgeobuf", 1)])
def test_areas_for_a_gis(regio: Regio, tmp_path: Path, vorm: str, lagen: int) -> None:
    import pyogrio

    doel = tmp_path / ("kaart.gpkg" if vorm == "geopackage" else "kaart.fgb")
    assert regio("kaart", "bestand", "--vorm", vorm, *DAG, "--uit", doel).code == 0
    namen = [naam for naam, soort in pyogrio.list_layers(doel) if soort]
    assert len(namen) == lagen
    assert pyogrio.read_info(doel, layer=namen[0])["features"] > 0
    assert "bestaat al" in regio("kaart", "bestand", "--vorm", vorm, *DAG, "--uit", doel).melding


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("--vorm", "shape"), "geopackage, flatgeobuf, geojson, topojson"),
        (("--vorm", "geojson", "--indeling", "ggd"), "PO, VO, gemeente, jeugdregio, rmc"),
        (("--vorm", "geojson", "--niveau", "grof"), "land, regio, plaats, fijn"),
        (("--vorm", "flatgeobuf", "--niveau", "land"), "laat --niveau weg"),
        (("--vorm", "geopackage", "--niveau", "land"), "laat --niveau weg"),
        (("--vorm", "geopackage", "--indeling", "PO"), "laat --indeling weg"),
        (
            ("--vorm", "topojson", "--indeling", "gemeente", "--niveau", "fijn", "--peildatum", "2016-06-01"),
            "kies land of regio of plaats, of neem --vorm geojson",
        ),
        (("--vorm", "geojson", "--indeling", "jeugdregio", "--peildatum", "2013-01-01"), "geen kaart"),
        (("--vorm", "topojson", "--indeling", "jeugdregio", "--peildatum", "2013-01-01"), "geen kaart"),
        (("--vorm", "geojson", "--indeling", "PO", "--peildatum", "2012-01-01"), "bekend vanaf 2013-01-01"),
        ((), "Hier ontbreekt --vorm"),
    ],
)
def test_areas_that_cannot_be_had(regio: Regio, tmp_path: Path, woorden: tuple[str, ...], melding: str) -> None:
    assert melding in regio("kaart", "bestand", *woorden, "--uit", tmp_path / "x").melding
    assert list(tmp_path.iterdir()) == []
