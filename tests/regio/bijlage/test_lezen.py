"""The annex read from CSV, a web page and XML: the same rows, every fault with its line, and no file that harms."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from regio.bijlage.lezen import MEESTE_BYTES, lees_bijlage, soort_van
from regio.bronnen.rijen import Feiten
from regio.fouten import Fout, Vraagfout
from regio.regeling_lijst import lees_regeling
from regio.stand.stand import Stand
from tests.regio.bijlage.vormen import Rij, als_csv, als_html, als_xml

VEEL = MEESTE_BYTES - 1000


@pytest.fixture(scope="module")
def rijen(feiten: Feiten) -> list[Rij]:
    """The rows of the table of 2015."""
    return [(rij.pc4, rij.gemeente, rij.po, rij.vo) for rij in feiten.regeling_postcodes if rij.versie.year == 2015]


def _lees(inhoud: bytes) -> tuple[list[tuple[str, ...]], list[Fout]]:
    fouten: list[Fout] = []
    kolommen = ("postcode", "gemeente", "po", "vo")
    uit = [tuple(rij.cellen[naam] for naam in kolommen) for rij in lees_bijlage(inhoud, fouten)]
    return uit, fouten


def _zonder_spatie(rijen: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The space in a code is taken away where rows become a version, not here."""
    return [(pc4, gemeente, po.replace(" ", ""), vo) for pc4, gemeente, po, vo in rijen]


@pytest.mark.parametrize("naamruimte", ["", "bwb"])
@pytest.mark.parametrize("vorm", ["csv", "html", "xml"])
def test_the_table_of_2015_is_read_whole_from_every_form(rijen: list[Rij], vorm: str, naamruimte: str) -> None:
    inhoud = {"csv": als_csv(rijen), "html": als_html(rijen), "xml": als_xml(rijen, naamruimte)}[vorm]
    assert soort_van(inhoud) == vorm
    gelezen, fouten = _lees(inhoud)
    assert (_zonder_spatie(gelezen), fouten) == (rijen, [])
    assert len(gelezen) == 4046


def test_other_encodings_of_a_page_and_of_xml(rijen: list[Rij]) -> None:
    tekst = als_xml(rijen).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert _lees(tekst.encode("utf-16"))[0] == rijen
    latijn = [("8711", "Súdwest-Fryslân", "PO2101", "VO2103")]
    pagina = als_html(latijn).decode().replace('charset="utf-8"', 'charset="iso-8859-1"')
    assert _zonder_spatie(_lees(pagina.encode("cp1252"))[0]) == latijn
    assert _zonder_spatie(_lees(b"\xef\xbb\xbf" + als_html(latijn))[0]) == latijn


def test_spans_repeated_headers_titles_and_blank_rows() -> None:
    pagina = """<table><caption>Bijlage</caption>
<tr><th rowspan=2>PC4<th rowspan=2>Gemeentenaam<th colspan=2>Samenwerkingsverband
<tr><th>PO<th>VO
<tr><td colspan=4>Provincie Drenthe
<tr><td>9471<td rowspan=2>Tyn&shy;aarlo<td rowspan=0>PO2201<td>VO2001
<tr><td>9472<td>VO2001
<tr><td><td><td><td>
<tr><th>Postcode<th>Gemeente<th>SWV PO<th>SWV VO</tr>
<tr><td>9481<td>Tynaarlo<td>PO2201<td>VO2201</table>"""
    gelezen, fouten = _lees(pagina.encode())
    assert fouten == []
    # A span of 0 rows reaches to the end of its table: PO2201 stands in the blank row too, which is then not blank.
    assert [rij for rij in gelezen if rij[0]] == [
        ("9471", "Tynaarlo", "PO2201", "VO2001"),
        ("9472", "Tynaarlo", "PO2201", "VO2001"),
        ("9481", "Tynaarlo", "PO2201", "VO2201"),
    ]


def test_spans_by_name_in_xml() -> None:
    tekst = """<table><tgroup cols="4"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/><colspec/>
<spanspec spanname="alles" namest="a" nameend="c"/>
<tbody><row><entry spanname="alles">Bijlage</entry></row>
<row><entry>Postcode</entry><entry>Gemeente</entry><entry>PO</entry><entry>VO</entry></row>
<row><entry>9471</entry><entry morerows="1">Tynaarlo</entry>
<entry namest="c" nameend="c">PO2201</entry><entry>VO2001</entry></row>
<row><entry>9472</entry><entry colname="c">PO2201</entry><entry>VO2001</entry></row></tbody></tgroup></table>"""
    gelezen, fouten = _lees(tekst.encode())
    assert fouten == []
    assert gelezen == [(pc4, "Tynaarlo", "PO2201", "VO2001") for pc4 in ("9471", "9472")]


