"""The picture for a report: really drawn, readable, and small enough to paste."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import matplotlib as mpl
import pytest
from PIL import Image

from kaarten.analyse.blad import Blad
from kaarten.analyse.kleuren import PALET
from kaarten.analyse.png import A4, DPI, als_png


def _beeld(blad: Blad) -> Image.Image:
    return Image.open(io.BytesIO(als_png(blad))).convert("RGB")


def _rgb(hex_: str) -> tuple[int, int, int]:
    rood, groen, blauw = bytes.fromhex(hex_)
    return rood, groen, blauw


def _kleuren(beeld: Image.Image) -> dict[tuple[int, int, int], int]:
    return {kleur: aantal for aantal, kleur in beeld.getcolors(1 << 20) or [] if isinstance(kleur, tuple)}  # type: ignore[misc]


@pytest.mark.parametrize(("naam", "liggend"), [("po", False), ("tynaarlo", True), ("herindeling", True)])
def test_a_picture_is_a_page_of_a_report(bladen: dict[str, Blad], naam: str, *, liggend: bool) -> None:
    png = als_png(bladen[naam])
    beeld = Image.open(io.BytesIO(png))
    assert beeld.format == "PNG"
    staand = (round(A4[0] * DPI), round(A4[1] * DPI))
    assert beeld.size == (staand[::-1] if liggend else staand)
    assert 40_000 < len(png) < 500_000
    assert round(beeld.info["dpi"][0]) == DPI


def test_a_picture_has_the_colours_of_its_areas(bladen: dict[str, Blad]) -> None:
    kleuren = _kleuren(_beeld(bladen["po"]))
    assert len(kleuren) > 50
    vlak = [_rgb(kleur[1:]) for kleur in PALET]
    assert sum(kleuren.get(kleur, 0) > 5_000 for kleur in vlak) >= 6


def test_the_label_of_the_sketch_is_in_the_picture(bladen: dict[str, Blad]) -> None:
    geel = _rgb("fbf6e4")
    met = _kleuren(_beeld(bladen["po"])).get(geel, 0)
    zonder = _kleuren(_beeld(replace(bladen["po"], schets=False))).get(geel, 0)
    assert met > 3_000 > zonder


def test_the_source_is_in_the_picture(bladen: dict[str, Blad]) -> None:
    onder = (0, 2_100, 1_654, 2_338)
    met, zonder = (
        _beeld(replace(bladen["po"], vermelding=tekst)).crop(onder) for tekst in (bladen["po"].vermelding, "x")
    )
    assert met.tobytes() != zonder.tobytes()


def test_any_text_can_be_drawn(tekenblad: Callable[..., Blad]) -> None:
    gek = ("$\\frac{1}{", "a$b$c", "\\", "{}_^", "x" * 300)
    assert len(_kleuren(_beeld(tekenblad(gek)))) > 5


def test_drawing_leaves_the_settings_of_matplotlib_alone(tekenblad: Callable[..., Blad]) -> None:
    voor = dict(mpl.rcParams)
    als_png(tekenblad())
    assert dict(mpl.rcParams) == voor
