"""``python -m tests.feiten.zin_2013 EDITIE``: the tables and sentences with figures of docs/zin-van-2013.md.

Made from an edition; a test holds the page to them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regio.congruentie.gewichten import gewicht
from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import kies
from regio.congruentie.kruistabel import kruis, omgekeerd
from regio.congruentie.maten import maten, regiomaten
from regio.congruentie.model import Grenslengte, Grensnet, Oordeel, Regiomaat
from regio.congruentie.verplaatsen import genest
from regio.indeling import Indeling
from regio.stand.stand import Stand

SECTOREN, DAGEN = ("PO", "VO"), ("2013-10-01", "2015-04-23")
MET = "jeugdregio-2015"
WEGINGEN = ("kinderen", "inwoners", "oppervlakte", "bouwstenen")
VERVANGEN = str.maketrans(",.", ".,")
SOORTEN = (Oordeel.IDENTIEK, Oordeel.UNIE, Oordeel.BINNEN, Oordeel.DOORSNEDEN)
KLEIN, HEEL = 0.01, 0.99
Rij = tuple[str, ...]


@dataclass(frozen=True)
class Paar:
    """The SWVs of a sector on a day beside the jeugdregio's of 2015."""

    stand: Stand
    sector: str
    dag: str

    @property
    def kop(self) -> Rij:
        """The first cells of a row."""
        return self.sector, self.dag

    def regios(self, weging: str = "kinderen") -> tuple[Regiomaat, ...]:
        """Verdict and partners of every SWV."""
        return regiomaten(kruis(*self._indelingen(), gewicht(self.stand, weging, (self.sector,)).waarden))

    def oordelen(self) -> Counter[Oordeel]:
        """How many SWVs have each verdict."""
        return Counter(regio.oordeel for regio in self.regios())

    def andersom(self) -> Counter[Oordeel]:
        """How many jeugdregio's have each verdict beside the SWVs."""
        tafel = kruis(*self._indelingen(), gewicht(self.stand, "kinderen", (self.sector,)).waarden)
        return Counter(regio.oordeel for regio in regiomaten(omgekeerd(tafel)))

    def klein(self) -> list[Regiomaat]:
        """The SWVs that are cut through with less than 1 percent of the children outside the main partner."""
        return [een for een in self.regios() if een.oordeel is Oordeel.DOORSNEDEN and _buiten(een) < KLEIN]

    def maten(self, weging: str) -> Rij:
        """Homogeneity, completeness and V, as written."""
        uit = maten(kruis(*self._indelingen(), gewicht(self.stand, weging, (self.sector,)).waarden))
        return tuple(f"{een:.3f}".replace(".", ",") for een in (uit.homogeniteit, uit.volledigheid, uit.v))

    def niet_doorsneden(self, weging: str) -> float:
        """The share of the weight that lies in SWVs through which no border of a region runs."""
        regios = self.regios(weging)
        heel = sum(een.gewicht for een in regios if een.oordeel is not Oordeel.DOORSNEDEN)
        return heel / sum(een.gewicht for een in regios)

    def over(self, weging: str) -> tuple[float, float]:
        """The lightest weight that would have to go to another SWV before none is cut through, and its share."""
        weegt = gewicht(self.stand, weging, (self.sector,)).waarden
        lijst = genest(kruis(*self._indelingen(), weegt), weegt)
        assert lijst.bewezen and lijst.aandeel is not None
        return lijst.gewicht, lijst.aandeel

    def grens(self, net: Grensnet) -> tuple[Grenslengte, Grenslengte, list[Grenslengte]]:
        """The border of the SWVs together, of the regions together, and of every SWV that borders on another."""
        alles = grensmaat(*self._indelingen(), net)
        return alles.totaal_a, alles.totaal_b, [een for een in alles.per_a.values() if een.lengte]

    def _indelingen(self) -> tuple[Indeling, Indeling]:
        return kies(self.stand, self.sector, self.dag).indeling, kies(self.stand, MET, self.dag).indeling


def _buiten(regio: Regiomaat) -> float:
    return 1 - (regio.partners[0].aandeel or 0.0)


def heel(getal: float) -> str:
    """A whole number: ``3.522``."""
    return f"{getal:,.0f}".translate(VERVANGEN)


