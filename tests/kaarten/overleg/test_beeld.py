"""From answers about the OOGO to sentences: hostile names stay text, what is open is said to be open."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from kaarten.overleg import pagina
from kaarten.overleg.beeld import gemeentebeeld, verbandbeeld
from kaarten.overleg.landelijk import landelijk_beeld
from kaarten.overleg.vraag import LANGSTE_NAAM, Vraag, lees
from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.landelijk import alle_tafels
from regio.overleg.verband import overleg_van_verband
from regio.stand.stand import Stand

DAG = "2026-11-22"
KWAAD = "${alert(1)}`</script><img src=x onerror=alert(1)>\"'"


def _vervuild(iets: Any) -> Any:
    """The same answer in which every name is hostile."""
    if isinstance(iets, dict):
        return {veld: KWAAD if veld == "naam" else _vervuild(waarde) for veld, waarde in iets.items()}
    return [_vervuild(een) for een in iets] if isinstance(iets, list) else iets


def test_a_gemeente_in_two_verbanden_is_told_so(stand: Stand) -> None:
    beeld = gemeentebeeld(overleg_van_gemeente(stand, "GM1730", DAG), Vraag())
    assert beeld.inleiding == [
        "Tynaarlo zit aan 3 tafels: 1 voor het basisonderwijs en 2 voor het voortgezet onderwijs.",
        "Voor het voortgezet onderwijs is de gemeente verdeeld over meer verbanden.",
    ]
    vo2001 = next(tafel for tafel in beeld.tafels if tafel.code == "VO2001")
    assert vo2001.zinnen[0] == (
        "Tynaarlo ligt voor een deel in dit verband: de postcodes 9471 t/m 9475 (744 kinderen, 31% van de gemeente)."
    )
    assert [(lid.nummer, lid.naam, lid.eigen) for lid in vo2001.leden] == [
        (1, "Groningen", False),
        (2, "Tynaarlo", True),
    ]
    assert vo2001.naamloos and vo2001.titel == "Samenwerkingsverband VO2001"


def test_open_tables_and_shares_are_said_to_be_open(stand: Stand) -> None:
    # Of three postcodes nobody knows whether they lay in Groningen or in Midden-Groningen that year.
    antwoord = overleg_van_gemeente(stand, "GM0014", "2018-06-01")
    beeld = gemeentebeeld(antwoord, Vraag())
    open_ = next(tafel for tafel in beeld.tafels if tafel.code == "VO2002")
    assert open_.zinnen[0] == "Niet zeker: van de postcodes 9613, 9614, 9622 is niet bekend of die hier horen."
    assert beeld.inleiding[-1] == "Of Groningen ook bij VO2002 aan tafel zit, is niet zeker."
    eigen = next(lid for lid in open_.leden if lid.eigen)
    assert (eigen.ligging, eigen.aandeel, eigen.misschien) == ("niet zeker", "niet bekend", "9613, 9614, 9622")
    tekst = pagina.gemeentepagina(stand, antwoord, Vraag("2018-06-01"))
    assert "niet zeker: 9613, 9614, 9622" in tekst and "Stippen: niet zeker" in tekst


def test_a_national_verband_says_that_it_has_no_area(stand: Stand) -> None:
    beeld = verbandbeeld(overleg_van_verband(stand, "PO0001", DAG), Vraag())
    assert beeld.tafels == [] and "landelijk verband" in beeld.inleiding[0]


def test_every_page_can_be_made(stand: Stand) -> None:
    for datum in ("2013-01-01", DAG):
        for rij in alle_tafels(stand, datum)["gemeenten"][::9]:
            antwoord = overleg_van_gemeente(stand, rij["code"], datum)
            tekst = pagina.gemeentepagina(stand, antwoord, Vraag(datum))
            assert tekst.count('<svg class="tafelkaart"') == len(antwoord["tafels"]), rij
            assert tekst.count("<table data-tafel=") == len(antwoord["tafels"])


@pytest.mark.parametrize("soort", ["gemeente", "verband", "start"])
def test_hostile_names_stay_text(stand: Stand, soort: str) -> None:
    if soort == "gemeente":
        tekst = pagina.gemeentepagina(stand, _vervuild(overleg_van_gemeente(stand, "GM1730", DAG)), Vraag())
    elif soort == "verband":
        tekst = pagina.verbandpagina(stand, _vervuild(overleg_van_verband(stand, "VO2001", DAG)), Vraag())
    else:
        tekst = pagina.startpagina(_vervuild(alle_tafels(stand, DAG)), Vraag(wie=KWAAD), [("GM1730", KWAAD, KWAAD)])
    assert "<img" not in tekst and "</script" not in tekst
    assert html.escape(KWAAD, quote=False)[:20] in tekst
    assert not re.search(r"style=|<script|<style|\son\w+=", tekst.replace("onerror=alert", ""))


def test_the_national_table_sorts_both_ways(stand: Stand) -> None:
    antwoord = alle_tafels(stand, DAG)
    for kolom in ("PO", "VO", "samen"):
        meest = [rij.aantallen[kolom] for rij in landelijk_beeld(antwoord, Vraag(volgorde=f"-{kolom}")).rijen]
        minst = [rij.aantallen[kolom] for rij in landelijk_beeld(antwoord, Vraag(volgorde=kolom)).rijen]
        assert meest == sorted(meest, reverse=True) and minst == sorted(minst) and meest[0] > meest[-1]
    beeld = landelijk_beeld(antwoord, Vraag())
    assert beeld.zinnen[0] == f"{antwoord['verdeling'][0]['gemeenten']} gemeenten zitten aan 2 tafels"
    assert [kop.volgorde for kop in beeld.koppen] == ["ascending", "", "", ""]


def test_a_question_that_is_not_understood_has_a_sentence_per_fault() -> None:
    vraag = lees([("wie", "x" * (LANGSTE_NAAM + 1)), ("raar", "1")], ("peildatum", "wie", "volgorde"))
    assert set(vraag.fouten) == {"", "wie"} and vraag.wie == ""
    assert "raar" in vraag.fouten[""][0]
    assert Vraag("2020-01-01").naar("VO2001") == "/samenwerkingsverbanden/VO2001?peildatum=2020-01-01"
    assert Vraag().naar("GM1730") == "/gemeenten/GM1730"
