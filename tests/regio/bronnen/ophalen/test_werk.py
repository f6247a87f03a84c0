"""The whole of it: a good file makes way only for a good one, whatever the network and the disk do."""

from __future__ import annotations

import json
import os
import shutil
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from regio.bronnen.ophalen import download, werk
from regio.bronnen.ophalen.fouten import Storing
from regio.bronnen.ophalen.geopakket import controleer_gpkg
from regio.bronnen.ophalen.herkomst import BESTAND
from regio.bronnen.ophalen.werk import ophaalslot
from regio.fouten import Bronfout, Opslagfout
from regio.schijf import sha256_van
from tests.regio.bronnen.ophalen.conftest import (
    GEMEENTEN,
    JEUGD,
    PC4,
    Bestand,
    Nepdok,
    Werkplek,
    gpkg,
    kenmerken,
    stuur,
    stuur_bestand,
)

ALLES = {"cbs_pc4_2024.gpkg", "cbsgebiedsindelingen2016.gpkg", "cbsgebiedsindelingen2025.gpkg"}
NAAST = {BESTAND, ".ophalen.slot"}


def test_everything_comes_in_and_is_recorded(werkplek: Werkplek, nepdok: Nepdok) -> None:
    assert werkplek.haal() == dict.fromkeys(ALLES, "opgehaald")
    assert werkplek.namen == ALLES | NAAST
    assert werkplek.pad(2016).read_bytes() == nepdok.bestanden[2016].inhoud
    herkomst = json.loads((werkplek.map_ / BESTAND).read_text(encoding="utf-8"))
    assert set(herkomst) == ALLES
    for naam, een in herkomst.items():
        assert een["sha256"] == sha256_van(werkplek.map_ / naam)
        assert een["lengte"] == (werkplek.map_ / naam).stat().st_size
        assert een["url"].startswith(nepdok.url) and een["opgehaald"].endswith("+00:00")
    assert [herkomst[naam]["weg"] for naam in sorted(ALLES)] == ["ogc", "atom", "atom"]
    assert "cbs_pc4_2024.gpkg: opgehaald (" in " ".join(werkplek.meldingen)


def test_the_pc4_areas_get_the_shape_of_the_official_file(werkplek: Werkplek) -> None:
    werkplek.haal()
    info = pyogrio.read_info(werkplek.map_ / "cbs_pc4_2024.gpkg", layer="postcode4")
    assert (list(info["fields"]), info["crs"]) == (["postcode4", "jaarcode", "aantal_inwoners"], "EPSG:28992")
    assert [soort.split("64")[0] for soort in info["dtypes"]] == ["object", "int", "int"]
    assert (info["features"], info["geometry_type"]) == (25, "MultiPolygon")


def test_a_second_run_fetches_nothing(werkplek: Werkplek, nepdok: Nepdok) -> None:
    werkplek.haal()
    voor = {naam: (werkplek.map_ / naam).stat().st_mtime_ns for naam in ALLES}
    nepdok.verzoeken.clear()
    assert werkplek.haal() == dict.fromkeys(ALLES, "ongewijzigd")
    assert {naam: (werkplek.map_ / naam).stat().st_mtime_ns for naam in ALLES} == voor
    assert {koppen.get("If-None-Match") for koppen in nepdok.gevraagd("downloads")} == {'"een"'}


