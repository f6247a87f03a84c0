"""Faults at random, run after run: a file of the folder is at every moment a good one."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from regio.fouten import RegioFout
from tests.regio.bronnen.ophalen.conftest import Bestand, Gedrag, Nepdok, Werkplek, gpkg, omleiden, stuur, stuur_bestand
from tests.regio.bronnen.ophalen.test_verbinding import verbreek

RUNS = 5
JAREN = (2016, 2025)


def storing(kans: random.Random, bestand: Bestand) -> Gedrag:
    lengte = kans.randrange(len(bestand.inhoud))
    return kans.choice(
        [
            stuur(b"", 500),
            stuur(b"", 429, Retry_After=kans.choice(["0", "9999", "morgen"])),
            stuur(b"", kans.choice([206, 304, 404, 416])),
            stuur(b"<html>", soort="text/html"),
            stuur(bytes(lengte), lengte=-1),
            stuur(bestand.inhoud[:lengte], lengte=-1, ETag=bestand.etag),
            stuur_bestand(bestand, lengte),
            stuur_bestand(Bestand(bestand.inhoud, f'"{lengte}"'), lengte),
            stuur_bestand(Bestand(bestand.inhoud[:lengte], bestand.etag)),
            omleiden("https://voorbeeld.nl/x.gpkg"),
            verbreek,
        ]
    )


@pytest.mark.parametrize("zaad", range(12))
def test_a_file_in_the_folder_is_always_a_good_one(
    werkplek: Werkplek, nepdok: Nepdok, tmp_path: Path, zaad: int
) -> None:
    kans = random.Random(zaad)
    goed = {jaar: [nepdok.bestanden[jaar].inhoud] for jaar in JAREN}
    nepdok.kenmerken = {sleutel: lijst for sleutel, lijst in nepdok.kenmerken.items() if "postcode4" in sleutel[0]}
    for ronde in range(RUNS):
        jaar = kans.choice(JAREN)
        nepdok.bestanden[jaar] = Bestand(gpkg(tmp_path, jaar, 13 + ronde), f'"{ronde}"')
        goed[jaar].append(nepdok.bestanden[jaar].inhoud)
        for deel in JAREN:
            nepdok.eerst[f"{deel}.gpkg"] = [storing(kans, nepdok.bestanden[deel]) for _ in range(kans.randrange(6))]
        nepdok.eerst["index.xml"] = [storing(kans, Bestand(nepdok.index())) for _ in range(kans.randrange(2))]
        with suppress(RegioFout):
            werkplek.haal()
        for deel in JAREN:
            if werkplek.pad(deel).exists():
                assert werkplek.pad(deel).read_bytes() in goed[deel]
    nepdok.eerst.clear()
    werkplek.haal()
    assert [werkplek.pad(jaar).read_bytes() == goed[jaar][-1] for jaar in JAREN] == [True, True]
    assert not [naam for naam in werkplek.namen if ".deel" in naam or naam.startswith(".ophalen-")]
