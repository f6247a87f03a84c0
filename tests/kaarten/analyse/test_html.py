"""The standalone page: nothing from elsewhere, nothing executed, small, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from kaarten.analyse.blad import Blad
from kaarten.analyse.html import als_html

MEESTE_BYTES = 1_500_000
_BRON = re.compile(
    r"(?:src|href|action|data-src)\s*=\s*[\"']?([^\"'\s>]*)|url\(([^)]*)\)|@import|\bimport\(", re.IGNORECASE
)


@pytest.mark.parametrize("naam", ["po", "gemeenten", "tynaarlo", "gesplitst", "herindeling", "congruentie"])
def test_a_page_refers_to_nothing_outside_itself(bladen: dict[str, Blad], naam: str) -> None:
    tekst = als_html(bladen[naam]).inhoud.decode()
    assert tekst.startswith("<!doctype html>")
    assert '<html lang="nl">' in tekst
    assert '<meta name="viewport"' in tekst
    zonder_scripts = re.sub(r"<script>.*?</script>", "", tekst, flags=re.DOTALL)
    doelen = {a or b for a, b in _BRON.findall(zonder_scripts)}
    assert {doel for doel in doelen if not doel.startswith(("#", "data:"))} == set()
    adressen = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", tekst))
    # Leaflet's script holds the names of two XML dialects and its own home, and asks none of them.
    assert adressen <= {"http://www.w3.org", "https://leafletjs.com"}


@pytest.mark.parametrize("naam", ["gemeenten", "gesplitst"])
def test_a_page_fits_in_a_mail(bladen: dict[str, Blad], naam: str) -> None:
    assert 200_000 < len(als_html(bladen[naam]).inhoud) <= MEESTE_BYTES


def test_a_page_tells_what_it_is(bladen: dict[str, Blad]) -> None:
    tekst = als_html(bladen["po"]).inhoud.decode()
    for verwacht in (bladen["po"].titel, "Peildatum 22 november 2026", "Schets: geen officiële grenzen", "BWBR0032324"):
        assert verwacht in tekst
    assert bladen["po"].vermelding in tekst
    assert tekst.count('<th scope="row">') == len(bladen["po"].tabel.rijen)


def test_the_policy_names_every_script_of_the_page(bladen: dict[str, Blad]) -> None:
    bestand = als_html(bladen["tynaarlo"])
    scripts = re.findall(r"<script>(.*?)</script>", bestand.inhoud.decode(), flags=re.DOTALL)
    sommen = {base64.b64encode(hashlib.sha256(een.encode()).digest()).decode() for een in scripts}
    assert {f"'sha256-{som}'" for som in sommen} <= set(bestand.csp.replace(";", " ").split())
    assert len(scripts) == 2
    assert "unsafe-inline" not in bestand.csp.partition("script-src")[2].partition(";")[0]
    assert not re.search(r"\son\w+\s*=", re.sub(r"<script>.*?</script>", "", bestand.inhoud.decode(), flags=re.DOTALL))


def test_equal_sheets_are_equal_bytes(tekenblad: Callable[..., Blad]) -> None:
    assert als_html(tekenblad()) == als_html(tekenblad())


def test_hostile_names_stay_text(tekenblad: Callable[..., Blad], vijandig: tuple[str, ...]) -> None:
    tekst = als_html(tekenblad(vijandig)).inhoud.decode()
    assert tekst.count("<script>") == tekst.count("</script>") == 2
    zonder_scripts = re.sub(r"<script>.*?</script>", "", tekst, flags=re.DOTALL)
    assert "<img" not in zonder_scripts
    script = re.findall(r"<script>(.*?)</script>", tekst, flags=re.DOTALL)[1]
    assert "<img" not in script and "<svg" not in script


def test_drawing_changes_nothing_for_other_users_of_folium(tekenblad: Callable[..., Blad]) -> None:
    import folium

    voor = list(folium.Map.default_js)
    als_html(tekenblad())
    assert folium.Map.default_js == voor != []


def test_importing_the_makers_imports_nothing_heavy() -> None:
    code = (
        "import sys, kaarten.analyse.uitgave, kaarten.analyse.html, kaarten.analyse.png; "
        "print(sorted({'folium', 'matplotlib', 'pandas', 'geopandas', 'PIL'} & set(sys.modules)))"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert uit.stdout.strip() == "[]"
