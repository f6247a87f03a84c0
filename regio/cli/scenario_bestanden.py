"""Files of ``regio scenario``: the annex as a workbook, the borders for GIS, and the report."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.cli.gedeeld import open_stand
from regio.cli.kaart import keur, schrijf
from regio.cli.scenario import Vraag, lees_grenzen, lees_kanten_van
from regio.fouten import Fout, Vraagfout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.scenario.export import Export

# Loaded by its name: reports stand above this package, which may not import them.
RAPPORT = "kaarten.scenarios.rapport"


def schrijf_werkmap(vraag: Vraag, uit: Path, *, vervang: bool) -> None:
    """Write the annex as a workbook. Raises RegioFout."""
    from regio.scenario.bijlagemap import bijlage_werkmap

    keur([uit], vervang=vervang)
    schrijf([(uit, bijlage_werkmap(_export(vraag)))], vervang=vervang)


def schrijf_geopakket(vraag: Vraag, uit: Path, *, vervang: bool) -> None:
    """Write the borders as they become, and the ground that changes, as a GeoPackage. Raises RegioFout."""
    from regio.scenario.geopakket import geopakket

    _eindigt_op(uit, ".gpkg")
    keur([uit], vervang=vervang)
    schrijf([(uit, geopakket(_export(vraag)))], vervang=vervang)


def schrijf_rapport(vraag: Vraag, uit: Path, *, vervang: bool) -> None:
    """Write the report, one HTML file. Raises RegioFout."""
    _eindigt_op(uit, ".html")
    keur([uit], vervang=vervang)
    drempels = lees_grenzen(vraag)
    (een,) = lees_kanten_van(vraag)
    verslag: Any = importlib.import_module(RAPPORT)
    stand, weging = open_stand(lees_instellingen()), vraag.weging or "kinderen"
    schrijf([(uit, verslag.rapport_html(stand, een, weging, drempels))], vervang=vervang)


def _eindigt_op(uit: Path, einde: str) -> None:
    if uit.suffix.lower() != einde:
        raise Vraagfout(Fout("uit", "vorm", f"Laat de naam bij --uit eindigen op {einde}."))


def _export(vraag: Vraag) -> Export:
    from regio.scenario.export import van_kant

    (een,) = lees_kanten_van(vraag)
    return van_kant(open_stand(lees_instellingen()), een)
