"""The plan names the editions as they are stored, and what becomes of the ground."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout
from regio.opslag.plan import maak_plan
from tests.regio.opslag.proef import Proef

CBS = Path("cbs")


def plan(proef: Proef, grenzen: Path | str | None = None) -> list[str]:
    """The lines, for the facts that the next load reads."""
    return list(maak_plan(proef.url, proef.feiten, grenzen, proef.stappen.officieel_afdruk))


def test_what_is_announced_is_what_gets_stored(proef: Proef) -> None:
    eerste = plan(proef, CBS)
    afdruk = proef.laad(grenzen=CBS)
    assert eerste == ["Actieve editie: geen", f"Nieuwe editie: {afdruk} (eerste editie)"]
    for keuze in (None, CBS):
        assert plan(proef, keuze) == [
            f"Actieve editie: {afdruk}",
            f"Nieuwe editie: {afdruk}",
            "  Er verandert geen enkele rij.",
        ]


def test_a_change_of_ground_is_named(lokaal: Proef) -> None:
    schets = lokaal.laad()
    assert schets == vingerafdruk(lokaal.feiten)
    assert plan(lokaal, CBS)[-1] == "  grenzen: van de schets naar officiële grenzen"
    lokaal.laad(grenzen=CBS)
    assert plan(lokaal, Path("cbs-2"))[-1] == "  grenzen: andere officiële grenzen"
    assert plan(lokaal, "schets")[1:] == [
        f"Nieuwe editie: {schets}",
        "  Er verandert geen enkele rij.",
        "  grenzen: van officiële grenzen naar de schets",
    ]


def test_borders_that_no_longer_fit_are_refused_in_a_trial_too(lokaal: Proef) -> None:
    lokaal.laad(grenzen=CBS)
    lokaal.feiten = replace(lokaal.feiten, bouwstenen=lokaal.feiten.bouwstenen[:-1])
    with pytest.raises(Bronfout, match="passen niet meer"):
        plan(lokaal)
    assert plan(lokaal, CBS)[2].startswith("  bouwstenen: 0 erbij, 1 weg")


def test_a_folder_that_cannot_be_read_gives_no_fingerprint(lokaal: Proef) -> None:
    def afdruk(map_: Path, feiten: Feiten) -> str:
        raise FileNotFoundError(map_, feiten)

    assert (
        list(maak_plan(lokaal.url, lokaal.feiten, CBS, afdruk))[1] == "Nieuwe editie: niet te bepalen (eerste editie)"
    )
