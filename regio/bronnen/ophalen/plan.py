"""What there is to fetch: the years that PDOK has, and where each file comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from regio.bronnen.ophalen.atom import Uitgave, lees_index
from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, Onbruikbaar, Storing, eerste_zin
from regio.bronnen.ophalen.geopakket import GEMEENTE
from regio.bronnen.ophalen.kenmerken import nieuwste_jaar
from regio.bronnen.ophalen.verbinding import Verbinding
from regio.fouten import Bronfout

# The borders of the gemeenten in the law, of 2016, cut the postcodes that lie in two of them.
VASTE_JAREN = (2016,)
# Bytes to count on for what has no size beforehand: the PC4 areas and two layers of one year.
GESCHAT: dict[str, int] = {"pc4": 100_000_000, "gebieden": 20_000_000}

Meld = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Post:
    """One file to have: ``uitgave`` is its download; without one it is made from OGC API Features."""

    soort: Literal["gebieden", "pc4"]
    jaar: int
    uitgave: Uitgave | None = None

    @property
    def bestand(self) -> str:
        """The name of the file in the folder."""
        return f"cbsgebiedsindelingen{self.jaar}.gpkg" if self.soort == "gebieden" else f"cbs_pc4_{self.jaar}.gpkg"

    @property
    def lengte(self) -> int | None:
        """Bytes, where known beforehand."""
        return self.uitgave.lengte if self.uitgave else None

    @property
    def geschat(self) -> int:
        """Bytes to keep free for it."""
        return self.lengte or GESCHAT[self.soort]


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to have, and the years of gebiedsindelingen that PDOK's index lists (none when it is unreadable)."""

    posten: tuple[Post, ...]
    jaren: tuple[int, ...]


def in_mb(aantal: int) -> str:
    """A number of bytes as a reader sees it: ``18,1 MB``."""
    return f"{aantal / 1_000_000:.1f} MB".replace(".", ",")


def maak_plan(verbinding: Verbinding, jaren: Sequence[int], pc4_jaar: int | None, dit_jaar: int, meld: Meld) -> Plan:
    """The newest gemeenten and those of 2016 and ``jaren``, and the PC4 areas (the newest unless ``pc4_jaar``).

    Raises Bronfout when PDOK cannot be asked, or has no file of a year that was asked for.
    """
    try:
        index = lees_index(verbinding)
    except (Storing, Onbruikbaar) as fout:
        meld(f"{eerste_zin(fout)} De gemeenten worden nu per gebied opgevraagd (OGC API Features).")
        index = {}
    if index:
        onbekend = sorted(set(jaren) - index.keys())
        if onbekend:
            raise Bronfout(_onbekende_jaren(onbekend, index))
        nieuwste = max(index)
    else:
        nieuwste = nieuwste_jaar(verbinding, verbinding.dienst.laag(GEMEENTE), dit_jaar)
    vast = [jaar for jaar in VASTE_JAREN if not index or jaar in index]
    if len(vast) < len(VASTE_JAREN):
        meld(f"PDOK heeft geen gemeenten meer van {VASTE_JAREN[0]}; zonder die is de knip in postcodes minder precies.")
    gewenst = sorted({*jaren, *vast, nieuwste})
    posten = [Post("gebieden", jaar, _met_lengte(verbinding, index.get(jaar))) for jaar in gewenst]
    pc4 = pc4_jaar or nieuwste_jaar(verbinding, verbinding.dienst.postcodes, dit_jaar)
    return Plan((Post("pc4", pc4), *posten), tuple(index))


def _met_lengte(verbinding: Verbinding, uitgave: Uitgave | None) -> Uitgave | None:
    """The size that the server tells when the index does not."""
    if uitgave is None or uitgave.lengte is not None:
        return uitgave
    try:
        with verbinding.open(uitgave.url, methode="HEAD") as antwoord:
            tekst = antwoord.headers.get("Content-Length", "")
    except (Storing, Onbruikbaar):
        return uitgave
    lengte = int(tekst) if tekst.isascii() and tekst.isdigit() else 0
    return Uitgave(uitgave.jaar, uitgave.url, lengte or None, uitgave.sha256)


def _onbekende_jaren(onbekend: Sequence[int], index: dict[int, Uitgave]) -> str:
    return (
        f"PDOK heeft geen gebiedsindelingen van {', '.join(map(str, onbekend))}. "
        f"Kies bij --jaar uit {', '.join(map(str, index))}. {NIETS_VERLOREN}"
    )
