"""What every region says on a map, in files and in answers alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def eigenschappen(
    laag: Mapping[str, Any], regios: Sequence[Mapping[str, Any]], bron: str, vermelding: str
) -> list[Json]:
    """The properties of every region of a layer: ``grens`` names the ground it is drawn from."""
    return [
        {
            "code": regio["code"],
            "naam": regio["naam"],
            "indeling": laag["indeling"],
            "vanaf": laag["vanaf"],
            "tot": laag["tot"],
            "bron": bron,
            "grens": laag["grens"],
            "vermelding": vermelding,
            "zeker": len(regio["mogelijk"]) == 1,
            "mogelijk": list(regio["mogelijk"]),
        }
        for regio in regios
    ]
