"""The OOGO as files: what a spreadsheet and a calendar read back is what the answer says."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.uitvoer import KOP, als_agenda, als_overleg_csv, als_werkmap
from regio.overleg.verband import overleg_van_verband
from regio.stand.stand import Stand

DAG = "2026-11-22"


@pytest.fixture(scope="module")
def antwoord(stand: Stand) -> dict[str, Any]:
    return overleg_van_gemeente(stand, "GM1730", DAG)


def test_the_csv_has_a_row_per_gemeente_at_a_table(antwoord: dict[str, Any]) -> None:
    inhoud = als_overleg_csv(antwoord)
    assert inhoud.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    rijen = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"))))
    assert [(rij["samenwerkingsverband"], rij["gemeente"]) for rij in rijen] == [
        (tafel["code"], gemeente["code"]) for tafel in antwoord["tafels"] for gemeente in tafel["gemeenten"]
    ]
    deel = next(rij for rij in rijen if (rij["samenwerkingsverband"], rij["gemeente"]) == ("VO2001", "GM1730"))
    assert (deel["ligging"], deel["postcodes"]) == ("deel", "9471 9472 9473 9474 9475")
    assert "Kadaster" in deel["naamsvermelding"]


def test_every_row_has_the_version_of_the_regeling_and_what_to_know_of_it(stand: Stand) -> None:
    """Also after 2015, where later changes of the law are not known."""

    def cellen(dag: str) -> set[tuple[str, str]]:
        inhoud = als_overleg_csv(overleg_van_gemeente(stand, "GM1730", dag)).decode("utf-8-sig")
        return {(rij["regeling"], rij["regeling_toelichting"]) for rij in csv.DictReader(io.StringIO(inhoud))}

    ((versie, zin),) = cellen(DAG)
    assert versie == "2015-04-23" and zin.startswith("Doorgetrokken uit")
    ((versie, zin),) = cellen("2014-10-01")
    assert versie == "2013-10-01" and zin.endswith("trekt die van 2013-10-01 door.")


def test_the_workbook_tells_the_same_as_the_csv(antwoord: dict[str, Any]) -> None:
    werkmap = load_workbook(io.BytesIO(als_werkmap(antwoord)))
    blad = werkmap["Overleg"]
    kop, *rijen = blad.iter_rows(values_only=True)
    assert kop == KOP and blad.freeze_panes == "A2"
    uit_csv = list(csv.reader(io.StringIO(als_overleg_csv(antwoord).decode("utf-8-sig"))))[1:]
    assert [["" if cel is None else str(cel) for cel in rij] for rij in rijen] == uit_csv
    assert isinstance(rijen[0][KOP.index("kinderen")], int)
    regeling = {rij[1] for rij in werkmap["Toelichting"].iter_rows(values_only=True) if rij[0] == "regeling"}
    assert regeling == {antwoord["regeling"]["versie"], antwoord["regeling"]["toelichting"]}
    soorten = {rij[0] for rij in werkmap["Toelichting"].iter_rows(min_row=2, values_only=True)}
    assert soorten >= {"peildatum", "termijn", "geen overeenstemming", "bron"}


def test_text_never_becomes_a_formula(antwoord: dict[str, Any]) -> None:
    tafel = antwoord["tafels"][0]
    gemeente = {**tafel["gemeenten"][0], "naam": "=HYPERLINK(1)"}
    raar = {**antwoord, "tafels": [{**tafel, "gemeenten": [gemeente]}]}
    vak = load_workbook(io.BytesIO(als_werkmap(raar)))["Overleg"].cell(2, KOP.index("naam_gemeente") + 1)
    assert (vak.data_type, vak.value) == ("s", "=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in als_overleg_csv(raar).decode("utf-8-sig")


def test_an_swv_gives_the_same_table(stand: Stand) -> None:
    verband = overleg_van_verband(stand, "VO2001", DAG)
    rijen = list(csv.DictReader(io.StringIO(als_overleg_csv(verband).decode("utf-8-sig"))))
    assert [rij["naam_gemeente"] for rij in rijen] == ["Groningen", "Tynaarlo"]
    leeg = als_werkmap(overleg_van_verband(stand, "PO0001", DAG))
    assert load_workbook(io.BytesIO(leeg))["Overleg"].max_row == 1


def test_a_calendar_reads_the_terms(antwoord: dict[str, Any]) -> None:
    inhoud = als_agenda(date.fromisoformat(DAG), "Tynaarlo")
    raad, klaar = Calendar.from_ical(inhoud).walk("VEVENT")
    assert (raad.decoded("dtstart"), klaar.decoded("dtstart")) == (date(2030, 1, 31), date(2030, 5, 1))
    assert klaar["rrule"] == {"FREQ": ["YEARLY"], "INTERVAL": [4]}
    assert "Tynaarlo" in str(klaar["summary"]) and raad["uid"] != klaar["uid"]
    assert als_agenda(date.fromisoformat(DAG), "Tynaarlo") == inhoud
    assert als_agenda(date(2026, 12, 31), "Tynaarlo") == als_agenda(date(2027, 1, 1), "Tynaarlo") == inhoud
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))


def test_a_calendar_reminds_in_time_and_says_where_to_go_without_agreement() -> None:
    for een in Calendar.from_ical(als_agenda(date.fromisoformat(DAG), "Tynaarlo")).walk("VEVENT"):
        herinneringen = een.walk("VALARM")
        assert [rij.decoded("trigger") for rij in herinneringen] == [timedelta(days=-90), timedelta(days=-14)]
        assert {str(rij["action"]) for rij in herinneringen} == {"DISPLAY"}
        assert [str(rij["description"]) for rij in herinneringen] == [
            f"Over {dagen} dagen: {een['summary']}" for dagen in (90, 14)
        ]
        eerste, tweede = str(een["description"]).split("\n")
        assert "eens in de vier jaar" in eerste and "onderwijsgeschillen.nl" in tweede


def test_the_calendar_of_a_later_round_takes_the_place_of_one_before() -> None:
    """The events repeat: with other names they would stand in a calendar twice."""

    def namen(dag: date, wie: str) -> list[str]:
        return [str(een["uid"]) for een in Calendar.from_ical(als_agenda(dag, wie)).walk("VEVENT")]

    assert namen(date(2026, 1, 1), "Tynaarlo") == namen(date(2030, 1, 1), "Tynaarlo")
    assert not set(namen(date(2026, 1, 1), "Tynaarlo")) & set(namen(date(2026, 1, 1), "Assen"))


def test_a_calendar_knows_which_round_is_the_later() -> None:
    """Of two events with one name the higher SEQUENCE holds (RFC 5546)."""

    def rondes(dag: date) -> list[int]:
        return [een.decoded("sequence") for een in Calendar.from_ical(als_agenda(dag, "Tynaarlo")).walk("VEVENT")]

    assert rondes(date(2014, 1, 1)) == [0, 0]
    assert rondes(date(2026, 5, 1)) == [3, 3] and rondes(date(2026, 5, 2)) == [4, 4]


def test_what_a_repeated_event_says_holds_in_every_round() -> None:
    for dag in (date(2014, 1, 1), date(2026, 5, 2)):
        for een in Calendar.from_ical(als_agenda(dag, "Tynaarlo")).walk("VEVENT"):
            assert not re.search(r"\b20[0-9]{2}\b", str(een["description"]))
            assert een.decoded("dtstamp").date() <= dag
    stempels = [
        Calendar.from_ical(als_agenda(dag, "Assen")).walk("VEVENT")[0].decoded("dtstamp").isoformat()
        for dag in (date(2014, 1, 1), date(2026, 5, 1), date(2026, 5, 2))
    ]
    assert stempels == sorted(set(stempels)), "a later round was revised later (RFC 5545, 3.8.7.2)"
