"""A pair of divisions in detail: the whole answer, from the measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regio.congruentie import bronnen, delen, getallen, groepen, teksten, woorden
from regio.congruentie.buiten import buiten
from regio.congruentie.gewichten import Gewicht, onvolledig
from regio.congruentie.indelingen import Keuze, bekende_naam, controleer_dag
from regio.congruentie.meting import Meting, meet, meet_bekend
from regio.congruentie.model import Verplaatslijst
from regio.congruentie.verplaatsen import binnen, genest, te_verplaatsen, te_weinig
from regio.stand.bewaren import bewaard
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand

Json = dict[str, Any]
MEER = 6
GRENSUITLEG = (
    "Gemeten op de grenzen tussen de postcodes, in meters. Een stuk grens telt als samenvallend als beide indelingen "
    "daar een grens hebben. Kust, rijksgrens en water tussen postcodes (rand) tellen niet mee. Grens met grond waarvan "
    "het gebied niet vaststaat, of die bij geen gebied hoort, staat apart als onzeker."
)
SCHETSGRENS = " De grenzen zijn een schets uit één punt per postcode: de lengtes zijn een schatting."


def paar(stand: Stand, a: str, b: str, datum: str, weging: str) -> Json:
    """Two divisions by name on a day (``JJJJ-MM-DD``), by a weight: the answer ``Congruentie``.

    Raises Vraagfout for an unknown name or weight, or a day on which a division did not exist.
    """
    een, ander = bekende_naam(a), bekende_naam(b, "met")
    for naam in (een, ander):
        controleer_dag(naam, datum)
    sleutel = (stand, stand.toestand_nr_iso(datum), een, ander, weging)
    return _samen(meet_bekend(*sleutel), _bekend(*sleutel), datum)


def paar_van(stand: Stand, datum: str, a: Keuze, b: Keuze, wicht: Gewicht) -> Json:
    """As ``paar``, for divisions that were chosen or made elsewhere: a user's own, for instance."""
    meting = meet(stand, stand.toestand_nr_iso(datum), a, b, wicht)
    lijsten = genest(meting.kruis, meting.gewichten), binnen(meting.kruis, meting.gewichten)
    return _samen(meting, romp(meting, *lijsten), datum)


def _samen(meting: Meting, inhoud: Json, datum: str) -> Json:
    """The whole answer; a list of moves that cannot exist is said to be missing."""
    uit = {**kop(meting, datum), **inhoud}
    if all(lijst["doel"] != "binnen" for lijst in inhoud["verplaatsingen"]):
        reden = opmerking("binnen-kan-niet", _kan_niet_binnen(meting))
        uit["opmerkingen"] = [*uit["opmerkingen"], reden]
    return uit


def _kan_niet_binnen(meting: Meting) -> str:
    """Why no list of moves puts every region of A within one of B."""
    a, b = woorden.van_twee(meting.a, meting.b)
    doel = f"waarna {a.elk} {a.enkel} binnen één {b.enkel} ligt en in {b.elk} {b.enkel} er nog een ligt"
    links, rechts = len(meting.kruis.a), len(meting.kruis.b)
    if links < rechts:
        return f"Er is geen lijst {doel}: er zijn minder {a.meer} ({links}) dan {b.meer} ({rechts})."
    groep = te_weinig(meting.kruis)
    if groep is None:
        return f"Er is geen lijst {doel}."
    van_b, van_a = groep
    wie = getallen.kort([woorden.benoem(meting.b, code) for code in van_b], MEER, b.meer)
    waar = getallen.kort([woorden.benoem(meting.a, code) for code in van_a], MEER, a.meer)
    wat = f"één {a.enkel}" if len(van_a) == 1 else f"maar {len(van_a)} {a.meer}"
    return f"Er is geen lijst {doel}: de {len(van_b)} {b.meer} {wie} liggen samen in {wat} ({waar})."


@bewaard(32)
def _bekend(stand: Stand, toestand: int, a: str, b: str, weging: str) -> Json:
    meting = meet_bekend(stand, toestand, a, b, weging)
    return romp(meting, *lijsten_bekend(stand, toestand, a, b, weging))


@bewaard(256)
def lijsten_bekend(
    stand: Stand, toestand: int, a: str, b: str, weging: str
) -> tuple[Verplaatslijst, Verplaatslijst | None]:
    """The lightest lists ``genest`` and ``binnen`` of a pair; worked out once per toestand, for that takes longest."""
    meting = meet_bekend(stand, toestand, a, b, weging)
    return genest(meting.kruis, meting.gewichten), binnen(meting.kruis, meting.gewichten)


def kop(meting: Meting, datum: str) -> Json:
    """What stands with every answer about a pair: divisions, weight, remarks and sources."""
    keuzes = (meting.a, meting.b)
    staart = meting.stand.staart(meting.toestand)
    return {
        "geldigOp": datum,
        "indeling": delen.indeling(meting.a, datum),
        "met": delen.indeling(meting.b, datum),
        "weging": delen.weging(meting.gewicht),
        "opmerkingen": [
            *opmerkingen(meting.stand, meting.toestand, keuzes),
            *onvolledig(meting.stand, meting.gewicht),
        ],
        "grensbron": meting.stand.grenzen["bron"],
        "regeling": bronnen.regeling(staart, keuzes),
        "herkomst": bronnen.herkomst(meting.stand, meting.toestand, keuzes, meting.gewicht, grens=True),
    }


def opmerkingen(stand: Stand, toestand: int, keuzes: Iterable[Keuze]) -> list[Json]:
    """The remarks of some divisions, each once, and the points of attention about their sectors."""
    gekozen = list(keuzes)
    sectoren = {sector for keuze in gekozen for sector in keuze.sectoren}
    vanaf = stand.zicht(toestand).vanaf
    punten = [
        opmerking("aandachtspunt", f"{punt['tekst']} (Bron: {punt['bron']}.)")
        for punt in stand.tabellen["aandachtspunten"]
        if punt["sector"] in sectoren and vanaf >= punt["vanaf"]
    ]
    alle = {een["tekst"]: een for een in [*(een for keuze in gekozen for een in keuze.opmerkingen), *punten]}
    return list(alle.values())


def romp(meting: Meting, nest: Verplaatslijst, in_een: Verplaatslijst | None) -> Json:
    """The measures, regions and moves of a pair, conclusion first."""
    lijsten = [groepen.lijst(meting, "genest", nest)]
    if in_een is not None:
        lijsten.append(groepen.lijst(meting, "binnen", in_een))
    return {
        "conclusie": teksten.paar(meting, nest),
        "maten": delen.maten(meting),
        "oordelen": delen.oordelen(meting),
        "grens": grens(meting),
        "buiten": buiten(meting),
        "verplaatsingen": lijsten,
        "regios": regios(meting),
    }


def grens(meting: Meting) -> Json:
    """The outer-border measure of a pair, both ways."""
    bron = meting.stand.grenzen["bron"]
    return {
        "bron": bron,
        "toelichting": GRENSUITLEG + (SCHETSGRENS if bron == "schets" else ""),
        "indeling": delen.grensdeel(meting.grens.totaal_a),
        "met": delen.grensdeel(meting.grens.totaal_b),
    }


def regios(meting: Meting) -> list[Json]:
    """Every region of A by code; those without ground of their own too."""
    gewicht = te_verplaatsen(meting.kruis)
    rijen = [delen.regio(meting, maat, float(gewicht[nr])) for nr, maat in enumerate(meting.regiomaten)]
    rijen += [delen.regio_zonder_gebied(meting, code) for code in meting.zonder_gebied]
    return sorted(rijen, key=lambda rij: rij["code"])
