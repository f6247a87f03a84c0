"""Links to read a scenario: made, shown once, read by others and revoked, and kept out of search engines."""

from __future__ import annotations

import re

import pytest

from tests.api.scenariobladproef import PAD, nieuw
from tests.api.scenarioproef import ZET, Proef
from tests.api.sessieproef import Inlog, log_in


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


def test_a_link_is_shown_once_reads_and_is_revoked(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna, ZET, naam="Gedeeld")
    gemaakt = blad.stuur("deel")
    assert gemaakt.status_code == 303 and gemaakt.headers["location"] == f"{blad.pad}?gedaan=deel#delen"
    assert "deel_" not in gemaakt.headers["location"]
    koek = gemaakt.headers["set-cookie"]
    assert "HttpOnly" in koek and "Secure" in koek and "Max-Age=60" in koek
    waarde = koek.partition(";")[0]
    met_koek = {"cookie": f"__Host-regio={anna.geheim}; {waarde}"}
    kop = proef.client.head(f"{blad.pad}?gedaan=deel", headers=met_koek)
    assert kop.status_code == 200 and "set-cookie" not in kop.headers
    pagina = proef.client.get(f"{blad.pad}?gedaan=deel", headers=met_koek)
    (link,) = re.findall(r'id="deellink"[^>]*value="[^"]*(/scenarios/gedeeld/deel_[^"]+)"', pagina.text)
    assert "Max-Age=0" in pagina.headers["set-cookie"]
    assert "deellink" not in blad.lees()
    ander = proef.client.get(nieuw(anna).pad, headers=met_koek)
    assert 'id="deellink"' not in ander.text
    gelezen = proef.client.get(link)
    assert gelezen.status_code == 200 and "Iemand deelt dit scenario met u" in gelezen.text
    assert '<form method="post"' not in gelezen.text and f'href="{link}/zetten.csv"' in gelezen.text
    assert "Tynaarlo" in gelezen.text and proef.client.get(f"{link}/vergelijk?metVersie=1").status_code == 200
    assert proef.client.get(f"{link}/vergelijk?met={'0' * 32}").status_code == 404
    weer = blad.stuur("deel")
    assert weer.status_code == 303 and proef.client.get(link).status_code == 404
    geheim = re.search(r"deel_[A-Za-z0-9_-]{43}", weer.headers["set-cookie"])
    assert geheim is not None and proef.client.get(f"/scenarios/gedeeld/{geheim[0]}").status_code == 200
    assert "Hij werkt niet meer" in blad.gelukt("ontdeel")
    weg = proef.client.get(f"/scenarios/gedeeld/{geheim[0]}", headers={"accept": "text/html"})
    assert weg.status_code == 404 and "Vraag een nieuwe" in weg.text
    assert proef.client.get("/scenarios/gedeeld/onzin").status_code == 404
    assert proef.client.get(f"/scenarios/gedeeld/{proef.token('anna')}").status_code == 404


def test_search_engines_keep_nothing_that_is_of_one_user(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna)
    geheim = re.search(r"deel_[A-Za-z0-9_-]{43}", blad.stuur("deel").headers["set-cookie"])
    assert geheim is not None
    link = f"{PAD}/gedeeld/{geheim[0]}"
    for pad in (link, f"{link}/zetten.csv", f"{PAD}/gedeeld/onzin", blad.pad, "/verzoeken", "/verzoeken/onzin"):
        assert anna.kaal("GET", pad).headers.get_list("x-robots-tag") == ["noindex"], pad
    for pad in (PAD, f"{PAD}/voorbeelden/onzin", "/", "/v1/postcodes/9471"):
        assert "x-robots-tag" not in anna.kaal("GET", pad).headers, pad
