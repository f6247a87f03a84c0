"""A scenario worked out: its picture, the effects beside another picture, and the findings, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from regio.bevinding import Bevinding
from regio.scenario.beeld import Beeld
from regio.scenario.bevindingen import Drempels, bevindingen
from regio.scenario.effecten import Effecten, effecten
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.naast import effecten_json
from regio.scenario.toepassen import speel
from regio.scenario.zetten import Zet, zetten_json
from regio.stand.stand import Stand

Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Kant:
    """One side of a comparison: a day, the moves made on it and the picture after them."""

    naam: str
    titel: str
    datum: str
    zetten: tuple[Zet, ...]
    maat: Maatstaf
    beeld: Beeld

    @property
    def begin(self) -> Kant:
        """The same day without any move."""
        return Kant(self.datum, f"de indeling van {self.datum}", self.datum, (), self.maat, self.maat.basis.beeld)

    def als_json(self) -> Json:
        """What it is, with its moves."""
        return {
            "naam": self.naam,
            "titel": self.titel,
            "peildatum": self.datum,
            "versie": self.maat.basis.versie,
            "zetten": zetten_json(self.zetten),
        }


@dataclass(frozen=True, eq=False)
class Doorrekening:
    """Two sides with their effects, and what somebody who decides has to know of the second beside the first."""

    voor: Kant
    na: Kant
    effecten_voor: Effecten
    effecten_na: Effecten
    bevindingen: tuple[Bevinding, ...]

    def als_json(self) -> Json:
        """Everything: both sides, the effects that differ and the findings."""
        return {
            "editie": self.na.maat.basis.editie,
            "voor": self.voor.als_json(),
            "na": self.na.als_json(),
            **effecten_json(self.voor.maat, self.effecten_voor, self.effecten_na),
            "bevindingen": [asdict(een) for een in self.bevindingen],
        }


def kant(stand: Stand, naam: str, titel: str, datum: str, zetten: Sequence[Zet], weging: str = "kinderen") -> Kant:
    """One side on a day (``JJJJ-MM-DD``); raises Vraagfout for a day, a weight or moves that cannot be used."""
    maat = maatstaf(stand, datum, weging)
    return Kant(naam, titel, datum, tuple(zetten), maat, speel(maat.basis.beeld, zetten))


def reken_door(voor: Kant, na: Kant, drempels: Drempels | None = None) -> Doorrekening:
    """Lay one side beside another of the same edition."""
    eerst, later = effecten(voor.maat, voor.beeld), effecten(na.maat, na.beeld)
    return Doorrekening(voor, na, eerst, later, tuple(bevindingen(na.maat, eerst, later, drempels)))
