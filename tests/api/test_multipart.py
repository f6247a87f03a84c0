"""Reading a form with a file: as browsers and clients send it, and what is refused without taking long."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.multipart import LANGSTE_HOOFD, MEESTE_DELEN, lees_delen
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
        'CONTENT-DISPOSITION: Form-Data ; NAME="\\a"\r\nContent-Type: text/plain; charset=utf-8',
        "Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"a\"; filename*=utf-8''b.csv",
    ],
)
def test_a_field_as_clients_write_it(hoofd: str) -> None:
    uit = lees_delen(KOP, b"vooraf\r\n" + lijf(hoofd, waarde="é\r\n--\r\n".encode(), einde=b"--x--\r\nna\r\n--x\r\n"))
    assert (uit.velden, uit.bestanden) == ({"a": "é\r\n--\r\n"}, {})


@pytest.mark.parametrize("naam", ['""', "b.csv", r'"een \"b\"; name=\"c\".csv"', '"%22.csv"'])
def test_a_file_has_a_name_and_bytes(naam: str) -> None:
    uit = lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={naam}", DISPOSITIE, waarde=b"y"))
    assert (uit.velden, uit.bestanden) == ({"a": "y"}, {"a": b"y"})


def test_of_a_name_that_comes_twice_the_first_counts() -> None:
    twee = lijf(DISPOSITIE, waarde=b"1", einde=b"") + lijf(DISPOSITIE, waarde=b"2")
    assert lees_delen(KOP, twee).velden == {"a": "1"}


@pytest.mark.parametrize("kop", ['; boundary="x"', ";charset=utf-8;Boundary=x", "; boundary=x; charset=utf-8"])
def test_the_boundary_as_clients_write_it(kop: str) -> None:
    assert lees_delen(f"multipart/form-data{kop}", lijf(DISPOSITIE)).velden == {"a": "w"}


@pytest.mark.parametrize("kop", ["", "; boundary=", '; boundary="x', "; boundary=é", f"; boundary={'x' * 71}"])
def test_without_a_boundary_it_is_no_form(kop: str) -> None:
    with pytest.raises(ValueError, match="multipart"):
        lees_delen(f"multipart/form-data{kop}", lijf(DISPOSITIE))


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"--x",
        lijf(DISPOSITIE, einde=b""),
        b"--x\r\n" + DISPOSITIE.encode() + b"\r\n--x--",
        lijf("Content-Type: text/plain"),
        lijf(f"{DISPOSITIE}\r\n{DISPOSITIE}"),
        lijf(f"{DISPOSITIE}\r\nContent-Transfer-Encoding: base64"),
        lijf("Content-Disposition: form-data"),
        lijf('Content-Disposition: attachment; name="a"'),
        lijf('Content-Disposition: form-data; name="a'),
        lijf('Content-Disposition: form-data; name="a" onzin'),
        lijf(DISPOSITIE, waarde=b"\xff"),
        lijf(DISPOSITIE).replace(b"--x\r\n", b"--xy\r\n"),
        lijf(*[DISPOSITIE] * (MEESTE_DELEN + 1)),
    ],
)
def test_what_no_browser_sends_is_no_form(inhoud: bytes) -> None:
    with pytest.raises(ValueError, match=r"multipart|utf-8"):
        lees_delen(KOP, inhoud)


def test_as_many_parts_and_headers_as_long_as_allowed() -> None:
    assert lees_delen(KOP, lijf(*[DISPOSITIE] * MEESTE_DELEN)).velden == {"a": "w"}
    opvulling = LANGSTE_HOOFD - len(f"\r\n{DISPOSITIE}; filename=\r\n\r\n")
    assert lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={'b' * opvulling}")).bestanden == {"a": b"w"}
    with pytest.raises(ValueError, match="multipart"):
        lees_delen(KOP, lijf(f"{DISPOSITIE}; filename={'b' * (opvulling + 1)}"))


@pytest.mark.parametrize("rest", [";a=b" * 16_000, ";a=" + "(" * 60_000, "; filename=" + '"\\' * 30_000])
@pytest.mark.parametrize("pad", ["/scenarios", f"/scenarios/{'0' * 32}/importeer"])
def test_a_header_made_to_keep_a_parser_busy_is_refused(proef: Proef, pad: str, rest: str) -> None:
    koppen = {"content-type": KOP}
    assert proef.client.post(pad, content=lijf(DISPOSITIE + rest), headers=koppen).status_code == 400


@pytest.mark.parametrize("pad", ["/scenarios", f"/scenarios/{'0' * 32}/importeer"])
def test_a_form_of_another_site_is_refused_before_it_is_read(proef: Proef, pad: str) -> None:
    koppen = {"content-type": KOP, "origin": "https://elders.example"}
    assert proef.client.post(pad, content=b"onzin", headers=koppen).status_code == 403
