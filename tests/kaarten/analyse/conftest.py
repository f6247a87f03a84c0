"""A drawn square country for the sheets, and the maps of the real edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import shapely

from kaarten.analyse.blad import Blad, Legendapost, Lijn, Paneel, Tabel, Vlak, Vulling
from kaarten.analyse.bron import Editiebron, bron_van
from kaarten.analyse.vraag import (
    maak_blad,
    vraag_congruentie,
    vraag_gemeente,
    vraag_gesplitst,
    vraag_herindeling,
    vraag_indeling,
)
from regio.stand.stand import Stand

# What somebody with bad intentions could call a region; each would run, or show as a picture.
VIJANDIG = (
    "${alert(1)}",
    "`+alert(2)+`",
    "</script><script>alert(3)</script>",
    "<img src=x onerror=alert(4)>",
    "'\"--><svg onload=alert(5)>",
)
MaakBlad = Callable[..., Blad]


@pytest.fixture(scope="session")
def vijandig() -> tuple[str, ...]:
    """Hostile names."""
    return VIJANDIG


@pytest.fixture(scope="session")
def tekenblad() -> MaakBlad:
    """Makes a sheet of five squares in a row with two panels; the names stand wherever a name can stand."""

    def maak(namen: tuple[str, ...] = ("a", "b", "c", "d", "e"), **anders: object) -> Blad:
        vulling: tuple[Vulling, ...] = ("kleur", "arcering", "niet-zeker", "omgeving", "kleur")
        vlakken = tuple(
            Vlak(naam, shapely.box(nr * 20_000, 450_000, nr * 20_000 + 20_000, 470_000), nr, (naam, naam), naam, soort)
            for nr, (naam, soort) in enumerate(zip(namen, vulling, strict=True))
        )
        lijn = Lijn(shapely.box(0, 450_000, 40_000, 470_000))
        blad = Blad(
            titel=namen[0],
            peildatum="2015-04-23",
            naam="kaart-proef",
            panelen=(Paneel(namen[1], namen[:2], vlakken, (lijn,)), Paneel(namen[2], namen[2:4], vlakken)),
            legenda=tuple(
                Legendapost(naam, nr, soort) for nr, (naam, soort) in enumerate(zip(namen, vulling, strict=True))
            ),
            tabel=Tabel(namen[3], namen[:2], tuple((naam, naam) for naam in namen)),
            venster=(-5_000, 440_000, 105_000, 480_000),
            schets=True,
            vermelding=namen[4],
            bronnen=namen,
            opmerkingen=namen,
        )
        return replace(blad, **anders)  # type: ignore[arg-type]

    return maak


@pytest.fixture(scope="session")
def kaartbron(stand: Stand) -> Editiebron:
    """The shapes of the real edition: the sketch."""
    return bron_van(stand)


@pytest.fixture(scope="session")
def bladen(stand: Stand, kaartbron: Editiebron) -> dict[str, Blad]:
    """A real sheet of every kind."""
    dag = "2026-11-22"
    vragen = {
        "po": vraag_indeling("po", dag, "peildatum"),
        "gemeenten": vraag_indeling("gemeente", dag, "peildatum"),
        "tynaarlo": vraag_gemeente(stand, "Tynaarlo", dag, "peildatum"),
        "gesplitst": vraag_gesplitst("", dag, "peildatum"),
        "herindeling": vraag_herindeling(stand, "Haren", "2019"),
        "congruentie": vraag_congruentie("VO", "jeugdregio-2015", "", dag, "peildatum"),
    }
    return {naam: maak_blad(stand, kaartbron, vraag) for naam, vraag in vragen.items()}
