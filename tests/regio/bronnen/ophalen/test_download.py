"""Going on after a cut, and never taking what is not the file."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import random
import shutil
from collections import namedtuple
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from regio.bronnen.ophalen import download as module
from regio.bronnen.ophalen.atom import Uitgave
from regio.bronnen.ophalen.download import MAGIE, Deel, Gehaald, Versie, download, eis_ruimte
from regio.bronnen.ophalen.fouten import Onbruikbaar, Storing
from regio.bronnen.ophalen.herkomst import Herkomst
from regio.fouten import Opslagfout
from tests.regio.bronnen.ophalen.conftest import Bestand, Gedrag, Nepdok, Werkplek, omleiden, stuur, stuur_bestand

INHOUD = MAGIE + random.Random(5).randbytes(60_000)
N = len(INHOUD)
JAAR = 2025


def b64(som: Any) -> str:
    return base64.b64encode(som.digest()).decode()


@pytest.fixture(autouse=True)
def bestand(nepdok: Nepdok, werkplek: Werkplek) -> Bestand:
    werkplek.map_.mkdir()
    nepdok.bestanden[JAAR] = Bestand(INHOUD)
    return nepdok.bestanden[JAAR]


def eerst(nepdok: Nepdok, *gedrag: Gedrag) -> None:
    nepdok.eerst["downloads"] = list(gedrag)


def haal(
    werkplek: Werkplek,
    *,
    oud: Herkomst | None = None,
    lengte: int | None = N,
    sha256: str | None = None,
    pogingen: int = 3,
) -> Gehaald | None:
    with werkplek.verbinding(pogingen=pogingen) as verbinding:
        return download(
            verbinding, Uitgave(JAAR, adres(werkplek), lengte, sha256), werkplek.pad(JAAR), oud, werkplek._stand
        )


def adres(werkplek: Werkplek) -> str:
    return f"{werkplek.nepdok.url}/cbs/gebiedsindelingen/atom/v1_0/downloads/cbsgebiedsindelingen{JAAR}.gpkg"


def is_heel(werkplek: Werkplek, gehaald: Gehaald | None) -> None:
    assert gehaald is not None
    assert gehaald.pad.read_bytes() == INHOUD
    assert (gehaald.lengte, gehaald.sha256) == (N, hashlib.sha256(INHOUD).hexdigest())
    assert werkplek.voortgang[-1] == (werkplek.pad(JAAR).name, N, N)


def test_a_file_comes_in_whole(werkplek: Werkplek, nepdok: Nepdok) -> None:
    gehaald = haal(werkplek)
    is_heel(werkplek, gehaald)
    assert gehaald is not None and gehaald.versie.etag == '"een"'
    assert "Range" not in nepdok.gevraagd("downloads")[0]
    assert werkplek.voortgang[0] == (werkplek.pad(JAAR).name, 0, N)


@pytest.mark.parametrize("tot", [0, 1, 15, 16, 17, 4096, N - 1])
def test_a_cut_download_goes_on_where_it_was(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, tot: int) -> None:
    eerst(nepdok, stuur_bestand(bestand, tot))
    is_heel(werkplek, haal(werkplek))
    (_, tweede) = nepdok.gevraagd("downloads")
    assert (tweede.get("Range"), tweede.get("If-Range")) == ((f"bytes={tot}-", '"een"') if tot >= 16 else (None, None))


@pytest.mark.parametrize("tot", [16, 5000, N - 1])
def test_a_later_run_goes_on_where_this_one_stopped(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, tot: int
) -> None:
    eerst(nepdok, stuur_bestand(bestand, tot))
    with pytest.raises(Storing, match="verbroken"):
        haal(werkplek, pogingen=1)
    assert werkplek.deel(JAAR).read_bytes() == INHOUD[:tot]
    is_heel(werkplek, haal(werkplek))
    assert nepdok.gevraagd("downloads")[-1]["Range"] == f"bytes={tot}-"


def test_a_line_that_breaks_every_time_but_moves_on_gets_there(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "VOORUITGANG", 10_000)
    eerst(nepdok, *[stuur_bestand(bestand, 6000)] * 9)
    is_heel(werkplek, haal(werkplek, pogingen=2))
    assert len(nepdok.gevraagd("downloads")) == 10


def test_a_line_that_does_not_move_on_is_given_up(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    eerst(nepdok, *[stuur_bestand(bestand, 6000)] * 99)
    with pytest.raises(Storing, match=r"verbroken.*later opnieuw"):
        haal(werkplek)
    assert len(nepdok.gevraagd("downloads")) == 3
    assert werkplek.deel(JAAR).stat().st_size == 18_000


def test_a_server_that_changes_its_file_all_the_time_is_given_up(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "VOORUITGANG", 0)
    monkeypatch.setattr(module, "MEESTE_RONDEN", 4)
    eerst(nepdok, *[stuur_bestand(replace(bestand, etag=f'"{n}"'), 6000) for n in range(99)])
    with pytest.raises(Storing, match="steeds af"):
        haal(werkplek, pogingen=2)
    assert len(nepdok.gevraagd("downloads")) == 8


def test_a_refused_range_starts_anew(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    bestand.bereiken = False
    eerst(nepdok, stuur_bestand(bestand, 9000))
    is_heel(werkplek, haal(werkplek))
    assert "Range" in nepdok.gevraagd("downloads")[1]


def test_a_file_that_changed_between_parts_starts_anew(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    anders = Bestand(MAGIE + INHOUD[:15:-1], '"oud"')
    eerst(nepdok, stuur_bestand(anders, 9000))
    is_heel(werkplek, haal(werkplek))


@pytest.mark.parametrize(
    "koppen",
    [
        {"ETag": '"twee"', "Content-Range": f"bytes 9000-{N - 1}/{N}"},
        {"ETag": '"een"', "Content-Range": f"bytes 8999-{N - 1}/{N}"},
        {"ETag": '"een"', "Content-Range": "bytes 9000-*/*"},
        {"ETag": '"een"'},
    ],
)
def test_a_wrong_part_is_never_pasted_on(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, koppen: dict[str, str]
) -> None:
    eerst(nepdok, stuur_bestand(bestand, 9000), stuur(INHOUD[9000:], 206, koppen=koppen))
    is_heel(werkplek, haal(werkplek))
    assert "Range" not in nepdok.gevraagd("downloads")[2]


def test_a_part_without_a_version_is_not_gone_on_with(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    for etag in ("", 'W/"zwak"'):
        eerst(nepdok, stuur_bestand(replace(bestand, etag=etag), 9000))
        is_heel(werkplek, haal(werkplek))
        assert "Range" not in nepdok.gevraagd("downloads")[-1]


def test_a_date_serves_where_there_is_no_etag(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    datum = "Mon, 05 Jan 2026 10:00:00 GMT"
    eerst(nepdok, stuur_bestand(replace(bestand, etag="", koppen={"Last-Modified": datum}), 9000))
    is_heel(werkplek, haal(werkplek))
    assert nepdok.gevraagd("downloads")[-1]["If-Range"] == datum


@pytest.mark.parametrize(
    "kaart", [None, "", "{", "[]", '{"url": "elders"}', '{"url": "http://x", "etag": "a"}', "etag"]
)
def test_a_part_of_something_else_is_thrown_away(werkplek: Werkplek, nepdok: Nepdok, kaart: str | None) -> None:
    werkplek.deel(JAAR).write_bytes(b"van iets anders")
    if kaart is not None:
        if kaart == "etag":
            kaart = json.dumps({"url": adres(werkplek), "etag": 5})
        werkplek.deel(JAAR).with_name(f"{werkplek.deel(JAAR).name}.json").write_text(kaart)
    is_heel(werkplek, haal(werkplek))


def zet_deel(werkplek: Werkplek, inhoud: bytes, etag: str = '"een"') -> None:
    deel = Deel(werkplek.deel(JAAR))
    deel.begin(Versie(adres(werkplek), etag))
    deel.pad.write_bytes(inhoud)


def test_a_part_that_turns_out_to_be_whole_is_used(werkplek: Werkplek, nepdok: Nepdok) -> None:
    zet_deel(werkplek, INHOUD)
    gehaald = haal(werkplek)
    assert gehaald is not None and gehaald.pad.read_bytes() == INHOUD
    assert len(nepdok.gevraagd("downloads")) == 1


@pytest.mark.parametrize("inhoud", [INHOUD + b"te veel", MAGIE * 9999])
def test_a_part_that_is_longer_than_the_file_starts_anew(werkplek: Werkplek, nepdok: Nepdok, inhoud: bytes) -> None:
    zet_deel(werkplek, inhoud)
    is_heel(werkplek, haal(werkplek))


@pytest.mark.parametrize("lijf", [b"<html>Aanmelden</html>", b"wat anders dan een GeoPackage"])
def test_a_login_page_does_not_cost_the_part_that_is_in(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, lijf: bytes
) -> None:
    zet_deel(werkplek, INHOUD[:5000])
    eerst(nepdok, stuur(lijf, lengte=-1))
    with pytest.raises(Onbruikbaar):
        haal(werkplek)
    is_heel(werkplek, haal(werkplek))
    assert nepdok.gevraagd("downloads")[-1]["Range"] == "bytes=5000-"


@pytest.mark.parametrize("status", [206, 304, 416])
def test_an_answer_to_what_was_not_asked_is_no_file(werkplek: Werkplek, nepdok: Nepdok, status: int) -> None:
    eerst(nepdok, stuur(b"", status))
    is_heel(werkplek, haal(werkplek))
    eerst(nepdok, *[stuur(b"", status)] * 9)
    werkplek.deel(JAAR).unlink()
    with pytest.raises(Storing):
        haal(werkplek)


def test_an_unchanged_file_is_not_fetched_again(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    oud = Herkomst("url", "atom", N, "sha", "2026-01-01", etag='"een"', gewijzigd="Mon, 05 Jan 2026 10:00:00 GMT")
    assert haal(werkplek, oud=oud) is None
    (vraag,) = nepdok.gevraagd("downloads")
    assert (vraag["If-None-Match"], vraag["If-Modified-Since"]) == ('"een"', oud.gewijzigd)
    bestand.etag = '"twee"'
    is_heel(werkplek, haal(werkplek, oud=oud))


@pytest.mark.parametrize(
    ("gedrag", "tekst"),
    [
        (stuur(b"<!DOCTYPE html><title>Aanmelden</title>", soort="text/html"), "webpagina"),
        (stuur(b"<!DOCTYPE html>" + b" " * N, lengte=-1), "webpagina"),
        (stuur(b"%PDF-1.7" + b" " * 99, lengte=-1), "iets anders dan een GeoPackage"),
        (stuur(INHOUD[:-1]), f"noemt {N} bytes"),
        (stuur(INHOUD + b"x"), f"noemt {N} bytes"),
        (stuur(INHOUD + b"x", lengte=-1), f"noemt {N} bytes"),
        (stuur(INHOUD, Content_MD5=b64(hashlib.md5(b"iets anders"))), "controlegetal"),
        (stuur(INHOUD, Repr_Digest=f"sha-256=:{b64(hashlib.sha256(b''))}:"), "controlegetal"),
        (stuur(INHOUD, Digest=f"SHA-256={b64(hashlib.sha256(b''))}"), "controlegetal"),
        (stuur(b"", 404), "status 404"),
        (stuur(INHOUD, Content_Encoding="gzip"), "ingepakt"),
        (omleiden("https://voorbeeld.nl/cbsgebiedsindelingen2025.gpkg"), "wordt niet gevolgd"),
    ],
)
def test_what_is_not_the_file_is_refused(werkplek: Werkplek, nepdok: Nepdok, gedrag: Gedrag, tekst: str) -> None:
    eerst(nepdok, gedrag)
    with pytest.raises(Onbruikbaar, match=tekst):
        haal(werkplek)
    assert len(nepdok.gevraagd("downloads")) == 1
    # Nothing stays behind to be gone on with.
    is_heel(werkplek, haal(werkplek))
    assert "Range" not in nepdok.gevraagd("downloads")[-1]


def test_digests_that_hold_are_accepted(werkplek: Werkplek, bestand: Bestand) -> None:
    md5, sha = hashlib.md5(INHOUD), hashlib.sha256(INHOUD)
    bestand.koppen = {"Content-MD5": b64(md5), "Repr-Digest": f"sha-256=:{b64(sha)}:"}
    is_heel(werkplek, haal(werkplek, sha256=sha.hexdigest()))
    for vreemd in ("geen base64!", md5.hexdigest()):
        bestand.koppen = {"Content-MD5": vreemd}
        werkplek.deel(JAAR).unlink()
        is_heel(werkplek, haal(werkplek))
    werkplek.deel(JAAR).unlink()
    with pytest.raises(Onbruikbaar, match="controlegetal"):
        haal(werkplek, sha256="0" * 64)


def test_a_cut_without_a_length_is_seen_by_the_index(werkplek: Werkplek, nepdok: Nepdok) -> None:
    eerst(nepdok, stuur(INHOUD[:7000], lengte=-1, ETag='"een"'))
    is_heel(werkplek, haal(werkplek))
    assert nepdok.gevraagd("downloads")[-1]["Range"] == "bytes=7000-"


def test_more_than_any_file_of_the_service_is_refused(
    werkplek: Werkplek, nepdok: Nepdok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GROOTSTE_BESTAND", 20_000)
    with pytest.raises(Onbruikbaar, match="stuurt meer dan"):
        haal(werkplek, lengte=None)
    eerst(nepdok, stuur(INHOUD, lengte=-1))
    with pytest.raises(Onbruikbaar, match="stuurt meer dan"):
        haal(werkplek, lengte=None)


def test_a_full_disk_is_told_and_what_is_in_stays(
    werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Vol:
        def __init__(self, bestand: Any) -> None:
            self.bestand = bestand

        def __enter__(self) -> Vol:
            return self

        def __exit__(self, *_: object) -> None:
            self.bestand.close()

        def write(self, stuk: bytes) -> None:
            if self.bestand.tell() > 10_000:
                raise OSError(errno.ENOSPC, "No space left on device")
            self.bestand.write(stuk[:11_000])

    echt = Path.open
    with monkeypatch.context() as even:
        even.setattr(
            Path,
            "open",
            lambda pad, mode="r", *a, **kw: (
                Vol(echt(pad, mode, *a, **kw)) if mode == "ab" else echt(pad, mode, *a, **kw)
            ),
        )
        with pytest.raises(Opslagfout, match=r"De schijf is vol.*niet veranderd"):
            haal(werkplek)
    assert 0 < werkplek.deel(JAAR).stat().st_size < N
    assert INHOUD.startswith(werkplek.deel(JAAR).read_bytes())
    is_heel(werkplek, haal(werkplek))


def test_a_disk_without_room_is_told_before_anything_comes_in(
    werkplek: Werkplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruimte = namedtuple("ruimte", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda pad: ruimte(module.RESERVE + N - 1))
    with pytest.raises(Opslagfout, match=r"te weinig ruimte.*nodig is 200 MB, vrij is 200 MB.*--naar"):
        haal(werkplek)
    assert not werkplek.deel(JAAR).exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda pad: ruimte(module.RESERVE + N))
    is_heel(werkplek, haal(werkplek))


def test_room_is_asked_of_the_nearest_folder_there_is(tmp_path: Path) -> None:
    eis_ruimte(tmp_path / "nog" / "niet", 1)
    with pytest.raises(Opslagfout, match="te weinig ruimte"):
        eis_ruimte(tmp_path / "nog" / "niet", 1 << 60)


def test_stopping_leaves_what_is_in(werkplek: Werkplek, nepdok: Nepdok, bestand: Bestand) -> None:
    def stop(naam: str, binnen: int, totaal: int | None) -> None:
        if binnen > 0:
            raise KeyboardInterrupt

    eerst(nepdok, stuur_bestand(bestand))
    with werkplek.verbinding() as verbinding, pytest.raises(KeyboardInterrupt):
        download(verbinding, Uitgave(JAAR, adres(werkplek), N), werkplek.pad(JAAR), None, stop)
    al = werkplek.deel(JAAR).read_bytes()
    assert al and INHOUD.startswith(al)
    assert json.loads(werkplek.deel(JAAR).with_name(f"{werkplek.deel(JAAR).name}.json").read_text())["etag"] == '"een"'
    if len(al) < N:
        is_heel(werkplek, haal(werkplek))
        assert nepdok.gevraagd("downloads")[-1]["Range"] == f"bytes={len(al)}-"


def test_a_silent_server_halfway_is_gone_on_with(werkplek: Werkplek, nepdok: Nepdok) -> None:
    def zwijg(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.send_response(200)
        verzoek.send_header("Content-Length", str(N))
        verzoek.send_header("ETag", '"een"')
        verzoek.end_headers()
        verzoek.wfile.write(INHOUD[:5000])
        verzoek.wfile.flush()
        verzoek.connection.settimeout(60)
        verzoek.rfile.read(1)  # until the other side hangs up

    eerst(nepdok, zwijg)
    werkplek.geduld = replace(werkplek.geduld, lezen=1.0)
    is_heel(werkplek, haal(werkplek))
    assert nepdok.gevraagd("downloads")[-1]["Range"] == "bytes=5000-"
