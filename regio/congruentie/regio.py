"""One region of A in detail: what it is beside B, and which gemeenten and postcodes make it so."""

from __future__ import annotations

from typing import Any

from regio.congruentie import groepen, regiotekst
from regio.congruentie.indelingen import bekende_naam, controleer_dag
from regio.congruentie.meting import Meting, meet_bekend
from regio.congruentie.paar import kop, regios
from regio.congruentie.verplaatsen import voor_regio
from regio.fouten import NietGevonden
from regio.stand.stand import Stand

Json = dict[str, Any]


def regio(stand: Stand, a: str, b: str, code: str, datum: str, weging: str) -> Json:
    """One region of A against B on a day, by a weight: the answer ``RegioCongruentie``.

    Raises Vraagfout as ``paar`` does, and NietGevonden for a code that A does not have on that day.
    """
    een, ander = bekende_naam(a), bekende_naam(b, "met")
    for naam in (een, ander):
        controleer_dag(naam, datum)
    meting = meet_bekend(stand, stand.toestand_nr_iso(datum), een, ander, weging)
    return regio_van(meting, code, datum)


def regio_van(meting: Meting, code: str, datum: str) -> Json:
    """One region of A of a pair that was measured; raises NietGevonden for a code that A does not have."""
    rij = next((rij for rij in regios(meting) if rij["code"].casefold() == code.casefold()), None)
    if rij is None:
        raise NietGevonden(
            f"Er is geen {meting.a.regio} met deze code in {meting.a.titel} op {datum}. Een code is bijvoorbeeld "
            f"{meting.kruis.a[0]}.",
            {"eersteCode": meting.kruis.a[0], "laatsteCode": meting.kruis.a[-1]},
        )
    lijsten = _lijsten(meting, rij)
    return {
        **kop(meting, datum),
        "conclusie": regiotekst.regio(meting, rij, lijsten),
        "regio": rij,
        "verplaatsingen": [lijst for lijst, _ in lijsten],
    }


def _lijsten(meting: Meting, rij: Json) -> list[regiotekst.Lijst]:
    """The lists of moves that would make the region fit, the lightest first; none when it fits."""
    if rij["oordeel"] != "doorsneden":
        return []
    gevonden = zip(("binnen", "unie"), voor_regio(meting.kruis, meting.gewichten, rij["code"]), strict=True)
    lijsten = [(groepen.lijst(meting, doel, wat, van_een=True), wat) for doel, wat in gevonden if wat is not None]
    return sorted(lijsten, key=lambda paar: (paar[0]["gewicht"], paar[0]["bouwstenen"]))
