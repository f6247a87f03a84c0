"""What people put behind a name to tell namesakes apart: a province or a gemeente."""

from __future__ import annotations

from dataclasses import dataclass

# Folded, without spaces -> CBS code of the province.
PROVINCIES: dict[str, str] = {
    schrijfwijze: code
    for code, schrijfwijzen in {
        "PV20": "groningen gn gr",
        "PV21": "friesland fryslan fr frl",
        "PV22": "drenthe dr",
        "PV23": "overijssel ov o",
        "PV24": "flevoland fl",
        "PV25": "gelderland gld gl",
        "PV26": "utrecht ut utr u",
        "PV27": "noordholland nh",
        "PV28": "zuidholland zh",
        "PV29": "zeeland zld zl z",
        "PV30": "noordbrabant brabant nb",
        "PV31": "limburg lb l",
    }.items()
    for schrijfwijze in schrijfwijzen.split()
}
_GEMEENTE = frozenset({"gem", "gemeente"})


@dataclass(frozen=True, slots=True)
class Bepaling:
    """A name, and either the province or the gemeente behind it (``""``: only that it is a gemeente)."""

    naam: str
    provincie: str | None = None
    gemeente: str | None = None


def ontleed(gevouwen: str) -> Bepaling | None:
    """A folded text as a name with its qualifier: ``hengelo ov``, ``beek gem montferland``; else None."""
    woorden = gevouwen.split()
    for plek in range(1, len(woorden)):
        if woorden[plek] in _GEMEENTE:
            return Bepaling(" ".join(woorden[:plek]), gemeente=" ".join(woorden[plek + 1 :]))
    for aantal in (2, 1):  # "noord brabant" before "brabant"
        provincie = PROVINCIES.get("".join(woorden[-aantal:]))
        if provincie and len(woorden) > aantal:
            return Bepaling(" ".join(woorden[:-aantal]), provincie)
    return None
