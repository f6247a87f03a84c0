"""One measured pair of divisions: every measure of A against B, from which answers are told."""

from __future__ import annotations

from dataclasses import dataclass

from regio.congruentie.band import band
from regio.congruentie.gewichten import Gewicht, gewicht
from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import Keuze, kies
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten, regiomaten
from regio.congruentie.model import Grensmaat, Kruistabel, Maten, Regiomaat
from regio.indeling import Gewichten, Indeling
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.zoeken.swv import bekende_swvs


@dataclass(frozen=True, eq=False)
class Meting:
    """The measures of A against B on a toestand, by a weight.

    ``band`` is the lowest and highest V; ``zonder_gebied`` the codes of A's regions without ground.
    """

    stand: Stand
    toestand: int
    a: Keuze
    b: Keuze
    gewicht: Gewicht
    kruis: Kruistabel
    maten: Maten
    regiomaten: tuple[Regiomaat, ...]
    grens: Grensmaat
    band: tuple[float, float]
    zonder_gebied: tuple[str, ...]

    @property
    def gewichten(self) -> Gewichten:
        """The weight of every bouwsteen."""
        return self.gewicht.waarden


def meet(stand: Stand, toestand: int, a: Keuze, b: Keuze, wicht: Gewicht) -> Meting:
    """Measure A against B on a toestand of the edition."""
    kruistabel = kruis(a.indeling, b.indeling, wicht.waarden)
    return Meting(
        stand=stand,
        toestand=toestand,
        a=a,
        b=b,
        gewicht=wicht,
        kruis=kruistabel,
        maten=maten(kruistabel),
        regiomaten=regiomaten(kruistabel),
        grens=grensmaat(a.indeling, b.indeling, stand.net),
        band=band(a.indeling, b.indeling, gemeenten(stand, toestand), wicht.waarden),
        zonder_gebied=landelijk(stand, a),
    )


@bewaard(64)
def meet_bekend(stand: Stand, toestand: int, a: str, b: str, weging: str) -> Meting:
    """Measure two divisions by their known names; made once per toestand."""
    dag = stand.zicht(toestand).vanaf
    een, ander = kies(stand, a, dag), kies(stand, b, dag)
    return meet(stand, toestand, een, ander, weeg(stand, weging, een, ander))


def weeg(stand: Stand, weging: str, *keuzes: Keuze) -> Gewicht:
    """The weight by its name, for the sectors of the divisions that it is about."""
    return gewicht(stand, weging, tuple(sorted({sector for keuze in keuzes for sector in keuze.sectoren})))


def gemeenten(stand: Stand, toestand: int) -> Indeling:
    """The gemeenten of a toestand."""
    return kies(stand, "gemeente", stand.zicht(toestand).vanaf).indeling


def landelijk(stand: Stand, keuze: Keuze) -> tuple[str, ...]:
    """The codes of the national samenwerkingsverbanden of a division: they have no ground of their own."""
    rijen = bekende_swvs(stand).values()
    return tuple(sorted(r["code"] for r in rijen if r["soort"] == "landelijk" and r["sector"] in keuze.sectoren))
