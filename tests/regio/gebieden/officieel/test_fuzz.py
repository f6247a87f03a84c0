"""Two hundred broken GeoPackages: a result that holds or a refusal, never anything else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout
from regio.gebieden.officieel import lees_officieel
from regio.gebieden.officieel.lagen import door_de_poort_laag
from regio.gebieden.officieel.lezen import lees_map
from regio.gebieden.officieel.melden import Meldingen
from regio.stand.toestanden import Opbouw
from tests.regio.gebieden.officieel.kaart import schrijf_alles

PAGINA = 4096
# Seconds. One good reading takes a twentieth of one.
LANGST = 20.0
Soort = Callable[[bytearray, random.Random], bytearray]


def kap(inhoud: bytearray, kans: random.Random) -> bytearray:
    """Cut off anywhere."""
    return inhoud[: kans.randrange(len(inhoud))]


def strooi(inhoud: bytearray, kans: random.Random) -> bytearray:
    """Other bytes, a few or many, anywhere."""
    for _ in range(kans.choice((1, 5, 50, 500))):
        inhoud[kans.randrange(len(inhoud))] = kans.randrange(256)
    return inhoud


def wis(inhoud: bytearray, kans: random.Random) -> bytearray:
    """A page of zeroes or ones."""
    begin = kans.randrange(len(inhoud) // PAGINA) * PAGINA
    inhoud[begin : begin + PAGINA] = bytes([kans.choice((0, 255))]) * PAGINA
    return inhoud


def schuif(inhoud: bytearray, kans: random.Random) -> bytearray:
    """Some bytes left out."""
    begin = kans.randrange(len(inhoud))
    del inhoud[begin : begin + kans.randrange(1, 200)]
    return inhoud


def kop(inhoud: bytearray, kans: random.Random) -> bytearray:
    """Other bytes in the header of the file."""
    for _ in range(3):
        inhoud[kans.randrange(100)] = kans.randrange(256)
    return inhoud


def vormen(inhoud: bytearray, kans: random.Random) -> bytearray:
    """Other bytes in the shapes."""
    begin = bytes(inhoud).find(b"GP\x00")
    for _ in range(kans.choice((1, 5, 20))):
        inhoud[min(begin + kans.randrange(4_000), len(inhoud) - 1)] = kans.randrange(256)
    return inhoud


SOORTEN: tuple[Soort, ...] = (kap, strooi, strooi, wis, schuif, kop, vormen, vormen)


@pytest.fixture(scope="module")
def goed(tmp_path_factory: pytest.TempPathFactory, mini_opbouw: Opbouw) -> dict[str, bytes]:
    """The bytes of the good files, by name."""
    map_ = schrijf_alles(tmp_path_factory.mktemp("goed"), mini_opbouw)
    return {pad.name: pad.read_bytes() for pad in map_.iterdir()}


@pytest.mark.parametrize("tiental", range(20))
def test_broken_files_never_break_the_reader(
    tmp_path: Path, goed: dict[str, bytes], mini: Feiten, tiental: int
) -> None:
    gezien: list[str] = []
    for zaad in range(10 * tiental, 10 * tiental + 10):
        kans = random.Random(zaad)
        kapot = kans.choice(sorted(goed))
        for naam, inhoud in goed.items():
            stuk = kans.choice(SOORTEN)(bytearray(inhoud), kans) if naam == kapot else inhoud
            (tmp_path / naam).write_bytes(stuk)
        begin = time.monotonic()
        try:
            uit = lees_officieel(tmp_path, mini, lambda _: None)
        except Bronfout as fout:
            gezien.append(str(fout))
        else:
            assert shapely.coverage_is_valid(uit.vlak)
            assert abs(shapely.area(uit.vlak).sum() - 500e6) < 0.01 * 500e6
        assert time.monotonic() - begin < LANGST
    assert gezien and all(".gpkg" in tekst or "De map" in tekst for tekst in gezien)


def test_most_of_the_damage_is_seen(tmp_path: Path, goed: dict[str, bytes], mini: Feiten) -> None:
    """Cut or wiped files are always refused: damage there can never pass for a map."""
    for zaad in range(20):
        kans = random.Random(zaad)
        (tmp_path / "cbs_pc4_2020.gpkg").write_bytes(kap(bytearray(goed["cbs_pc4_2020.gpkg"]), kans))
        with pytest.raises(Bronfout, match=r"cbs_pc4_2020\.gpkg"):
            lees_officieel(tmp_path, mini, lambda _: None)


@pytest.mark.bronnen
@pytest.mark.parametrize("zaad", range(20))
def test_broken_real_files(tmp_path: Path, bronnenmap: Path, zaad: int) -> None:
    """A real layer of gemeenten: reading and gate, without the comparison with facts."""
    kans = random.Random(zaad)
    pad = bronnenmap / "cbsgebiedsindelingen2022.gpkg"
    (tmp_path / pad.name).write_bytes(kans.choice(SOORTEN)(bytearray(pad.read_bytes()), kans))
    begin, meldingen = time.monotonic(), Meldingen()
    gelezen = lees_map(tmp_path, meldingen, lambda _: None)
    for laag in gelezen.lagen if not meldingen.fouten else ():
        vlak, _ = door_de_poort_laag(laag, meldingen)
        assert meldingen.fouten or shapely.coverage_is_valid(vlak)
    assert time.monotonic() - begin < LANGST
