"""What ``regio congruentie`` shows on the screen: the outcome first, then the weight, the table and the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from regio.cli.scherm import BREEDTE, regel, tabel
from regio.congruentie.getallen import heel, maat, tussen
from regio.congruentie.getallen import kort as kort_lijst

Json = dict[str, Any]
MEESTE_VERPLAATSINGEN = 15
MEESTE_POSTCODES = 12
# Columns whose cells may take several lines.
_VOUWBAAR = ("naam", "ligt vooral in", "naar", "gemeente", "postcodes", "wat er veranderde")
# Where a move goes to when no other region has ground there.
NERGENS = "geen ander gebied heeft daar grond"
_GEWOON = ("identiek", "unie", "binnen", "doorsneden")


def toon(antwoord: Json, soort: str, *, kort: bool) -> None:
    """Print an answer; ``kort`` only its outcome and its weight."""
    _kop(antwoord, soort)
    for zin in _uitkomst(antwoord, soort):
        regel(zin)
    if "weging" in antwoord:
        _weging(antwoord["weging"])
    if not kort:
        {"tijdreeks": _tijdreeks, "matrix": _matrix, "gemeenten": _gemeenten, "regio": _regio}.get(soort, _paar)(
            antwoord
        )
        _slot(antwoord)


def _kop(antwoord: Json, soort: str) -> None:
    if soort in ("paar", "regio"):
        titel = f"{antwoord['indeling']['titel']} naast {antwoord['met']['titel']}"
        titel = f"{titel[0].upper()}{titel[1:]}, op {antwoord['geldigOp']}"
    elif soort == "tijdreeks":
        titel = f"{antwoord['indeling']} door de jaren"
    else:
        titel = (
            f"{'Paren van indelingen' if soort == 'matrix' else 'Territoriale congruentie'} op {antwoord['geldigOp']}"
        )
    sys.stdout.write(f"{titel}\n{'─' * min(len(titel), BREEDTE)}\n")


def _uitkomst(antwoord: Json, soort: str) -> Sequence[str]:
    if soort == "gemeenten":
        namen = ", ".join(een["naam"] for een in antwoord["indelingen"])
        eerste = f"Gemiddeld over {antwoord['aantal']} gemeenten: {_deel(antwoord['gemiddelde'])}. Indelingen: {namen}."
        return [eerste, antwoord["definitie"]]
    return antwoord.get("conclusie") or [f"{antwoord['aantal']} paren; elk paar is A naast B."]


def _weging(weging: Json) -> None:
    sys.stdout.write("\n")
    regel(f"Weging: {weging['titel']}. {weging['toelichting']} {weging['verdeelregel']}")
    if weging["zonderGegevens"]:
        regel(f"Van {weging['zonderGegevens']} postcodes is geen aantal bekend; die tellen als nul.")


# -- a pair -----------------------------------------------------------------------------------------------


def _paar(antwoord: Json) -> None:
    rijen = sorted(antwoord["regios"], key=_hoe_slecht)
    eenheid = antwoord["weging"]["eenheid"]
    kop = (
        *("code", "naam", "oordeel", "ligt vooral in", "deel", "partners", "grens gelijk"),
        *("past niet", "past niet: deel", f"alle {eenheid}"),
    )
    _tabel(_telling(rijen), kop, [_gebied(rij) for rij in rijen], rechts=range(4, len(kop)))
    _maten(antwoord["maten"])
    grens = antwoord["grens"]
    regel(
        f"Buitengrens: van {_km(grens['indeling']['lengte'])} valt {_km(grens['indeling']['samenvallend'])} samen "
        f"({_deel(grens['indeling']['aandeel'])}); andersom {_deel(grens['met']['aandeel'])}. {grens['toelichting']}"
    )
    _buiten(antwoord["buiten"], eenheid)
    _verplaatsingen(antwoord["verplaatsingen"], eenheid)


def _telling(rijen: Sequence[Json]) -> str:
    """How many regions the table has; those that work in the whole country apart."""
    landelijk = sum(rij["oordeel"] == "zonder gebied" for rij in rijen)
    slot = f"; {landelijk} zonder eigen gebied onderaan" if landelijk else ""
    return f"{len(rijen) - landelijk} gebieden, wat het minst past bovenaan{slot}"


def _hoe_slecht(rij: Json) -> tuple[float, bool, int, str]:
    """The order of regions by fit, the worst first: who is cut through comes before who fits."""
    return -(rij["teVerplaatsen"] or 0), rij["oordeel"] != "doorsneden", -rij["bouwstenen"], rij["code"]


def _gebied(rij: Json) -> tuple[str, ...]:
    partner, door = rij["hoofdpartner"], rij["oordeel"] == "doorsneden"
    past_niet = rij["teVerplaatsen"]
    return (
        rij["code"],
        "" if rij["naam"] in (None, rij["code"]) else rij["naam"],
        _oordeel(rij),
        _benoem(partner) if partner else "–",
        _deel(partner["aandeel"], alles=rij["aantalPartners"] == 1) if partner else "–",
        str(rij["aantalPartners"]),
        _deel(rij["grens"]["aandeel"]),
        "–" if past_niet is None else (_geteld if door else heel)(past_niet),
        _deel(rij["aandeelTeVerplaatsen"], alles=not door),
        heel(rij["gewicht"]),
    )


def _oordeel(rij: Json) -> str:
    return str(rij["oordeel"]) if rij["zeker"] else f"{rij['oordeel']} (niet zeker)"


def _maten(maten: Json) -> None:
    band = "" if maten["vMin"] == maten["vMax"] else f" ({tussen(maten['vMin'], maten['vMax'])})"
    regel(
        f"V-maat {maat(maten['v'])}{band}; homogeniteit {maat(maten['homogeniteit'])}; volledigheid "
        f"{maat(maten['volledigheid'])}. Overlap met het best passende gebied (Jaccard), gewoon en gewogen: A "
        f"{maat(maten['jaccardA'])} en {maat(maten['jaccardAGewogen'])}, B {maat(maten['jaccardB'])} en "
        f"{maat(maten['jaccardBGewogen'])}."
    )


def _buiten(buiten: Json, eenheid: str) -> None:
    if buiten["bouwstenen"]:
        redenen = " ".join(reden["tekst"] for reden in buiten["redenen"])
        regel(f"Telt niet mee: {heel(buiten['gewicht'])} {eenheid} ({_deel(buiten['aandeel'])}). {redenen}")


def _verplaatsingen(lijsten: Sequence[Json], eenheid: str) -> None:
    """Every list of moves; one that is the same as the one before it is not shown twice."""
    vorige: list[Json] = []
    for lijst in lijsten:
        sys.stdout.write("\n")
        _verplaatsing(lijst, eenheid, dezelfde=bool(vorige) and lijst["gemeenten"] == vorige)
        vorige = lijst["gemeenten"]


def _verplaatsing(lijst: Json, eenheid: str, *, dezelfde: bool) -> None:
    """A list of moves, gemeente by gemeente; beyond a number the rest is only counted."""
    rijen = lijst["gemeenten"]
    bewijs = "" if lijst["bewezen"] else " Of het met minder kan, is niet bewezen."
    deel = f" ({_deel(lijst['aandeel'])})" if lijst["aandeel"] or not rijen else ""
    hoeveel = f"geen getelde {eenheid}" if rijen and not lijst["gewicht"] else f"{heel(lijst['gewicht'])} {eenheid}"
    regel(f"{lijst['toelichting']} Samen: {hoeveel}{deel}.{bewijs}")
    if dezelfde:
        regel("Dat is dezelfde lijst als hierboven.")
    elif rijen:
        getoond = rijen[:MEESTE_VERPLAATSINGEN]
        titel = (
            "" if len(getoond) == len(rijen) else f"de {len(getoond)} zwaarste van {len(rijen)}; alle staan in --json"
        )
        kop = ("gemeente", "van", "naar", eenheid, "postcodes")
        _tabel(titel, kop, [_verhuizing(rij) for rij in getoond], rechts=(3,))


def _verhuizing(rij: Json) -> tuple[str, ...]:
    delen = [*rij["postcodes"], *(f"{pc4} (deel)" for pc4 in rij["postcodesDeel"])]
    naam = f"{rij['gemeenteNaam']} ({rij['gemeente']})" if rij["gemeente"] else rij["gemeenteNaam"] or "–"
    naar = rij["naar"] or NERGENS
    return naam, rij["van"], naar, _geteld(rij["gewicht"]), kort_lijst(delen, MEESTE_POSTCODES, "postcodes")


def _regio(antwoord: Json) -> None:
    rij, eenheid = antwoord["regio"], antwoord["weging"]["eenheid"]
    kop = (antwoord["met"]["regio"], eenheid, "deel van dit gebied", "deel van de partner", "ligt hier heel in")
    partners = [
        (
            _benoem(partner),
            _geteld(partner["gewicht"]),
            _deel(partner["aandeel"], alles=rij["aantalPartners"] == 1),
            _deel(partner["aandeelVanPartner"], alles=partner["heel"]),
            "ja" if partner["heel"] else "nee",
        )
        for partner in rij["partners"]
    ]
    _tabel(f"{_benoem(rij)}: {_oordeel(rij)}", kop, partners, rechts=(1, 2, 3))
    overlap = f"overlap met het best passende (Jaccard) {_maat(rij['jaccard'])}"
    regel(f"Inhomogeniteit {_maat(rij['inhomogeniteit'])}; {overlap}.")
    grens = rij["grens"]
    regel(
        f"Buitengrens: van {_km(grens['lengte'])} valt {_km(grens['samenvallend'])} samen ({_deel(grens['aandeel'])})."
    )
    _verplaatsingen(antwoord["verplaatsingen"], eenheid)


# -- several pairs, days or gemeenten -----------------------------------------------------------------------


def _matrix(antwoord: Json) -> None:
    paren = antwoord["congruenties"]
    oordelen = [*_GEWOON, *(["onbekend"] if any(paar["oordelen"]["onbekend"] for paar in paren) else [])]
    kop = ("A", "B", "V", "h", "c", *oordelen, "grens gelijk")
    rijen = [
        (
            *(paar["indeling"], paar["met"], _v(paar), maat(paar["homogeniteit"]), maat(paar["volledigheid"])),
            *(str(paar["oordelen"][naam]) for naam in oordelen),
            _deel(paar["grensaandeel"]),
        )
        for paar in paren
    ]
    _tabel("", kop, rijen, rechts=range(2, len(kop)))
    regel(
        "V, h (homogeniteit) en c (volledigheid) lopen van 0 tot 1; 1 is gelijk. De oordelen gaan over gebieden van A."
    )


def _tijdreeks(antwoord: Json) -> None:
    kop = ("vanaf", "V", "verschil", "past", "doorsneden", "grens gelijk", "wat er veranderde")
    for reeks in antwoord["reeksen"]:
        rijen = [_punt(punt) for punt in reeks["punten"]]
        _tabel(f"{reeks['indeling']} naast {reeks['met']}: {reeks['titel']}", kop, rijen, rechts=(1, 2, 3, 4, 5))


def _punt(punt: Json) -> tuple[str, ...]:
    oordelen = punt["oordelen"]
    past = sum(oordelen[naam] for naam in ("identiek", "unie", "binnen"))
    verschil = "" if punt["verschil"] is None else f"{punt['verschil']:+.4f}".replace(".", ",")
    kenmerk = [f"Gemeten {punt['kenmerk']}."] if punt["kenmerk"] else []
    wat = " ".join([*kenmerk, *punt["gebeurtenissen"]])
    return (punt["vanaf"], _v(punt), verschil, str(past), str(oordelen["doorsneden"]), _deel(punt["grensaandeel"]), wat)


def _gemeenten(antwoord: Json) -> None:
    rijen = sorted(
        antwoord["gemeenten"], key=lambda rij: (_of_hoog(rij["congruentie"]), rij["naam"] or "", rij["code"])
    )
    kop = ("gemeente", "congruentie", "overal samen met", "ergens samen met")
    cellen = [
        (_benoem(rij), _deel(rij["congruentie"]), *(str(len(rij[k])) for k in ("overal", "ergens"))) for rij in rijen
    ]
    _tabel(f"{len(rijen)} gemeenten, wat het minst gelijk blijft bovenaan", kop, cellen, rechts=(1, 2, 3))


def _of_hoog(waarde: float | None) -> float:
    return 2.0 if waarde is None else waarde


# -- parts ------------------------------------------------------------------------------------------------


def _slot(antwoord: Json) -> None:
    sys.stdout.write("\n")
    for indeling in (antwoord[kant] for kant in ("indeling", "met") if isinstance(antwoord.get(kant), dict)):
        if indeling["toelichting"]:
            regel(f"{indeling['naam']}: {indeling['toelichting']}")
    for opmerking in antwoord["opmerkingen"]:
        regel(f"Let op: {opmerking['tekst']}")
    regeling = antwoord.get("regeling")
    if regeling and regeling["toelichting"]:
        regel(f"Let op: {regeling['toelichting']}")
    bronnen = dict.fromkeys(f"{een['vindplaats']} ({een['autoriteit']})" for een in antwoord["herkomst"])
    regel(f"Bronnen: {'; '.join(bronnen)}.")


def _maat(waarde: float | None) -> str:
    return "–" if waarde is None else maat(waarde)


def _v(rij: Json) -> str:
    laag, hoog = maat(rij["vMin"]), maat(rij["vMax"])
    if laag == hoog:
        return maat(rij["v"]) if rij["vMin"] == rij["vMax"] else f"ongeveer {laag}"
    return f"{laag}–{hoog}"


def _benoem(rij: Json) -> str:
    naam, code = rij["naam"], rij["code"]
    return f"{naam} ({code})" if naam and naam != code else str(code)


def _geteld(gewicht: float) -> str:
    """The weight of ground: ground without any counted is ground all the same."""
    return heel(gewicht) if gewicht else "geen geteld"


def _deel(aandeel: float | None, *, alles: bool = True) -> str:
    """A share in tenths of per cents, never rounded to nothing or to everything.

    ``alles``: the share may be all. Of a whole that has ground elsewhere too, all and nothing of what
    was counted is neither.
    """
    if aandeel is None or (aandeel == 0 and not alles):
        return "–"
    if aandeel == 1 and not alles:
        return "bijna alles"
    tienden = round(1000 * aandeel)
    if 0 < aandeel < 1:
        tienden = min(max(tienden, 1), 999)
    return f"{tienden / 10:.1f}%".replace(".", ",")


def _km(meter: float) -> str:
    return f"{heel(meter / 1000)} km"


def _tabel(titel: str, kop: Sequence[str], rijen: Iterable[Sequence[str]], rechts: Iterable[int] = ()) -> None:
    tabel(titel, kop, rijen, rechts, vouwbaar=_VOUWBAAR)
