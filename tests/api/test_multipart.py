"""Reading a form with a file: as browsers and clients send it, and what is refused without taking long."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.multipart import LANGSTE_HOOFD, MEESTE_DELEN, lees_delen
from api.tussenlaag import GROOTSTE_LIJF
from tests.api.scenarioproef import Proef

KOP = "multipart/form-data; boundary=x"
DISPOSITIE = 'Content-Disposition: form-data; name="a"'


def lijf(*hoofden: str, waarde: bytes = b"w", einde: bytes = b"--x--\r\n") -> bytes:
    """Parts with these headers and all the same content."""
    return b"".join(b"--x\r\n" + hoofd.encode() + b"\r\n\r\n" + waarde + b"\r\n" for hoofd in hoofden) + einde


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=200), max_size=5), st.binary(max_size=300))
def test_what_a_client_sends_is_read_back(waarden: list[str], inhoud: bytes) -> None:
    namen = {f"veld{nummer}": waarde for nummer, waarde in enumerate(waarden)}
    bestanden = {naam: (f"{naam}.csv", inhoud) for naam in ("bestand", "ander")}
    vraag = httpx2.Request("POST", "https://x/", data=namen, files=bestanden)
    vraag.read()
    uit = lees_delen(vraag.headers["content-type"], vraag.content)
    assert uit.velden == namen and uit.bestanden == {"bestand": inhoud, "ander": inhoud}


@pytest.mark.parametrize(
    "hoofd",
    [
        DISPOSITIE,
        "content-disposition:form-data;name=a",
        'CONTENT-DISPOSITION: Form-Data ; NAME="a"\r\nContent-Type: text/plain; charset=utf-8',
        "Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"a\"; filename*=utf-8''b.csv",
    ],
)
def test_a_field_as_clients_write_it(hoofd: str) -> None:
    uit = lees_delen(KOP, b"\r\n" + lijf(hoofd, waarde="é\r\n--\r\n".encode(), einde=b"--x--\r\nna\r\n--x\r\n"))
    assert (uit.velden, uit.bestanden) == ({"a": "é\r\n--\r\n"}, {})


@pytest.mark.parametrize("naam", ['""', "b.csv", r'"een \"b\"; name=\"c\".csv"', '"%22.csv"'])
def test_a_file_has_a_name_and_bytes(naam: str) -> None:
    uit = lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={naam}", DISPOSITIE, waarde=b"y"))
    assert (uit.velden, uit.bestanden) == ({"a": "y"}, {"a": b"y"})


def test_of_a_name_that_comes_twice_the_first_counts() -> None:
    twee = lijf(DISPOSITIE, waarde=b"1", einde=b"") + lijf(DISPOSITIE, waarde=b"2")
    assert lees_delen(KOP, twee).velden == {"a": "1"}


@pytest.mark.parametrize("kop", ['; boundary="x"', ";charset=utf-8;Boundary=x", "; boundary=x; charset=latin-1"])
def test_the_boundary_as_clients_write_it_and_text_in_one_charset_whatever_they_say(kop: str) -> None:
    assert lees_delen(f"multipart/form-data{kop}", lijf(DISPOSITIE, waarde="é".encode())).velden == {"a": "é"}


ONLEESBAAR = {
    "nothing": b"",
    "no form": b"onzin",
    "no part": b"--x",
    "no end": lijf(DISPOSITIE, einde=b""),
    "no end after a whole part": lijf(DISPOSITIE, DISPOSITIE)[:-9],
    "no end of the headers": b"--x\r\n" + DISPOSITIE.encode() + b"\r\n--x--",
    "no disposition": lijf("Content-Type: text/plain"),
    "no name": lijf("Content-Disposition: form-data"),
    "no name but that of a file": lijf("Content-Disposition: form-data; filename=a"),
    "a transfer encoding of its own": lijf(f"{DISPOSITIE}\r\nContent-Transfer-Encoding: rot13"),
    "base64 that is none": lijf(f"{DISPOSITIE}\r\nContent-Transfer-Encoding: base64", waarde=b"QUF"),
    "text in another charset": lijf(DISPOSITIE, waarde=b"\xff"),
    "half a character": lijf(DISPOSITIE, waarde=b"\xc3"),
    "a surrogate": lijf(DISPOSITIE, waarde=b"\xed\xa0\x80"),
    "a name in another charset": lijf(DISPOSITIE).replace(b'"a"', b'"\xe9"'),
    "another boundary": lijf(DISPOSITIE).replace(b"--x\r\n", b"--xy\r\n"),
    "a header with a NUL": lijf("Content\0Disposition: form-data; name=a"),
    "a line feed alone": lijf(DISPOSITIE).replace(b"\r\n", b"\n"),
    "too many parts": lijf(*[DISPOSITIE] * (MEESTE_DELEN + 1)),
    "too many files": lijf(*[f"{DISPOSITIE}; filename=b"] * (MEESTE_DELEN + 1)),
    "parts without a head": b"--x\r\n\r\n\r\n" * 100_000,
    "many headers": lijf("A: b\r\n" * 100_000 + DISPOSITIE),
    "a long header": lijf("A" * 900_000),
    "parameters": lijf(DISPOSITIE + ";a=b" * 200_000),
    "brackets": lijf(DISPOSITIE + ";a=" + "(" * 900_000),
    "quotes": lijf(DISPOSITIE + "; filename=" + '"\\' * 400_000),
    "padding": b"--x" + b" " * 900_000 + b"\r\n",
    "all before the first part": b"\r\n" * 450_000,
}
# What takes the parser longest: each begins as the end of a part and goes on as something else.
BEZIG = [b"\r\n--xz", b"\r\n--x-z", b"\r\n--x\rz", b"\r\n--", b"\r", b"\0"]
PADEN = ["/scenarios", f"/scenarios/{'0' * 32}/importeer"]


@pytest.mark.parametrize("pad", PADEN)
@pytest.mark.parametrize("wat", ONLEESBAAR)
def test_what_no_browser_sends_is_refused_in_a_moment(proef: Proef, pad: str, wat: str) -> None:
    begin = time.process_time()
    antwoord = proef.client.post(pad, content=ONLEESBAAR[wat], headers={"content-type": KOP})
    assert time.process_time() - begin < 5
    assert antwoord.status_code == 400 and "Dit formulier is niet te lezen" in antwoord.text


@pytest.mark.parametrize("kop", ["", "; boundary=", "; boundary", f"; boundary={'x' * 257}", "; boundary*=x"])
def test_without_a_boundary_it_is_no_form(proef: Proef, kop: str) -> None:
    koppen = {"content-type": f"multipart/form-data{kop}"}
    assert proef.client.post("/scenarios", content=lijf(DISPOSITIE), headers=koppen).status_code == 400


@pytest.mark.parametrize("herhaald", BEZIG)
@pytest.mark.parametrize("hoofd", [DISPOSITIE, f"{DISPOSITIE}; filename=b"])
def test_content_made_to_keep_a_parser_busy_is_read_as_it_is(herhaald: bytes, hoofd: str) -> None:
    waarde = herhaald * (GROOTSTE_LIJF // len(herhaald)) + b"."
    begin = time.process_time()
    uit = lees_delen(KOP, lijf(hoofd, waarde=waarde))
    assert time.process_time() - begin < 5
    assert uit.bestanden.get("a", uit.velden.get("a", "").encode()) == waarde


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "undefined", "utf-7", "zip"])
def test_the_charset_that_a_request_names_is_not_used(proef: Proef, charset: str) -> None:
    """Reading punycode takes time that grows with the square of its length."""
    waarde = b"a-" + b"a9b" * 100_000
    begin = time.process_time()
    assert lees_delen(f"{KOP}; charset={charset}", lijf(DISPOSITIE, waarde=waarde)).velden["a"].encode() == waarde
    assert time.process_time() - begin < 5


def test_as_many_parts_and_headers_as_long_as_allowed() -> None:
    assert lees_delen(KOP, lijf(*[DISPOSITIE] * MEESTE_DELEN)).velden == {"a": "w"}
    opvulling = LANGSTE_HOOFD - len(f"{DISPOSITIE}; filename=")
    assert lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={'b' * opvulling}")).bestanden == {"a": b"w"}
    with pytest.raises(ValueError, match="header size"):
        lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={'b' * (opvulling + 1)}"))


def test_a_body_larger_than_allowed_is_refused(proef: Proef) -> None:
    inhoud = lijf(f"{DISPOSITIE}; filename=b", waarde=b"w" * GROOTSTE_LIJF)
    antwoord = proef.client.post("/scenarios", content=inhoud, headers={"content-type": KOP})
    assert antwoord.status_code == 413 and "ten hoogste 1 MB" in antwoord.text


def test_what_cannot_be_read_is_not_logged(proef: Proef, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "python_multipart"):
        for inhoud in ONLEESBAAR.values():
            proef.client.post("/scenarios", content=inhoud, headers={"content-type": KOP})
    assert not [regel for regel in caplog.records if regel.name.startswith("python_multipart")]


@given(st.lists(st.sampled_from([b"--x", b"\r\n", b"--", DISPOSITIE.encode(), b'; filename="', b"x", b"\0\xff", b":"])))
def test_whatever_comes_is_a_form_or_is_refused(stukken: list[bytes]) -> None:
    with suppress(ValueError):
        lees_delen(KOP, b"".join(stukken))


@pytest.mark.parametrize("pad", PADEN)
def test_a_form_of_another_site_is_refused_before_it_is_read(proef: Proef, pad: str) -> None:
    koppen = {"content-type": KOP, "origin": "https://elders.example"}
    assert proef.client.post(pad, content=b"onzin", headers=koppen).status_code == 403