def test_the_same_areas_without_etags_leave_the_file_as_it_is(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.etags = False
    werkplek.haal()
    voor = (werkplek.map_ / "cbs_pc4_2024.gpkg").read_bytes()
    assert werkplek.haal()["cbs_pc4_2024.gpkg"] == "ongewijzigd"
    nepdok.kenmerken[PC4, 2024][0]["properties"]["aantal_inwoners"] = 110
    assert werkplek.haal()["cbs_pc4_2024.gpkg"] == "opgehaald"
    assert (werkplek.map_ / "cbs_pc4_2024.gpkg").read_bytes() != voor


def test_a_changed_file_is_fetched_and_a_damaged_one_too(werkplek: Werkplek, nepdok: Nepdok, tmp_path: Path) -> None:
    werkplek.haal()
    nepdok.bestanden[2025] = Bestand(gpkg(tmp_path, 2025, 13), '"twee"')
    werkplek.pad(2016).write_bytes(werkplek.pad(2016).read_bytes()[:-1] + b"x")
    uitslag = werkplek.haal()
    assert [uitslag[naam] for naam in sorted(ALLES)] == ["ongewijzigd", "opgehaald", "opgehaald"]
    for jaar in (2016, 2025):
        assert werkplek.pad(jaar).read_bytes() == nepdok.bestanden[jaar].inhoud


def test_a_download_that_broke_off_is_gone_on_with_next_time(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["2025.gpkg"] = [stuur_bestand(nepdok.bestanden[2025], 30_000)]
    with pytest.raises(Storing):
        werkplek.haal(pogingen=1)
    assert werkplek.namen - NAAST == {
        "cbs_pc4_2024.gpkg",
        "cbsgebiedsindelingen2016.gpkg",
        "cbsgebiedsindelingen2025.gpkg.deel",
        "cbsgebiedsindelingen2025.gpkg.deel.json",
    }
    werkplek.haal()
    assert werkplek.namen == ALLES | NAAST
    assert nepdok.gevraagd("2025.gpkg")[-1]["Range"] == "bytes=30000-"


def slechte_bestanden(map_: Path) -> dict[str, bytes]:
    goed = gpkg(map_, 2025, 400)
    return {
        "html": b"<!DOCTYPE html>" + bytes(900),
        "afgekapt": goed[: len(goed) // 2],
        "gat": goed[:40_000] + bytes(20_000) + goed[60_000:],
        "andere laag": gpkg(map_, 2025, 12, ("wijk_gegeneraliseerd", "buurt_gegeneraliseerd")),
        "te weinig": gpkg(map_, 2025, 3),
        "leeg": b"",
        "sqlite": b"SQLite format 3\x00" + bytes(9000),
    }


@pytest.mark.parametrize("soort", ["html", "afgekapt", "gat", "andere laag", "te weinig", "leeg", "sqlite"])
def test_a_bad_file_never_replaces_a_good_one(werkplek: Werkplek, nepdok: Nepdok, tmp_path: Path, soort: str) -> None:
    werkplek.haal()
    goed = werkplek.pad(2025).read_bytes()
    nepdok.bestanden[2025] = Bestand(slechte_bestanden(tmp_path)[soort], '"twee"')
    nepdok.verzoeken.clear()
    with pytest.raises(Bronfout, match=r"Niet opgehaald: cbsgebiedsindelingen2025\.gpkg"):
        werkplek.haal()
    assert werkplek.pad(2025).read_bytes() == goed
    assert werkplek.namen == ALLES | NAAST
    assert nepdok.gevraagd(GEMEENTEN) == []
    # And the record still knows the good one.
    nepdok.bestanden[2025] = Bestand(goed)
    assert set(werkplek.haal().values()) == {"ongewijzigd"}


def test_a_bad_download_is_made_up_for_by_the_areas(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.bestanden[2025] = Bestand(b"%PDF" + bytes(900))
    assert werkplek.haal()["cbsgebiedsindelingen2025.gpkg"] == "opgehaald"
    assert controleer_gpkg(werkplek.pad(2025), ["gemeente", "jeugdregio"]) == {"gemeente": 12, "jeugdregio": 10}
    info = pyogrio.read_info(werkplek.pad(2025), layer="gemeente_gegeneraliseerd")
    assert list(info["fields"]) == ["statcode", "statnaam", "jaarcode"]
    assert any("iets anders dan een GeoPackage. Het wordt nu per gebied" in tekst for tekst in werkplek.meldingen)
    assert set(werkplek.haal().values()) == {"ongewijzigd"}


def test_without_an_index_everything_comes_by_area(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["index.xml"] = [stuur(b"", 404)] * 2
    nepdok.kenmerken[JEUGD, 2016] = []
    assert werkplek.haal() == dict.fromkeys(ALLES, "opgehaald")
    assert controleer_gpkg(werkplek.pad(2016), ["gemeente"]) == {"gemeente": 12}
    assert any("geen jeugdregio's" in tekst for tekst in werkplek.meldingen)
    assert nepdok.gevraagd("downloads") == []


def test_a_bad_download_and_bad_areas_leave_the_file_that_was_there(werkplek: Werkplek, nepdok: Nepdok) -> None:
    werkplek.haal()
    (werkplek.map_ / BESTAND).unlink()
    goed = werkplek.pad(2025).read_bytes()
    nepdok.bestanden[2025] = Bestand(b"%PDF" + bytes(900))
    nepdok.kenmerken[GEMEENTEN, 2025] = []
    with pytest.raises(Bronfout, match="Niet opgehaald: cbsgebiedsindelingen2025"):
        werkplek.haal()
    assert werkplek.pad(2025).read_bytes() == goed


def test_a_whole_file_stays_when_the_index_is_gone(werkplek: Werkplek, nepdok: Nepdok) -> None:
    werkplek.haal()
    goed = werkplek.pad(2025).read_bytes()
    nepdok.eerst["index.xml"] = [stuur(b"", 404)]
    assert set(werkplek.haal().values()) == {"ongewijzigd"}
    assert any("niet na te gaan" in tekst for tekst in werkplek.meldingen)
    assert werkplek.pad(2025).read_bytes() == goed


def test_too_few_areas_are_refused_too(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.kenmerken[PC4, 2024] = kenmerken("postcode", ["1011", "1012"], 2024)
    with pytest.raises(Bronfout, match="Niet opgehaald: cbs_pc4_2024"):
        werkplek.haal()
    assert werkplek.namen == (ALLES - {"cbs_pc4_2024.gpkg"}) | NAAST
    assert any("heeft maar 2 PC4-vlakken" in tekst for tekst in werkplek.meldingen)


def test_a_part_left_by_a_download_that_failed_is_cleared(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["2025.gpkg"] = [stuur_bestand(nepdok.bestanden[2025], 30_000)]
    with pytest.raises(Storing):
        werkplek.haal(pogingen=1)
    nepdok.eerst["2025.gpkg"] = [stuur(b"", 404)]
    assert werkplek.haal()["cbsgebiedsindelingen2025.gpkg"] == "opgehaald"
    assert werkplek.namen == ALLES | NAAST


def test_only_one_run_at_a_time(werkplek: Werkplek) -> None:
    with ophaalslot(werkplek.map_), pytest.raises(Opslagfout, match="Er wordt al opgehaald"):
        werkplek.haal()
    assert set(werkplek.haal()) == ALLES


def test_what_a_killed_run_left_is_cleared(werkplek: Werkplek) -> None:
    rest = werkplek.map_ / f"{werk._WERKMAP}abc"
    rest.mkdir(parents=True)
    (rest / "cbsgebiedsindelingen2025.gpkg").write_bytes(b"half")
    werkplek.haal()
    assert werkplek.namen == ALLES | NAAST


def als_gewone_gebruiker(doe: Callable[[], object]) -> None:
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        doe()
        return
    os.seteuid(65534)
    try:
        doe()
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told(werkplek: Werkplek, tmp_path: Path) -> None:
    werkplek.haal()
    for map_ in (tmp_path, *tmp_path.parents[:2]):
        map_.chmod(0o755)
    werkplek.map_.chmod(0o555)
    for anders in (werkplek, replace(werkplek, map_=werkplek.map_ / "dieper")):
        with pytest.raises(Opslagfout, match=r"de rechten niet voor.*--naar.*niet veranderd"):
            als_gewone_gebruiker(anders.haal)
    werkplek.map_.chmod(0o755)
    assert set(werkplek.haal().values()) == {"ongewijzigd"}


def test_a_folder_that_is_a_file_is_told(werkplek: Werkplek) -> None:
    werkplek.map_.write_text("geen map")
    with pytest.raises(Opslagfout, match=r"al iets met die naam.*--naar"):
        werkplek.haal()
    assert werkplek.map_.read_text() == "geen map"


def test_too_little_room_is_told_before_anything_is_fetched(
    werkplek: Werkplek, nepdok: Nepdok, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruimte = namedtuple("ruimte", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda pad: ruimte(download.RESERVE + 90_000_000))
    with pytest.raises(Opslagfout, match="te weinig ruimte"):
        werkplek.haal()
    assert nepdok.gevraagd("downloads") == []


def test_a_disk_that_fills_up_keeps_what_was_there(
    werkplek: Werkplek, nepdok: Nepdok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    werkplek.haal()
    goed = {naam: (werkplek.map_ / naam).read_bytes() for naam in ALLES}
    nepdok.bestanden[2025] = Bestand(gpkg(tmp_path, 2025, 13), '"twee"')
    with monkeypatch.context() as even:

        def vol(self: Path, *_: object) -> None:
            raise OSError(28, "No space left on device")

        even.setattr(Path, "replace", vol)
        with pytest.raises(Opslagfout, match="De schijf is vol"):
            werkplek.haal()
    assert {naam: (werkplek.map_ / naam).read_bytes() for naam in ALLES} == goed
    assert werkplek.haal()["cbsgebiedsindelingen2025.gpkg"] == "opgehaald"


def test_a_dead_service_loses_nothing(werkplek: Werkplek, nepdok: Nepdok) -> None:
    werkplek.haal()
    nepdok.sluit()
    with pytest.raises(Storing, match="niet bereikbaar"):
        werkplek.haal()
    assert werkplek.namen == ALLES | NAAST
