"""Reading back sees every difference; and what serves stays free of the database libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from regio.bronnen.rijen import Feiten
from regio.opslag.edities import schrijf_editie
from regio.opslag.laden import _staat_er_zo
from tests.regio.blokken import blokken


def test_a_changed_shape_or_value_is_seen_when_reading_back(engine: Engine, weinig: Feiten) -> None:
    vlakken = blokken(weinig)
    nummer = schrijf_editie(engine, weinig, vlakken)
    assert _staat_er_zo(engine, nummer, weinig, vlakken)
    verwisseld_vlak = vlakken.vlak.copy()
    verwisseld_vlak[:2] = vlakken.vlak[1::-1]
    assert not _staat_er_zo(engine, nummer, weinig, replace(vlakken, vlak=verwisseld_vlak))
    heel_getal = replace(weinig.delen[0], hectare=1.0)
    anders = replace(weinig, delen=(heel_getal, *weinig.delen[1:]))
    nummer = schrijf_editie(engine, anders, vlakken)
    # Equal to Python, but not the same value.
    verwisseld = replace(anders, delen=(replace(heel_getal, hectare=True), *weinig.delen[1:]))
    assert anders == verwisseld
    assert not _staat_er_zo(engine, nummer, verwisseld, vlakken)


def test_the_serving_side_loads_none_of_the_database_libraries(repo: Path) -> None:
    code = (
        "import sys, regio.opslag, regio.stand.houder, regio.bevinding\n"
        "zwaar = {'sqlalchemy', 'geoalchemy2', 'alembic', 'shapely'} & set(sys.modules)\n"
        "assert not zwaar, zwaar"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=repo, env={**os.environ, "PYTHONPATH": str(repo)})
