"""What ``regio scenario`` shows on the screen: the findings first, then every figure beside what it was."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from regio.cli.scherm import BREEDTE, regel, tabel
from regio.cli.slot import slotzinnen
from regio.congruentie.getallen import geteld, heel, kort, maat, verschil

if TYPE_CHECKING:
    from regio.scenario.doorrekening import Doorrekening
    from regio.scenario.voorbeelden import Voorbeeld
    from regio.stand.stand import Stand

Json = dict[str, Any]
MEESTE_POSTCODES = 12
_KOPPEN = {"fout": "Fout", "waarschuwing": "Let op", "info": "Weet"}
_STATUS = {"gewijzigd": "", "nieuw": " (nieuw)", "opgeheven": " (opgeheven)"}
_SPLITSING = {
    "heel": "in één verband",
    "nieuw-gesplitst": "nieuw gesplitst",
    "al-gesplitst": "was al gesplitst",
    "geheeld": "niet langer gesplitst",
    "opgegaan": "bestaat niet meer",
}


def toon_lijst(alle: Sequence[Voorbeeld]) -> None:
    """Print the worked examples."""
    for een in alle:
        regel(f"{een.naam} ({een.soort}, {een.peildatum}): {een.titel}. {geteld(len(een.zetten), 'zet', 'zetten')}.")
        regel(f"  {een.toelichting} Bron: {een.bron}.")
        sys.stdout.write("\n")


def toon(uitkomst: Doorrekening, stand: Stand) -> None:
    """Print a scenario beside its base, or beside another."""
    antwoord = uitkomst.als_json()
    _kop(antwoord)
    _bevindingen(antwoord["bevindingen"])
    _totalen(antwoord["totalen"])
    _verbanden(antwoord)
    _tafels(antwoord["gemeenten"])
    _congruentie(antwoord["congruentie"])
    _wissels(antwoord["verschil"])
    _weging(antwoord["weging"])
    for zin in slotzinnen(stand, (uitkomst.voor.datum, uitkomst.na.datum)):
        regel(zin)


def _kop(antwoord: Json) -> None:
    voor, na = antwoord["voor"], antwoord["na"]
    titel = f"{_hoofdletter(na['titel'])}, naast {voor['titel']}"
    sys.stdout.write(f"{titel}\n{'─' * min(len(titel), BREEDTE)}\n")
    zetten = len(na["zetten"])
    aannames = sum(bool(zet["aanname"]) for zet in na["zetten"])
    regel(
        f"{geteld(zetten, 'zet', 'zetten')} op {na['peildatum']}; regeling van {na['versie']}."
        f"{_aannames(aannames, zetten)}"
    )


def _aannames(aannames: int, zetten: int) -> str:
    if not aannames:
        return ""
    wie = "Die" if zetten == 1 else f"{heel(aannames)} daarvan"
    return f" {wie} {'is' if aannames == 1 else 'zijn'} een aanname."


def _bevindingen(alle: Sequence[Json]) -> None:
    sys.stdout.write("\n")
    if not alle:
        regel("Geen bevindingen.")
    for een in alle:
        regel(f"{_KOPPEN[een['niveau']]}: {een['wat']} {een['gedaan']}")


def _totalen(totalen: Mapping[str, Json]) -> None:
    kop = ("sector", "verbanden", "gemeenten", "gesplitst", "plaatsen aan tafel")
    velden = ("samenwerkingsverbanden", "gemeenten", "gesplitsteGemeenten", "plaatsenAanTafel")
    rijen = [
        (sector, *(_naast(str(een["voor"][veld]), str(een["na"][veld])) for veld in velden))
        for sector, een in totalen.items()
    ]
    tabel("", kop, rijen, rechts=(1, 2, 3, 4))


def _verbanden(antwoord: Json) -> None:
    rijen = antwoord["samenwerkingsverbanden"]
    if not rijen:
        regel("Geen verband krijgt andere grond.")
        return
    kop = ("verband", "naam", "kinderen", "inwoners", "postcodes", "gemeenten", "stukken", "grens in km")
    cellen = [
        (
            f"{rij['code']}{_STATUS[rij['status']]}",
            rij["naam"] or "–",
            *(_getallen(rij, veld) for veld in ("kinderen", "inwoners", "postcodes")),
            _naast(*(str(len(rij[kant]["gemeenten"])) if rij[kant] else "–" for kant in ("voor", "na"))),
            _getallen(rij, "stukken"),
            _naast(*(_km(rij[kant]["grens"]["lengte"]) if rij[kant] else "–" for kant in ("voor", "na"))),
        )
        for rij in rijen
    ]
    tabel("Verbanden die veranderen", kop, cellen, rechts=range(2, len(kop)), vouwbaar=("naam",))


def _tafels(rijen: Sequence[Json]) -> None:
    if not rijen:
        regel("Geen gemeente zit aan een andere tafel.")
        return
    kop = ("sector", "gemeente", "tafels ervoor", "tafels erna", "splitsing")
    cellen = [
        (rij["sector"], _benoem(rij), _tafel(rij["voor"]), _tafel(rij["na"]), _SPLITSING[rij["splitsing"]])
        for rij in rijen
    ]
    tabel("Aan welke OOGO-tafels een gemeente zit", kop, cellen, vouwbaar=("gemeente", "tafels ervoor", "tafels erna"))


def _congruentie(rijen: Sequence[Json]) -> None:
    kop = ("sector", "naast", "V ervoor", "V erna", "verschil", "grens in km", "daarvan gelijk", "niet te vergelijken")
    cellen = [
        (
            rij["indeling"],
            rij["titel"],
            maat(rij["voor"]["v"]),
            maat(rij["na"]["v"]),
            verschil(rij["verschilV"]),
            *(
                _naast(*(_km(rij[kant]["grens"][veld]) for kant in ("voor", "na")))
                for veld in ("lengte", "samenvallend", "onzeker")
            ),
        )
        for rij in _elk_een_keer(rijen)
    ]
    tabel("Congruentie: 1 is gelijk", kop, cellen, rechts=range(2, len(kop)), vouwbaar=("naast",))


def _elk_een_keer(rijen: Sequence[Json]) -> list[Json]:
    """The rows without those of a division that another name stands for too, as before 2015; the last name stays."""
    return list({(rij["indeling"], rij["titel"]): rij for rij in rijen}.values())


def _wissels(anders: Json) -> None:
    kop = ("laag", "van", "naar", "bouwstenen", "postcodes")
    cellen = [
        (
            wissel["laag"],
            " of ".join(wissel["van"]) or "geen",
            " of ".join(wissel["naar"]) or "geen",
            str(len(wissel["bouwstenen"])),
            kort(wissel["postcodes"], MEESTE_POSTCODES, "postcodes"),
        )
        for wissel in anders["wissels"]
    ]
    if cellen:
        tabel("Grond die verandert", kop, cellen, rechts=(3,), vouwbaar=("van", "naar", "postcodes"))
    for een in anders["hernoemd"]:
        regel(f"{een['code']} heet {een['naar'] or 'zonder naam'}; dat was {een['van'] or 'zonder naam'}.")


def _weging(wegingen: Mapping[str, Json]) -> None:
    for sector, weging in wegingen.items():
        regel(f"Kinderen {sector}: {weging['titel']}. {weging['toelichting']} {weging['verdeelregel']}")


def _getallen(rij: Json, veld: str) -> str:
    return _naast(*(heel(rij[kant][veld]) if rij[kant] else "–" for kant in ("voor", "na")))


def _naast(voor: str, na: str) -> str:
    return na if voor == na else f"{voor} → {na}"


def _tafel(tafels: Json | None) -> str:
    if tafels is None:
        return "–"
    misschien = [f"misschien {code}" for code in tafels["misschien"]]
    return ", ".join([*tafels["samenwerkingsverbanden"], *misschien]) or "geen"


def _benoem(rij: Json) -> str:
    return f"{rij['naam']} ({rij['code']})" if rij["naam"] else str(rij["code"])


def _km(meter: float) -> str:
    return f"{meter / 1000:,.1f}".translate(str.maketrans(",.", ".,"))


def _hoofdletter(titel: str) -> str:
    """A title at the start of a line; the name of a file stays as it is."""
    return titel if titel.lower().endswith(".csv") else f"{titel[0].upper()}{titel[1:]}"
