"""A version in a file as changes to the facts: which files get which content, and whether the whole is then right."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regio.bevinding import Bevinding
from regio.bijlage.manifest import manifest
from regio.bijlage.opdracht import Opdracht, buren
from regio.bijlage.tabellen import WIJZIGINGEN, tabellen, wijzigingen
from regio.bronnen.lezen import MANIFEST, lees_feiten
from regio.bronnen.rijen import Correctie, Feiten
from regio.bronnen.wisselen import pad_van, tabellen_in
from regio.controle import controleer
from regio.regeling_lijst import Gedrukterij
from regio.stand.toestanden import Opbouw


@dataclass(frozen=True, slots=True)
class Voorstel:
    """The files that would change, by name, with the facts and the findings that come of it."""

    inhoud: Mapping[str, bytes]
    feiten: Feiten
    bevindingen: Sequence[Bevinding]


def maak_voorstel(
    map_: Path,
    feiten: Feiten,
    opdracht: Opdracht,
    rijen: Sequence[Gedrukterij],
    correcties: Sequence[Correctie] = (),
    mogelijk: Mapping[str, str] | None = None,
) -> Voorstel:
    """The changes to the facts in a folder. ``mogelijk`` gives new codes that may be misprints, with why.

    The whole is read and checked in a folder of its own; nothing in ``map_`` changes. Raises Bronfout.
    """
    tussen = buren(feiten, opdracht)
    inhoud = dict(tabellen(map_, feiten, opdracht, tussen, rijen, correcties, mogelijk or {}))
    with tempfile.TemporaryDirectory(prefix="regio-regeling-") as tijdelijk:
        proef = Path(tijdelijk)
        for naam, pad in tabellen_in(map_).items():
            (proef / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pad, proef / naam)
        _leg_neer(proef, {**inhoud, MANIFEST: manifest(map_, opdracht, tussen, inhoud)})
        inhoud[WIJZIGINGEN] = wijzigingen(map_, Opbouw(lees_feiten(proef)), opdracht)
        inhoud[MANIFEST] = manifest(map_, opdracht, tussen, inhoud)
        _leg_neer(proef, inhoud)
        nieuw = lees_feiten(proef)
        bevindingen = controleer(nieuw, proef)
    veranderd = {naam: stuk for naam, stuk in inhoud.items() if stuk != _bytes(map_, naam)}
    return Voorstel(veranderd, nieuw, bevindingen)


def _leg_neer(map_: Path, inhoud: Mapping[str, bytes]) -> None:
    for naam, stuk in inhoud.items():
        (map_ / naam).write_bytes(stuk)


def _bytes(map_: Path, naam: str) -> bytes:
    pad = pad_van(map_, naam)
    return pad.read_bytes() if pad.is_file() else b""
