"""The OOGO as files to keep: a table (CSV, or a workbook for Excel) and the terms of the law (iCalendar)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from regio.congruentie.tabel import Rij, Tabel, als_csv
from regio.overleg.termijnen import OM_DE, termijnen

Json = dict[str, Any]
KOP = (
    *("peildatum", "samenwerkingsverband", "sector", "naam_verband", "gemeente", "naam_gemeente", "ligging"),
    *("kinderen", "aandeel_in_verband", "postcodes", "postcodes_misschien", "naamsvermelding"),
)
_LIGGING = {True: "geheel", False: "deel", None: "niet zeker"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar"


def tabel(antwoord: Json) -> Tabel:
    """One row per gemeente at a table, of the answer about a gemeente or about an SWV."""
    bron = _naamsvermelding(antwoord)
    tafels = antwoord.get("tafels", [antwoord])
    rijen = [_rij(antwoord["geldigOp"], tafel, gemeente, bron) for tafel in tafels for gemeente in tafel["gemeenten"]]
    return Tabel(KOP, tuple(rijen))


def _rij(datum: str, tafel: Json, gemeente: Json, bron: str) -> Rij:
    return (
        *(datum, tafel["code"], tafel["sector"], tafel["naam"], gemeente["code"], gemeente["naam"]),
        *(_LIGGING[gemeente["geheel"]], gemeente["kinderen"], gemeente["aandeel"]),
        *(" ".join(gemeente["postcodes"]), " ".join(gemeente["postcodesMisschien"]), bron),
    )


def _naamsvermelding(antwoord: Json) -> str:
    namen = [bron["naamsvermelding"] for bron in antwoord["herkomst"] if bron["naamsvermelding"]]
    return "; ".join(dict.fromkeys(namen))


def als_overleg_csv(antwoord: Json) -> bytes:
    """The table as CSV that Excel opens as UTF-8 (it begins with a byte order mark)."""
    return als_csv(tabel(antwoord)).encode("utf-8-sig")


def als_werkmap(antwoord: Json) -> bytes:
    """The table as a workbook (.xlsx), with a second sheet of sources and remarks."""
    from openpyxl import Workbook

    werkmap = Workbook()
    inhoud = tabel(antwoord)
    _vul(werkmap.active, "Overleg", inhoud.kop, inhoud.rijen)
    _vul(werkmap.create_sheet(), "Toelichting", ("soort", "tekst"), tuple(_toelichting(antwoord)))
    uit = BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def _vul(blad: Any, titel: str, kop: tuple[str, ...], rijen: tuple[Rij, ...]) -> None:
    """Fill a sheet: a bold header that stays in view, and text as text (never as a formula)."""
    from openpyxl.styles import Font

    blad.title = titel
    blad.append(kop)
    for nummer, rij in enumerate(rijen, 2):
        for kolom, cel in enumerate(rij, 1):
            vak = blad.cell(nummer, kolom)
            vak.value = cel
            if isinstance(cel, str):
                vak.data_type = "s"
    for vak in blad[1]:
        vak.font = Font(bold=True)
    for kolom, naam in enumerate(kop):
        breedte = max(len(naam), *(min(len(str(rij[kolom] or "")), 60) for rij in rijen)) if rijen else len(naam)
        blad.column_dimensions[blad.cell(1, kolom + 1).column_letter].width = breedte + 2
    blad.freeze_panes = "A2"
    blad.auto_filter.ref = blad.dimensions


def _toelichting(antwoord: Json) -> Iterator[Rij]:
    yield "peildatum", antwoord["geldigOp"]
    for termijn in antwoord["termijnen"]:
        yield "termijn", f"{termijn['dag']}: {termijn['uitleg']}"
    yield "termijn", antwoord["termijnenToelichting"]
    yield "geen overeenstemming", antwoord["geenOvereenstemming"]["tekst"]
    for opmerking in antwoord["opmerkingen"]:
        yield "opmerking", opmerking["tekst"]
    for bron in antwoord["herkomst"]:
        yield "bron", f"{bron['wat']}, {bron['autoriteit']}, {bron['jaar']}, {bron['licentie']}"


def als_agenda(vanaf: date, wie: str) -> bytes:
    """The terms of the law from a day on as iCalendar (RFC 5545), repeated every four years.

    ``wie`` names the gemeente or SWV in the title of the events.
    """
    from icalendar import Calendar, Event

    agenda = Calendar()
    agenda.add("prodid", "-//regio//OOGO//NL")
    agenda.add("version", "2.0")
    for termijn in termijnen(vanaf):
        gebeurtenis = Event()
        gebeurtenis.add("uid", f"{hashlib.sha256(f'{termijn.dag}{termijn.wat}{wie}'.encode()).hexdigest()[:32]}@regio")
        # The day the term is about: the file is the same whenever it is fetched.
        gebeurtenis.add("dtstamp", datetime(vanaf.year, 1, 1, tzinfo=UTC))
        gebeurtenis.add("dtstart", termijn.dag)
        gebeurtenis.add("dtend", termijn.dag + timedelta(days=1))
        gebeurtenis.add("rrule", {"freq": "yearly", "interval": OM_DE})
        gebeurtenis.add("summary", f"{termijn.wat} ({wie})")
        gebeurtenis.add("description", f"{termijn.uitleg} Ten minste eens in de vier jaar.")
        gebeurtenis.add("transp", "TRANSPARENT")
        agenda.add_component(gebeurtenis)
    return bytes(agenda.to_ical())