def procent(deel: float, cijfers: int = 0) -> str:
    """A share: ``51 %``."""
    return f"{100 * deel:.{cijfers}f} %".translate(VERVANGEN)


def km(meters: float) -> str:
    """A length: ``3.522 km``."""
    return f"{heel(meters / 1000)} km"


def tabel(kop: Sequence[str], rijen: Iterator[Rij]) -> str:
    """A table in Markdown."""
    lijnen = [kop, ["---"] * len(kop), *rijen]
    return "\n".join(f"| {' | '.join(lijn)} |" for lijn in lijnen)


def paren(stand: Stand) -> list[Paar]:
    """Both sectors, on both days."""
    return [Paar(stand, sector, dag) for sector in SECTOREN for dag in DAGEN]


def grenstabel(stand: Stand, net: Grensnet) -> str:
    """The outer-border measure, both ways."""
    kop = (
        *("sector", "versie", "grens van de swv's", "ook grens van een jeugdregio"),
        *("grens van de jeugdregio's", "ook grens van een swv", "rand", "onzeker"),
    )

    def rijen() -> Iterator[Rij]:
        for paar in paren(stand):
            a, b, _ = paar.grens(net)
            assert a.aandeel is not None and b.aandeel is not None
            yield (
                *paar.kop,
                km(a.lengte),
                procent(a.aandeel),
                km(b.lengte),
                procent(b.aandeel),
                km(a.rand),
                km(a.onzeker),
            )

    return tabel(kop, rijen())


def swv_grenstabel(stand: Stand, net: Grensnet) -> str:
    """How many SWVs have their border in common with the regions."""

    def rijen() -> Iterator[Rij]:
        for paar in paren(stand):
            delen = [een.aandeel or 0.0 for een in paar.grens(net)[2]]
            aantallen = len(delen), sum(een >= HEEL for een in delen), sum(een > 0.5 for een in delen)
            yield (*paar.kop, *map(str, aantallen))

    return tabel(("sector", "versie", "swv's met een grens", "99 % of meer samen", "meer dan de helft samen"), rijen())


def oordeeltabel(stand: Stand) -> str:
    """The verdicts, and how many are cut through for less than 1 percent of the children."""
    kop = ("sector", "versie", "swv's", *SOORTEN, "doorsneden om minder dan 1 %")
    rijen = ((*paar.kop, *_geteld(paar.oordelen()), str(len(paar.klein()))) for paar in paren(stand))
    return tabel(kop, rijen)


def andersom_tabel(stand: Stand) -> str:
    """The verdicts on the jeugdregio's beside the SWVs."""
    rijen = ((*paar.kop, *_geteld(paar.andersom())) for paar in paren(stand))
    return tabel(("sector", "versie", "jeugdregio's", *SOORTEN), rijen)


def _geteld(telling: Counter[Oordeel]) -> Rij:
    assert set(telling) <= set(SOORTEN)
    return str(telling.total()), *(str(telling[soort]) for soort in SOORTEN)


def kleine_tabel(stand: Stand) -> str:
    """The SWVs that are cut through for less than 1 percent of the children, with what makes them so."""

    def rijen() -> Iterator[Rij]:
        for paar in paren(stand):
            naar_grond = {een.code: een for een in paar.regios("oppervlakte")}
            for een in paar.klein():
                eerste, *anders = (partner.code for partner in een.partners)
                grond = sum(p.aandeel or 0.0 for p in naar_grond[een.code].partners if p.code != eerste)
                yield (*paar.kop, een.code, eerste, ", ".join(sorted(anders)), procent(_buiten(een)), procent(grond, 1))

    return tabel(("sector", "versie", "swv", "jeugdregio", "ook in", "kinderen daar", "oppervlakte daar"), rijen())


def matentabel(stand: Stand) -> str:
    """Homogeneity, completeness and V by every weight."""
    rijen = ((*paar.kop, weging, *paar.maten(weging)) for paar in paren(stand) for weging in WEGINGEN)
    return tabel(("sector", "versie", "weging", "homogeniteit", "volledigheid", "V"), rijen)