def test_faults_of_a_table_have_line_and_row() -> None:
    pagina = """<table><tr><th>Postcode<th>Gemeente<th>PO<th>VO</tr>
<tr><td>9471<td>Tynaarlo<td>PO2201<td>VO2001</tr>
<tr><td>9472<td>Tynaarlo<td>PO2201</tr></table>
<table><tr><th>Postcode<th>Gemeente<th>PO</tr>
<tr><td>9473<td>Tynaarlo<td>PO2201</tr></table>"""
    _, fouten = _lees(pagina.encode())
    assert [fout.melding for fout in fouten] == [
        "Regel 3 (rij 2): hier ontbreekt een cel: vo.",
        "Regel 4: de kop van de tabel mist de kolom vo.",
    ]


def test_a_postcode_that_stands_twice_on_one_line_is_told_by_its_row(stand: Stand) -> None:
    rij = "<tr><td>9471<td>Tynaarlo<td>PO2201<td>VO2001</tr>"
    pagina = f"<table><tr><th>Postcode<th>Gemeente<th>PO<th>VO</tr>\n{rij}{rij}</table>"
    with pytest.raises(Vraagfout) as gevangen:
        lees_regeling(pagina.encode(), "bad.html", stand)
    (fout,) = gevangen.value.fouten
    assert fout.melding == (
        "Regel 2 (rij 2): postcode 9471 staat ook op rij 1; de regeling geeft een postcode één regel."
    )


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (b"", "leeg"),
        (b"<html><body><p>Geen tabel</p></body></html>", "geen-tabel"),
        (b"<table><tr><td>9471<td>Tynaarlo<td>PO2201<td>VO2001</tr></table>", "kop"),
        (b"<table><tr><th>Postcode<th>Gemeente<th>PO<th>VO<tr><td>9471<td>Tyn", "afgekapt"),
        (b"<html><table><tr><td>1</table><p class=", "afgekapt"),
        (b"<t><tgroup><row><entry>9471</entry>", "afgekapt"),
        (b"<t><tgroup></t>", "geen-xml"),
        (b"<t><tgroup/>&zomaar;</t>", "entiteit"),
        ('<?xml version="1.0" encoding="UTF-8"?><t><tgroup/>Súdwest</t>'.encode("latin-1"), "geen-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><t><tgroup/></t>', "codering"),
        ('<html><meta charset="utf-8"><table><tr><td>Súdwest'.encode("latin-1"), "codering"),
        (b'<html><meta charset="klingon"><table>', "codering"),
        ("postcode,gemeente,po,vo\n8711,Súdwest-Fryslân,PO2101,VO2103\n".encode("latin-1"), "geen-utf8"),
        (b"PK\x03\x04" + bytes(50), "vorm"),
        (b"%PDF-1.7\n", "vorm"),
        (b"<html><![<![", "geen-html"),
        (b"<html>" + b"<table>" * 30, "te-diep"),
        (b"<tgroup>" * 200, "te-diep"),
        (bytes(10_000_000), "te-groot"),
    ],
)
def test_a_file_that_is_no_annex_is_refused_with_the_reason(inhoud: bytes, code: str) -> None:
    with pytest.raises(Vraagfout) as gevangen:
        _lees(inhoud)
    assert [fout.code for fout in gevangen.value.fouten] == [code]


BOM = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%b">' % (nr, b"&%c;" % (nr - 1) * 10) for nr in range(ord("b"), ord("k"))
)


def test_entities_are_never_written_out_and_no_file_is_fetched(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.txt"
    geheim.write_text("geheim", encoding="utf-8")
    buiten = f'<!DOCTYPE l [<!ENTITY x SYSTEM "{geheim.as_uri()}">]><l><tgroup>&x;</tgroup></l>'.encode()
    for inhoud in (BOM + b"]><l><tgroup>&j;</tgroup></l>", buiten):
        with pytest.raises(Vraagfout, match="ENTITY"):
            _lees(inhoud)


@pytest.mark.parametrize(
    "stuk",
    [
        b"<",
        b"<!",
        b"<!--",
        b"<?",
        b"</",
        b'<a "',
        b"<a b='",
        b"&",
        b"<table></table>",
        b"<tr><td rowspan=0 colspan=50>",
    ],
)
def test_megabytes_of_rubbish_take_no_more_than_minutes(stuk: bytes) -> None:
    begin = time.perf_counter()
    for kop in (b"<html><table>", b"<html><textarea>", b"<t><tgroup>"):
        with pytest.raises(Vraagfout):
            _lees(kop + stuk * (VEEL // len(stuk)))
    assert time.perf_counter() - begin < 300


def test_random_bytes_are_refused() -> None:
    for _ in range(20):
        with pytest.raises(Vraagfout):
            _lees(os.urandom(100_000))
