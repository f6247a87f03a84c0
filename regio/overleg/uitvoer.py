"""The OOGO as files to keep: a table (CSV, or a workbook for Excel) and the terms of the law (iCalendar)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from regio.congruentie.tabel import Rij, Tabel, als_csv
from regio.overleg.termijnen import EERSTE_JAAR, OM_DE, termijnen
from regio.overleg.uitleg import GEEN
from regio.werkmap import Blad, werkmap

Json = dict[str, Any]
KOP = (
    *("peildatum", "samenwerkingsverband", "sector", "naam_verband", "gemeente", "naam_gemeente", "ligging"),
    *("kinderen", "aandeel_in_verband", "postcodes", "postcodes_misschien"),
    *("regeling", "regeling_toelichting", "naamsvermelding"),
)
_LIGGING = {True: "geheel", False: "deel", None: "niet zeker"}
ICS = "text/calendar"
# Days before a milestone on which a calendar reminds of it: in time to begin, and in time to finish.
_HERINNER = (90, 14)


def tabel(antwoord: Json) -> Tabel:
    """One row per gemeente at a table, of the answer about a gemeente or about an SWV."""
    slot = (*regelingcellen(antwoord), naamsvermelding(antwoord))
    tafels = antwoord.get("tafels", [antwoord])
    rijen = [_rij(antwoord["geldigOp"], tafel, gemeente, slot) for tafel in tafels for gemeente in tafel["gemeenten"]]
    return Tabel(KOP, tuple(rijen))


def _rij(datum: str, tafel: Json, gemeente: Json, slot: Rij) -> Rij:
    return (
        *(datum, tafel["code"], tafel["sector"], tafel["naam"], gemeente["code"], gemeente["naam"]),
        *(_LIGGING[gemeente["geheel"]], gemeente["kinderen"], gemeente["aandeel"]),
        *(" ".join(gemeente["postcodes"]), " ".join(gemeente["postcodesMisschien"])),
        *slot,
    )


def regelingcellen(antwoord: Json) -> Rij:
    """The version that the tables rest on, and what to know of it; empty on a day without one."""
    regeling = antwoord["regeling"] or {}
    return regeling.get("versie"), regeling.get("toelichting")


def naamsvermelding(antwoord: Json) -> str:
    """How the sources want to be named, each once."""
    namen = [bron["naamsvermelding"] for bron in antwoord["herkomst"] if bron["naamsvermelding"]]
    return "; ".join(dict.fromkeys(namen))


def als_overleg_csv(antwoord: Json) -> bytes:
    """The table as CSV in UTF-8, which begins with a byte order mark."""
    return in_bytes(tabel(antwoord))


def als_werkmap(antwoord: Json) -> bytes:
    """The table as a workbook (.xlsx), with a second sheet of terms, sources and remarks."""
    return met_toelichting("Overleg", tabel(antwoord), antwoord, _procedure(antwoord))


def in_bytes(inhoud: Tabel) -> bytes:
    """A table as CSV in UTF-8, which begins with a byte order mark."""
    return als_csv(inhoud).encode("utf-8-sig")


def met_toelichting(naam: str, inhoud: Tabel, antwoord: Json, meer: Iterable[Rij] = ()) -> bytes:
    """A table as a workbook, with a sheet of the day, the regeling, ``meer``, the remarks and the sources."""
    uitleg = [
        ("peildatum", antwoord["geldigOp"]),
        *(("regeling", tekst) for tekst in regelingcellen(antwoord) if tekst),
        *meer,
        *(("opmerking", een["tekst"]) for een in antwoord["opmerkingen"]),
        *(("bron", "{wat}, {autoriteit}, {jaar}, {licentie}".format(**bron)) for bron in antwoord["herkomst"]),
    ]
    return werkmap(Blad(naam, inhoud.kop, inhoud.rijen), Blad("Toelichting", ("soort", "tekst"), tuple(uitleg)))


def _procedure(antwoord: Json) -> Iterator[Rij]:
    for termijn in antwoord["termijnen"]:
        yield "termijn", f"{termijn['dag']}: {termijn['uitleg']}"
    yield "termijn", antwoord["termijnenToelichting"]
    yield "geen overeenstemming", antwoord["geenOvereenstemming"]["tekst"]


def als_agenda(vanaf: date, wie: str) -> bytes:
    """The terms of the law from a day on as iCalendar (RFC 5545), repeated every four years.

    ``wie`` names the gemeente or SWV in the title of the events; of each a calendar reminds twice. The events of
    every round have the same names: they repeat, so a later file takes the place of what is in a calendar already.
    By SEQUENCE, the number of the round, a calendar knows which is the later (RFC 5546).
    """
    from icalendar import Calendar, Event

    agenda = Calendar()
    agenda.add("prodid", "-//regio//OOGO//NL")
    agenda.add("version", "2.0")
    for termijn in termijnen(vanaf):
        gebeurtenis = Event()
        gebeurtenis.add("uid", f"{hashlib.sha256(f'{termijn.wat}{wie}'.encode()).hexdigest()[:32]}@regio")
        gebeurtenis.add("dtstamp", _herzien(termijn.dag.year))
        gebeurtenis.add("sequence", (termijn.dag.year - EERSTE_JAAR) // OM_DE)
        gebeurtenis.add("dtstart", termijn.dag)
        gebeurtenis.add("dtend", termijn.dag + timedelta(days=1))
        gebeurtenis.add("rrule", {"freq": "yearly", "interval": OM_DE})
        gebeurtenis.add("summary", f"{termijn.wat} ({wie})")
        gebeurtenis.add("description", f"{termijn.elke_ronde} Ten minste eens in de vier jaar.\n{GEEN}")
        gebeurtenis.add("transp", "TRANSPARENT")
        for dagen in _HERINNER:
            gebeurtenis.add_component(_herinnering(dagen, f"{termijn.wat} ({wie})"))
        agenda.add_component(gebeurtenis)
    return bytes(agenda.to_ical())


def _herzien(jaar: int) -> datetime:
    """Since when a round is the one to come, so that its file is the same whenever it is fetched (DTSTAMP).

    That is the day after the round before; for the first round the year before it.
    """
    return datetime(jaar - OM_DE, 5, 2, tzinfo=UTC) if jaar > EERSTE_JAAR else datetime(2013, 1, 1, tzinfo=UTC)


def _herinnering(dagen: int, wat: str) -> Any:
    """What a calendar shows some days before an event."""
    from icalendar import Alarm

    herinnering = Alarm()
    herinnering.add("action", "DISPLAY")
    herinnering.add("trigger", timedelta(days=-dagen))
    herinnering.add("description", f"Over {dagen} dagen: {wat}")
    return herinnering