def heletabel(stand: Stand) -> str:
    """The share that lies in SWVs that are not cut through, by every weight."""

    def rijen() -> Iterator[Rij]:
        for paar in paren(stand):
            regios = paar.regios()
            heel = sum(een.oordeel is not Oordeel.DOORSNEDEN for een in regios)
            delen = [heel / len(regios), *(paar.niet_doorsneden(weging) for weging in WEGINGEN)]
            yield (*paar.kop, *map(procent, delen))

    return tabel(("sector", "versie", "swv's", *WEGINGEN), rijen())


def overtabel(stand: Stand) -> str:
    """What would have to move before no SWV is cut through, by three weights."""
    kop = ("sector", "versie", "kinderen", "deel van de kinderen", "deel van de inwoners", "deel van de oppervlakte")

    def rijen() -> Iterator[Rij]:
        for paar in paren(stand):
            delen = [procent(paar.over(weging)[1]) for weging in WEGINGEN[:3]]
            yield (*paar.kop, heel(paar.over("kinderen")[0]), *delen)

    return tabel(kop, rijen())


def tabellen(stand: Stand) -> list[str]:
    """The tables that need no borders."""
    return [
        oordeeltabel(stand),
        andersom_tabel(stand),
        kleine_tabel(stand),
        heletabel(stand),
        overtabel(stand),
        matentabel(stand),
    ]


def grenstabellen(stand: Stand, net: Grensnet) -> list[str]:
    """The tables that depend on how borders were drawn."""
    return [grenstabel(stand, net), swv_grenstabel(stand, net)]


def zinnen(stand: Stand) -> list[str]:
    """The sentences with figures that need no borders."""
    po, vo = (Paar(stand, sector, DAGEN[0]) for sector in SECTOREN)
    n_po, n_vo = (len(paar.regios()) for paar in (po, vo))
    gelijk = [paar.oordelen()[Oordeel.IDENTIEK] for paar in (po, vo)]
    dwars = [paar.oordelen()[Oordeel.DOORSNEDEN] for paar in (po, vo)]
    (kinderen_po, deel_po), (kinderen_vo, deel_vo) = po.over("kinderen"), vo.over("kinderen")
    later = [Paar(stand, sector, DAGEN[1]) for sector in SECTOREN]
    heel_po, heel_vo = n_po - dwars[0], n_vo - dwars[1]
    v_po, v_vo = po.maten("kinderen")[2], vo.maten("kinderen")[2]
    return [
        f"Van de {n_po} swv's PO worden er {heel_po} niet doorsneden, van de {n_vo} swv's VO {heel_vo}.",
        f"Precies een jeugdregio zijn er {gelijk[0]} van de {n_po} en {gelijk[1]} van de {n_vo}.",
        f"Voor PO gaat het om {heel(kinderen_po)} kinderen ({procent(deel_po)}), "
        f"voor VO om {heel(kinderen_vo)} ({procent(deel_vo)}).",
        f"Met het gewicht kinderen is de V-maat {v_po} voor PO en {v_vo} voor VO.",
        f"Op {DAGEN[1]} zijn {len(later[0].klein())} swv's PO en {len(later[1].klein())} swv's VO alleen doorsneden "
        "om een rand met minder dan 1 % van hun kinderen.",
    ]


def grenszinnen(stand: Stand, net: Grensnet) -> list[str]:
    """The sentences with figures about borders."""
    (po, bij_po, _), (vo, bij_vo, _) = (Paar(stand, sector, DAGEN[0]).grens(net) for sector in SECTOREN)
    delen = [procent(een.aandeel or 0.0) for een in (bij_po, bij_vo, po, vo)]
    hoogstens = [procent(een.lengte / ander.lengte) for een, ander in ((bij_po, po), (bij_vo, vo))]
    return [
        f"Van de grens van de jeugdregio's is {delen[0]} ook grens van een swv PO, "
        f"en {delen[1]} ook grens van een swv VO.",
        f"Van de grens van de swv's PO is {delen[2]} ook grens van een jeugdregio, van die van de swv's VO {delen[3]}.",
        f"Meer dan {hoogstens[0]} (PO) en {hoogstens[1]} (VO) kan dat niet zijn.",
    ]


if __name__ == "__main__":
    editie = Stand.open(Path(sys.argv[1]))
    print(*grenstabellen(editie, editie.net), *tabellen(editie), sep="\n\n")
    print(*grenszinnen(editie, editie.net), *zinnen(editie), sep="\n")
