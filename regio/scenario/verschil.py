"""What differs between any two pictures: which ground lies elsewhere, which regions came, went or were renamed.

The pictures may be of different days or editions: bouwstenen are held together by their id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.lagen import Codes, anders, uitgeschreven


@dataclass(frozen=True, slots=True)
class Wissel:
    """Ground that lies in ``van`` in one picture and in ``naar`` in the other: no code, one, or every candidate.

    ``bouwstenen`` are ids, ``postcodes`` the PC4s of those, both ascending.
    """

    laag: str
    van: Codes
    naar: Codes
    bouwstenen: tuple[str, ...]
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naamwissel:
    """A region of both pictures under another name."""

    code: str
    van: str | None
    naar: str | None


@dataclass(frozen=True, slots=True)
class Verschil:
    """Everything that differs; ``alleen_hier`` and ``alleen_daar`` are ids that only one edition knows."""

    wissels: tuple[Wissel, ...]
    verdwenen: tuple[str, ...]
    nieuw: tuple[str, ...]
    hernoemd: tuple[Naamwissel, ...]
    alleen_hier: tuple[str, ...] = ()
    alleen_daar: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        delen = (self.wissels, self.verdwenen, self.nieuw, self.hernoemd, self.alleen_hier, self.alleen_daar)
        return any(delen)

    def postcodes(self, *lagen: str) -> tuple[str, ...]:
        """The postcodes of which some ground lies elsewhere in one of these layers (all without any), ascending."""
        gevraagd = lagen or LAGEN
        return tuple(sorted({pc4 for wissel in self.wissels if wissel.laag in gevraagd for pc4 in wissel.postcodes}))


def verschil(van: Beeld, naar: Beeld) -> Verschil:
    """What differs from one picture to the other."""
    hier, daar = van.namen, naar.namen
    beide = sorted(hier.keys() & daar.keys())
    return Verschil(
        wissels=tuple(wissel for laag in LAGEN for wissel in _wissels(van, naar, laag)),
        verdwenen=tuple(sorted(hier.keys() - daar.keys())),
        nieuw=tuple(sorted(daar.keys() - hier.keys())),
        hernoemd=tuple(Naamwissel(code, hier[code], daar[code]) for code in beide if hier[code] != daar[code]),
        alleen_hier=_alleen(van.basis.op_id, naar.basis.op_id),
        alleen_daar=_alleen(naar.basis.op_id, van.basis.op_id),
    )


def _alleen(hier: Mapping[str, int], daar: Mapping[str, int]) -> tuple[str, ...]:
    return () if hier is daar else tuple(sorted(hier.keys() - daar.keys()))


def _wissels(van: Beeld, naar: Beeld, laag: str) -> list[Wissel]:
    groepen: dict[tuple[Codes, Codes], list[str]] = defaultdict(list)
    for naam, oud, nieuw in _anders(van, naar, laag):
        groepen[oud, nieuw].append(naam)
    return [
        Wissel(laag, oud, nieuw, tuple(namen), tuple(sorted({naam.partition("-")[0] for naam in namen})))
        for (oud, nieuw), namen in sorted(groepen.items())
    ]


def _anders(van: Beeld, naar: Beeld, laag: str) -> list[tuple[str, Codes, Codes]]:
    """Id, old and new codes of every bouwsteen of both that lies elsewhere."""
    a, b = van.lagen[laag], naar.lagen[laag]
    if van.basis.ids == naar.basis.ids:
        return [(van.basis.ids[nummer], a[nummer], b[nummer]) for nummer in anders(a, b).tolist()]
    oud, nieuw = (dict(zip(een.basis.ids, uitgeschreven(een.lagen[laag]), strict=True)) for een in (van, naar))
    return [(naam, oud[naam], nieuw[naam]) for naam in sorted(oud.keys() & nieuw.keys()) if oud[naam] != nieuw[naam]]
