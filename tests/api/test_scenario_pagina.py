"""The pages about scenarios without a browser: every form, and everything that can go wrong with one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from kaarten.teksten import datum_lang
from regio.opslag import scenarios
from regio.opslag.gebruikers import Wie, wie_heeft
from regio.scenario.voorbeelden import lees_voorbeelden
from tests.api.conftest import MaakClient
from tests.api.scenarioproef import ANDERE_ZET, PEILDATUM, ZET, Proef, maak_database
from tests.api.sessieproef import Inlog, log_in

PAD = "/scenarios"
NIEUWE_ZET = {
    "soort": "verplaats",
    "sector": "PO",
    "grond": "gemeente",
    "gemeente": "Tynaarlo",
    "naar": "PO2203 – een naam",
    "notitie": "Op verzoek",
}


@pytest.fixture(scope="module")
def proef(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    """An application with users of every role, on SQLite."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pagina') / 'regio.db'}"
    engine = maak_database(url)
    yield Proef(maak_client(database_url=url), engine)
    engine.dispose()


@pytest.fixture(scope="module")
def token(proef: Proef) -> str:
    """That of anna."""
    return proef.token("anna")


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


class Blad:
    """The page of one scenario in a session."""

    def __init__(self, inlog: Inlog, pad: str) -> None:
        self.inlog, self.pad = inlog, pad

    def lees(self, deel: str = "") -> str:
        """The page."""
        antwoord = self.inlog.kaal("GET", f"{self.pad}{deel}")
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.headers["cache-control"] == "no-store"
        return antwoord.text

    @property
    def kenmerk(self) -> str:
        """What every form of the page carries."""
        raak = re.search(r'name="kenmerk" value="([^"]+)"', self.lees())
        assert raak is not None
        return html.unescape(raak[1])

    def stuur(self, naam: str, velden: dict[str, str] | None = None, **opties: Any) -> httpx2.Response:
        """Send a form as it stands on the page now."""
        return self.inlog.formulier(
            f"{self.pad}/{naam}", {"kenmerk": self.kenmerk, **self.bij_zet(naam, velden or {})}, **opties
        )

    def bij_zet(self, naam: str, velden: dict[str, str]) -> dict[str, str]:
        """With the print of a move that a form is about."""
        if naam not in ("wijzig", "weg") or "afdruk" in velden:
            return velden
        afdrukken = re.findall(r'action="[^"]*/weg".*?name="afdruk" value="([^"]+)"', self.lees(), re.DOTALL)
        return {**velden, "afdruk": afdrukken[int(velden["nummer"]) - 1]}

    def gelukt(self, naam: str, velden: dict[str, str] | None = None, **opties: Any) -> str:
        """Send a form that is done; gives the page it leads to."""
        antwoord = self.stuur(naam, velden, **opties)
        assert antwoord.status_code == 303, antwoord.text
        assert f"gedaan={naam}" in antwoord.headers["location"]
        return self.inlog.kaal("GET", antwoord.headers["location"].partition("#")[0]).text

    @property
    def zetten(self) -> list[dict[str, Any]]:
        """Its moves, as the API gives them."""
        zetten: list[dict[str, Any]] = self.inlog.kaal("GET", f"/v1{self.pad}").json()["zetten"]
        return zetten


def _maak(inlog: Inlog, *, bestand: bytes = b"", naam: str = "Proef", **velden: str) -> httpx2.Response:
    return _stuur_nieuw(inlog, {"naam": naam, **velden}, bestand)


def _stuur_nieuw(inlog: Inlog, velden: dict[str, str], bestand: bytes = b"") -> httpx2.Response:
    lijf = {"csrf": inlog.csrf, "naam": "Proef", **velden}
    return inlog.kaal("POST", PAD, data=lijf, files={"bestand": ("zetten.csv", bestand, "text/csv")})


def _nieuw(inlog: Inlog, *zetten: dict[str, Any], naam: str = "Proef") -> Blad:
    lijf = {"naam": naam, "peildatum": PEILDATUM, "zetten": list(zetten)}
    antwoord = inlog.vraag("POST", f"/v1{PAD}", json=lijf)
    assert antwoord.status_code == 201, antwoord.text
    return Blad(inlog, antwoord.headers["location"].removeprefix("/v1"))


def _kaal(tekst: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def _fouten(antwoord: httpx2.Response, status: int = 400) -> dict[str, str]:
    """The error summary: every sentence, by the id that it leads to; all of these are on the page."""
    assert antwoord.status_code == status, antwoord.text
    (vak,) = re.findall(r'<div class="foutoverzicht" id="fouten".*?</div>', antwoord.text, re.DOTALL)
    gevonden = {plek: html.unescape(zin) for plek, zin in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', vak)}
    for plek in gevonden:
        assert f'id="{plek}"' in antwoord.text, plek
    assert "<title>Fout: " in antwoord.text
    return gevonden


def _veld(tekst: str, plek: str) -> str:
    """The tag of a field."""
    (gevonden,) = re.findall(rf'<(?:input|textarea|select) [^>]*id="{plek}"[^>]*>', tekst)
    return str(gevonden)


# -- what everybody sees --------------------------------------------------------------------------


def test_start_page_without_signing_in(proef: Proef, repo: Path) -> None:
    antwoord = proef.client.get(PAD)
    assert antwoord.status_code == 200
    assert "/inloggen?naar=/scenarios" in antwoord.text and 'id="maak"' not in antwoord.text
    for een in lees_voorbeelden(repo / "data"):
        assert datum_lang(een.titel) in html.unescape(antwoord.text)
        assert f'href="{PAD}/voorbeelden/{een.naam}"' in antwoord.text
    for factor in ("Stromen van leerlingen", "cluster 3 en 4", "Arbeidsmarktregio"):
        assert factor in antwoord.text


def test_every_example_is_open_to_all(proef: Proef, repo: Path) -> None:
    for een in lees_voorbeelden(repo / "data"):
        antwoord = proef.client.get(f"{PAD}/voorbeelden/{een.naam}")
        tekst = _kaal(antwoord.text)
        assert antwoord.status_code == 200
        assert datum_lang(een.titel) in tekst and datum_lang(een.bron)[:40] in tekst
        assert tekst.count(" Aanname ") >= sum(zet.aanname for zet in een.zetten)
        assert len(re.findall(r'class="zetzin"', antwoord.text)) == len(een.zetten)
        assert ("Gevolgen" in tekst) is bool(een.zetten)
    assert "VO2512 bestaat niet, net als VO2304 en VO2306" in _kaal(
        proef.client.get(f"{PAD}/voorbeelden/vo2502-vo2512").text
    )
    assert proef.client.get(f"{PAD}/voorbeelden/onzin", headers={"accept": "text/html"}).status_code == 404


def test_the_page_of_a_scenario_asks_to_sign_in(proef: Proef, anna: Inlog) -> None:
    blad = _nieuw(anna)
    for deel in ("", "/vergelijk?metVersie=1", "/verwijder"):
        antwoord = proef.client.get(f"{blad.pad}{deel}")
        assert antwoord.status_code == 303 and antwoord.headers["location"].startswith("/inloggen?naar=/scenarios/")


# -- making ---------------------------------------------------------------------------------------


def test_a_scenario_is_made_empty_from_an_example_and_from_a_file(anna: Inlog, repo: Path) -> None:
    leeg = _maak(anna, naam="  Leeg begin ")
    assert leeg.status_code == 303
    pagina = anna.kaal("GET", leeg.headers["location"]).text
    assert "Het scenario is gemaakt." in pagina and "nog geen zetten" in pagina and "<h1>Leeg begin</h1>" in pagina
    for een in lees_voorbeelden(repo / "data"):
        antwoord = _maak(anna, naam=een.titel, voorbeeld=een.naam)
        assert antwoord.status_code == 303, antwoord.text
        blad = Blad(anna, antwoord.headers["location"].partition("?")[0])
        kop = anna.kaal("GET", f"/v1{blad.pad}").json()
        assert kop["basis"]["peildatum"] == een.peildatum.isoformat() and kop["aantalZetten"] == len(een.zetten)
        uit = anna.kaal("GET", f"/v1{blad.pad}", headers={"accept": "text/csv"}).content
        nog_eens = _maak(anna, bestand=uit, naam="Uit een bestand", peildatum=een.peildatum.isoformat())
        assert nog_eens.status_code == 303, nog_eens.text
        assert Blad(anna, nog_eens.headers["location"].partition("?")[0]).zetten == blad.zetten
    lijst = _kaal(anna.kaal("GET", PAD).text)
    assert "Leeg begin" in lijst and "Uit een bestand" in lijst


@pytest.mark.parametrize(
    ("velden", "plekken"),
    [
        ({"naam": ""}, {"maak-naam"}),
        ({"naam": "x" * 10_000}, {"maak-naam"}),
        ({"naam": "<script>alert(1)</script>"}, {"maak-naam"}),
        ({"naam": "", "peildatum": "2012-01-01"}, {"maak-naam", "maak-peildatum"}),
        ({"peildatum": "morgen"}, {"maak-peildatum"}),
        ({"voorbeeld": "onzin"}, {"maak-voorbeeld"}),
        ({"voorbeeld": "weesp-2022", "csv": "zet,soort\n"}, {"maak-voorbeeld"}),
        ({"csv": "geen,kop\n1,2\n"}, {"maak-csv"}),
    ],
)
def test_a_new_scenario_with_mistakes_comes_back_as_it_was(
    anna: Inlog, velden: dict[str, str], plekken: set[str]
) -> None:
    ervoor = anna.kaal("GET", f"/v1{PAD}").json()
    antwoord = _stuur_nieuw(anna, velden)
    assert set(_fouten(antwoord)) == plekken
    for plek in plekken:
        assert 'aria-invalid="true"' in _veld(antwoord.text, plek) and f"{plek}-fout" in _veld(antwoord.text, plek)
    assert "<script>alert" not in antwoord.text
    naam = velden.get("naam", "Proef")
    assert html.escape(naam, quote=True).replace("&#x27;", "&#39;") in _veld(antwoord.text, "maak-naam")
    assert anna.kaal("GET", f"/v1{PAD}").json() == ervoor


# -- moves ----------------------------------------------------------------------------------------


def test_a_move_is_added_seen_changed_and_taken_away(anna: Inlog) -> None:
    blad = _nieuw(anna)
    pagina = _kaal(blad.gelukt("zet", NIEUWE_ZET))
    assert "De zet is toegevoegd." in pagina
    assert "PO: gemeente Tynaarlo (GM1730) gaat naar" in pagina and "Notitie: Op verzoek" in pagina
    assert blad.zetten == [{**ZET, "notitie": "Op verzoek", "aanname": False}]
    pagina = _kaal(blad.gelukt("wijzig", {"nummer": "1", "notitie": "Anders\nnog een regel", "aanname": "ja"}))
    assert "De zet is gewijzigd." in pagina and "Aanname" in pagina and "waarvan 1 aanname" in pagina
    assert blad.zetten[0]["notitie"] == "Anders\nnog een regel" and blad.zetten[0]["aanname"] is True
    assert "Zonder zetten verandert er niets." in _kaal(blad.gelukt("weg", {"nummer": "1"}))
    assert blad.zetten == []
    assert "Tynaarlo" in _kaal(blad.gelukt("ongedaan")) and len(blad.zetten) == 1
    blad.gelukt("opnieuw")
    assert blad.zetten == []


@pytest.mark.parametrize(
    ("velden", "zet"),
    [
        (
            {"soort": "verplaats", "sector": "VO", "grond": "postcodes", "gemeente": "GM1730", "naar": "VO2201"}
            | {"postcodes": "9471 t/m 9473, 9474"},
            {"grond": {"gemeente": "GM1730", "postcodes": ["9471", "9472", "9473", "9474"]}, "naar": "VO2201"},
        ),
        (
            {"soort": "voegsamen", "sector": "PO", "van": "PO2001 – naam\nPO2201", "naar": "po2203"},
            {"van": ["PO2001", "PO2201"], "naar": "PO2203"},
        ),
        (
            {"soort": "splits", "sector": "VO", "van": "VO2001", "nieuw": "VO9901", "naam": "Nieuw"}
            | {"grond": "postcodes", "postcodes": "9471"},
            {"van": "VO2001", "nieuw": "VO9901", "naam": "Nieuw", "grond": {"postcodes": ["9471"]}},
        ),
        (
            {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": "bouwstenen", "bouwstenen": "9471-1"},
            {"nieuw": "PO9901", "naam": "", "grond": {"bouwstenen": ["9471-1"]}},
        ),
        (
            {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "Andere naam"},
            {"code": "VO2001", "naam": "Andere naam"},
        ),
        (
            {
                "soort": "herindeel",
                "datum": "2027-01-01",
                "van": "Hilversum\nWijdemeren: 1241, 1243",
                "naar": "Hilversum",
            },
            {
                "naar": "GM0402",
                "delen": [{"gemeente": "GM0402"}, {"gemeente": "GM1696", "postcodes": ["1241", "1243"]}],
            },
        ),
    ],
)
def test_every_kind_of_move_is_made_by_the_form(anna: Inlog, velden: dict[str, str], zet: dict[str, Any]) -> None:
    blad = _nieuw(anna)
    blad.gelukt("zet", velden)
    assert blad.zetten[0]["soort"] == velden["soort"]
    assert {naam: blad.zetten[0][naam] for naam in zet} == zet


@pytest.mark.parametrize(
    ("velden", "plekken"),
    [
        ({}, {"zet-soort"}),
        ({"soort": "verplaats"}, {"zet-sector", "zet-gemeente", "zet-naar"}),
        ({**NIEUWE_ZET, "gemeente": "Tynarlo"}, {"zet-gemeente"}),
        ({**NIEUWE_ZET, "gemeente": "Bergen"}, {"zet-gemeente"}),
        ({**NIEUWE_ZET, "naar": "PO9999"}, {"zet-naar"}),
        ({**NIEUWE_ZET, "naar": "VO2201"}, {"zet-naar"}),
        ({**NIEUWE_ZET, "grond": "postcodes", "postcodes": "94"}, {"zet-postcodes"}),
        ({**NIEUWE_ZET, "grond": "postcodes", "postcodes": "1011"}, {"zet-postcodes"}),
        ({**NIEUWE_ZET, "notitie": "x" * 2_001}, {"zet-notitie"}),
        ({"soort": "nieuw", "sector": "PO", "gemeente": "GM1730", "nieuw": "PO2203"}, {"zet-nieuw"}),
        ({"soort": "hernoem", "sector": "PO", "van": "PO2203", "naam": "<b>"}, {"zet-naam"}),
        ({"soort": "herindeel", "van": "", "naar": "", "datum": "x"}, {"zet-van", "zet-naar", "zet-datum"}),
        ({"soort": "herindeel", "van": "GM1730", "naar": "GM9001", "datum": "2027-01-01"}, {"zet-naam"}),
    ],
)
def test_a_move_with_mistakes_comes_back_with_each_at_its_field(
    anna: Inlog, velden: dict[str, str], plekken: set[str]
) -> None:
    blad = _nieuw(anna)
    antwoord = blad.stuur("zet", velden)
    fouten = _fouten(antwoord)
    assert set(fouten) == plekken
    for plek, zin in fouten.items():
        assert not zin[0].islower() and not zin.startswith("Zet 1")
        if plek not in ("zet-soort", "zet-sector"):
            assert 'aria-invalid="true"' in _veld(antwoord.text, plek), plek
    for naam in ("gemeente", "naar", "nieuw"):
        assert html.escape(velden.get(naam, "")) in _veld(antwoord.text, f"zet-{naam}")
    assert html.escape(velden.get("notitie", "")) in antwoord.text
    assert blad.zetten == []


def test_taking_away_a_move_tells_which_moves_rest_on_it(anna: Inlog) -> None:
    nieuw = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "N", "grond": {"gemeente": "GM1730"}}
    op_nieuw = {"soort": "hernoem", "sector": "PO", "code": "PO9901", "naam": "Anders"}
    blad = _nieuw(anna, ANDERE_ZET, nieuw, op_nieuw)
    antwoord = blad.stuur("weg", {"nummer": "2"})
    fouten = _fouten(antwoord)
    assert list(fouten) == ["zet-3"] and fouten["zet-3"].startswith("Zet 3: PO9901 bestaat niet")
    assert len(blad.zetten) == 3
    blad.gelukt("weg", {"nummer": "3"})
    blad.gelukt("weg", {"nummer": "2"})
    assert [zet["soort"] for zet in blad.zetten] == ["hernoem"]


def test_a_note_with_mistakes_comes_back_at_its_move(anna: Inlog) -> None:
    blad = _nieuw(anna, ANDERE_ZET, ZET)
    antwoord = blad.stuur("wijzig", {"nummer": "2", "notitie": "y" * 2_001})
    assert set(_fouten(antwoord)) == {"wijzig-2-notitie"}
    assert "y" * 2_001 in antwoord.text and '<details class="zetknoppen" open>' in antwoord.text


# -- the scenario as a whole ----------------------------------------------------------------------


def test_name_branch_and_versions(anna: Inlog) -> None:
    blad = _nieuw(anna, ZET)
    assert "<h1>Andere naam</h1>" in blad.gelukt("hernoem", {"naam": "Andere naam"})
    assert set(_fouten(blad.stuur("hernoem", {"naam": "a" * 10_000}))) == {"hernoem-naam"}
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "X"})
    oud = blad.lees("?versie=1")
    assert "U bekijkt versie 1" in oud and 'id="zet"' not in oud and f"{blad.pad}/zetten.csv?versie=1" in oud
    tak = blad.stuur("vertak", {"naam": "Tak", "versie": "1"})
    ander = Blad(anna, tak.headers["location"].partition("?")[0])
    assert ander.pad != blad.pad and ander.zetten == [{**ZET, "notitie": "", "aanname": False}]
    assert set(_fouten(blad.stuur("vertak", {"naam": ""}))) == {"vertak-naam"}
    assert len(blad.zetten) == 2
    rijen = re.findall(r'<a href="[^"]+\?versie=(\d)">Versie', blad.lees())
    assert rijen == ["2", "1"]
    for onzin in ("0", "x", "99", "1" * 30):
        assert anna.kaal("GET", f"{blad.pad}?versie={onzin}").status_code == 404


def test_two_versions_and_two_scenarios_side_by_side(anna: Inlog) -> None:
    blad, ander = _nieuw(anna, ZET, naam="Een"), _nieuw(anna, ANDERE_ZET, naam="Ander")
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "X"})
    versies = _kaal(blad.lees("/vergelijk?metVersie=1"))
    assert "Een, versie 2" in versies and "Een, versie 1" in versies
    naast = _kaal(blad.lees(f"/vergelijk?met={ander.pad.rpartition('/')[2]}"))
    assert "Ander, versie 1" in naast and "Proefnaam" in naast and "Eerst" in naast
    assert "dezelfde" in _kaal(blad.lees("/vergelijk"))
    zelfde_dag = {"naam": "Later", "peildatum": "2015-01-01", "zetten": []}
    later = anna.vraag("POST", f"/v1{PAD}", json=zelfde_dag).json()["id"]
    assert "verschillende dagen" in _kaal(blad.lees(f"/vergelijk?met={later}"))
    for mis in ("met=x", "metVersie=x", "met=" + "0" * 32, "metVersie=99"):
        assert anna.kaal("GET", f"{blad.pad}/vergelijk?{mis}").status_code == 404


def test_own_thresholds(anna: Inlog) -> None:
    blad = _nieuw(anna, ZET)
    assert "uw ondergrens is 1.000.000" in _kaal(blad.lees("?minstePo=1.000.000&meesteVo=&weging="))
    for vraag, plek in (
        ("minstePo=veel", "minstePo"),
        ("minsteVo=9&meesteVo=1", "minsteVo"),
        ("meestePo=-1", "meestePo"),
    ):
        antwoord = anna.kaal("GET", f"{blad.pad}?{vraag}")
        assert set(_fouten(antwoord)) == {f"drempels-{plek}"}
        assert vraag.partition("=")[2].partition("&")[0] in _veld(antwoord.text, f"drempels-{plek}")
    assert set(_fouten(anna.kaal("GET", f"{blad.pad}?weging=leerlingen"))) == {"drempels"}


def test_a_link_is_shown_once_reads_and_is_revoked(proef: Proef, anna: Inlog) -> None:
    blad = _nieuw(anna, ZET, naam="Gedeeld")
    gemaakt = blad.stuur("deel")
    assert gemaakt.status_code == 303 and gemaakt.headers["location"] == f"{blad.pad}?gedaan=deel#delen"
    assert "deel_" not in gemaakt.headers["location"]
    koek = gemaakt.headers["set-cookie"]
    assert "HttpOnly" in koek and "Secure" in koek and "Max-Age=60" in koek
    waarde = koek.partition(";")[0]
    met_koek = {"cookie": f"__Host-regio={anna.geheim}; {waarde}"}
    pagina = proef.client.get(f"{blad.pad}?gedaan=deel", headers=met_koek)
    (link,) = re.findall(r'id="deellink"[^>]*value="[^"]*(/scenarios/gedeeld/deel_[^"]+)"', pagina.text)
    assert "Max-Age=0" in pagina.headers["set-cookie"]
    assert "deellink" not in blad.lees()
    ander = proef.client.get(_nieuw(anna).pad, headers=met_koek)
    assert 'id="deellink"' not in ander.text
    gelezen = proef.client.get(link)
    assert gelezen.status_code == 200 and "Iemand deelt dit scenario met u" in gelezen.text
    assert '<form method="post"' not in gelezen.text and f'href="{link}/zetten.csv"' in gelezen.text
    assert "Tynaarlo" in gelezen.text and proef.client.get(f"{link}/vergelijk?metVersie=1").status_code == 200
    assert proef.client.get(f"{link}/vergelijk?met={'0' * 32}").status_code == 404
    nieuw = blad.stuur("deel")
    assert nieuw.status_code == 303 and proef.client.get(link).status_code == 404
    geheim = re.search(r"deel_[A-Za-z0-9_-]{43}", nieuw.headers["set-cookie"])
    assert geheim is not None and proef.client.get(f"/scenarios/gedeeld/{geheim[0]}").status_code == 200
    assert "Hij werkt niet meer" in blad.gelukt("ontdeel")
    weg = proef.client.get(f"/scenarios/gedeeld/{geheim[0]}", headers={"accept": "text/html"})
    assert weg.status_code == 404 and "Vraag een nieuwe" in weg.text
    assert proef.client.get("/scenarios/gedeeld/onzin").status_code == 404
    assert proef.client.get(f"/scenarios/gedeeld/{proef.token('anna')}").status_code == 404


def test_removing_asks_first(anna: Inlog) -> None:
    blad = _nieuw(anna, naam="Weg ermee")
    vraag = anna.kaal("GET", f"{blad.pad}/verwijder")
    assert vraag.status_code == 200 and "Weg ermee verwijderen?" in vraag.text
    antwoord = blad.stuur("verwijder")
    assert antwoord.status_code == 303 and antwoord.headers["location"] == f"{PAD}?gedaan=verwijder"
    assert "Het scenario is verwijderd." in anna.kaal("GET", antwoord.headers["location"]).text
    assert anna.kaal("GET", blad.pad).status_code == 404


# -- files ----------------------------------------------------------------------------------------


def _lees_in(blad: Blad, inhoud: bytes, **velden: str) -> httpx2.Response:
    lijf = {"csrf": blad.inlog.csrf, "kenmerk": blad.kenmerk, **velden}
    bestanden = {"bestand": ("zetten.csv", inhoud, "text/csv")}
    return blad.inlog.kaal("POST", f"{blad.pad}/importeer", data=lijf, files=bestanden)


def test_moves_go_out_and_come_in_the_same(anna: Inlog) -> None:
    blad = _nieuw(anna, {**ZET, "notitie": '=1+1\n"é" <b>'}, ANDERE_ZET)
    uit = anna.kaal("GET", f"/v1{blad.pad}", headers={"accept": "text/csv"}).content
    ander = _nieuw(anna, {**ANDERE_ZET, "naam": "Eerst"})
    assert _lees_in(ander, uit, vervang="ja").status_code == 303
    assert ander.zetten == blad.zetten
    assert anna.kaal("GET", f"/v1{ander.pad}", headers={"accept": "text/csv"}).content == uit
    achter = _nieuw(anna, {**ANDERE_ZET, "naam": "Eerst"})
    assert _lees_in(achter, uit).status_code == 303
    assert [zet["soort"] for zet in achter.zetten] == ["hernoem", "verplaats", "hernoem"]
    geplakt = _nieuw(anna)
    assert _lees_in(geplakt, b"", csv=uit.decode()).status_code == 303
    assert geplakt.zetten == blad.zetten


def test_a_whole_table_changed_by_hand_comes_in_as_moves(anna: Inlog) -> None:
    blad = _nieuw(anna, ZET)
    tabel = anna.kaal("GET", f"/v1{blad.pad}/tabel", headers={"accept": "text/csv"}).content
    ander = _nieuw(anna)
    assert _lees_in(ander, tabel).status_code == 303
    assert anna.kaal("GET", f"/v1{ander.pad}/tabel", headers={"accept": "text/csv"}).content == tabel


def test_an_import_with_mistakes_tells_every_line_and_keeps_the_text(anna: Inlog) -> None:
    blad = _nieuw(anna, ZET)
    kop = "zet,soort,sector,van,naar,nieuw,code,naam,datum,gemeente,postcodes,bouwstenen,aanname,notitie"
    inhoud = (
        f"{kop}\n1,verplaats,PO,,PO9999,,,,,GM1730,,,nee,\n2,raar,,,,,,,,,,,nee,\n3,hernoem,VO,,,,VO2001,<b>,,,,,ja,x\n"
    )
    antwoord = _lees_in(blad, inhoud.encode())
    assert antwoord.status_code == 400
    (vak,) = re.findall(r'<div class="foutoverzicht".*?</div>', antwoord.text, re.DOTALL)
    assert sorted(re.findall(r"Regel (\d):", vak)) == ["2", "3", "4"]
    (tekst,) = re.findall(r'<textarea id="importeer-csv"[^>]*>\n(.*?)</textarea>', antwoord.text, re.DOTALL)
    assert html.unescape(tekst) == inhoud
    assert len(blad.zetten) == 1
    for onleesbaar in (b"\xff\xfe\x00", b"\x00" * 10, b"PK\x03\x04", b""):
        assert set(_fouten(_lees_in(blad, onleesbaar))) == {"importeer-csv"}


def test_forms_that_cannot_be_read(proef: Proef, anna: Inlog) -> None:
    blad = _nieuw(anna)
    for pad in (f"{blad.pad}/importeer", PAD):
        assert anna.kaal("POST", pad, data={"csrf": anna.csrf}).status_code == 415
        kop = {"content-type": "multipart/form-data; boundary=x"}
        for lijf in (
            b"",
            b"onzin",
            b"--x\r\n\r\n\r\n--x--",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--',
        ):
            assert anna.kaal("POST", pad, content=lijf, headers=kop).status_code == 400, lijf
    assert anna.kaal("POST", f"{blad.pad}/zet", json={}).status_code == 415
    assert _lees_in(blad, b"x" * 1_100_000).status_code == 413


# -- who may, and what goes wrong -----------------------------------------------------------------

FORMULIEREN = (
    *("zet", "wijzig", "weg", "ongedaan", "opnieuw", "hernoem", "vertak"),
    *("herbaseer", "deel", "ontdeel", "verwijder", "importeer"),
)


def _post(inlog: Inlog, pad: str, velden: dict[str, str], **opties: Any) -> httpx2.Response:
    if pad.endswith("importeer") or pad == PAD:
        opties["files"] = {"leeg": ("", b"")}
    return inlog.kaal("POST", pad, data=velden, **opties)


def test_the_address_of_a_form_leads_back_to_its_page(anna: Inlog) -> None:
    blad = _nieuw(anna)
    for naam in FORMULIEREN:
        antwoord = anna.kaal("GET", f"{blad.pad}/{naam}")
        eigen = naam == "verwijder"
        assert antwoord.status_code == (200 if eigen else 303), naam
        assert eigen or antwoord.headers["location"] == blad.pad
    assert anna.kaal("GET", f"{PAD}/onzin/zet").status_code == 404


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_who_may_use_a_form(proef: Proef, anna: Inlog, naam: str) -> None:
    blad = _nieuw(anna, ZET)
    velden = {"kenmerk": blad.kenmerk, "naam": "Overgenomen", **NIEUWE_ZET}
    ervoor = anna.kaal("GET", f"/v1{blad.pad}").json()
    bob, lies = log_in(proef, proef.token("bob")), log_in(proef, proef.token("lies"))
    assert _post(bob, f"{blad.pad}/{naam}", {**velden, "csrf": bob.csrf}).status_code == 404
    assert _post(lies, f"{blad.pad}/{naam}", {**velden, "csrf": lies.csrf}).status_code == 404
    lezer = log_in(proef, proef.token("anna", "lezer"))
    assert _post(lezer, f"{blad.pad}/{naam}", {**velden, "csrf": lezer.csrf}).status_code == 403
    vreemd = {"origin": "https://elders.example", "sec-fetch-site": "cross-site"}
    assert _post(anna, f"{blad.pad}/{naam}", {**velden, "csrf": anna.csrf}, headers=vreemd).status_code == 403
    zonder = _post(anna, f"{blad.pad}/{naam}", velden)
    assert zonder.status_code == 403 and "Controleer wat u invulde" in zonder.text
    assert anna.kaal("GET", f"/v1{blad.pad}").json() == ervoor


def test_a_reader_sees_no_forms_and_a_beheerder_those_of_others(proef: Proef, anna: Inlog) -> None:
    blad = _nieuw(anna, ZET)
    lezer, beheer = log_in(proef, proef.token("anna", "lezer")), log_in(proef, proef.token("beheer"))
    gelezen = lezer.kaal("GET", blad.pad)
    assert gelezen.status_code == 200 and 'method="post" action="/scenarios' not in gelezen.text
    assert "Nieuw scenario" not in lezer.kaal("GET", PAD).text
    assert _maak(lezer).status_code == 403
    assert Blad(beheer, blad.pad).gelukt("hernoem", {"naam": "Door beheer"})
    assert log_in(proef, proef.token("bob")).kaal("GET", blad.pad).status_code == 404


def test_the_second_of_two_is_told_and_can_do_it_after_all(proef: Proef, anna: Inlog, token: str) -> None:
    blad, tweede = _nieuw(anna, ZET), log_in(proef, token)
    gezien = blad.kenmerk
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "Eerder"})
    ingehaald = tweede.formulier(f"{blad.pad}/zet", {**NIEUWE_ZET, "gemeente": "Groningen", "kenmerk": gezien})
    assert ingehaald.status_code == 412
    tekst = _kaal(ingehaald.text)
    assert "Nu geldt versie 2, gemaakt door anna, met 2 zetten" in tekst
    assert "Gemeente Groningen" in tekst and "Notitie Op verzoek" in tekst
    velden = _verborgen(ingehaald.text)
    assert velden["kenmerk"] != gezien and len(blad.zetten) == 2
    weer = tweede.kaal("POST", f"{blad.pad}/zet", data=velden)
    assert weer.status_code == 303
    assert [zet["soort"] for zet in blad.zetten] == ["verplaats", "hernoem", "verplaats"]


def _verborgen(tekst: str) -> dict[str, str]:
    """The hidden fields of the form of a page that keeps what was typed."""
    (vak,) = re.findall(r'<form method="post" action="/scenarios[^>]*>(.*?)</form>', tekst, re.DOTALL)
    return {naam: html.unescape(waarde) for naam, waarde in re.findall(r'name="([^"]+)" value="([^"]*)"', vak)}


def test_a_move_that_shifted_is_found_and_one_that_is_gone_is_told(anna: Inlog) -> None:
    blad = _nieuw(anna, ANDERE_ZET, ZET)
    gezien, velden = blad.kenmerk, blad.bij_zet("wijzig", {"nummer": "2", "notitie": "Nieuw"})
    blad.gelukt("weg", {"nummer": "1"})
    ingehaald = anna.formulier(f"{blad.pad}/wijzig", {**velden, "kenmerk": gezien})
    assert ingehaald.status_code == 412
    assert anna.kaal("POST", f"{blad.pad}/wijzig", data=_verborgen(ingehaald.text)).status_code == 303
    assert [zet["notitie"] for zet in blad.zetten] == ["Nieuw"]
    weg = blad.stuur("wijzig", {**velden, "notitie": "Nog meer"})
    assert "Deze zet is er niet meer" in _fouten(weg)["zetten"] and "Nog meer" in weg.text
    assert [zet["notitie"] for zet in blad.zetten] == ["Nieuw"]


def test_a_session_that_ended_keeps_what_was_typed(proef: Proef) -> None:
    geheim = proef.token("anna")
    oud = log_in(proef, geheim)
    blad = _nieuw(oud, ZET)
    velden = {**NIEUWE_ZET, "notitie": "Lang werk <b>", "kenmerk": blad.kenmerk}
    assert oud.formulier("/uitloggen").status_code == 303
    uit = oud.formulier(f"{blad.pad}/zet", velden)
    assert uit.status_code == 403 and "Lang werk &lt;b&gt;" in uit.text and 'href="/inloggen"' in uit.text
    weer = log_in(proef, geheim)
    terug = weer.kaal("POST", f"{blad.pad}/zet", data=_verborgen(uit.text))
    assert "opnieuw ingelogd" in " ".join(_fouten(terug, 403).values())
    assert "Lang werk &lt;b&gt;" in terug.text and 'value="Tynaarlo"' in _veld(terug.text, "zet-gemeente")
    blad = Blad(weer, blad.pad)
    assert len(blad.zetten) == 1
    andere = {**velden, "naar": "PO2203", "gemeente": "Groningen", "kenmerk": blad.kenmerk}
    assert weer.formulier(f"{blad.pad}/zet", andere).status_code == 303
    maak = proef.client.post(PAD, data={"naam": "Was ik kwijt"}, files={"leeg": ("", b"")})
    assert maak.status_code == 403 and "Was ik kwijt" in maak.text


def test_a_database_that_is_away_keeps_what_was_typed(
    maak_client: MaakClient, tmp_path: Path, token: str, proef: Proef
) -> None:
    url = f"sqlite:///{tmp_path / 'regio.db'}"
    engine = maak_database(url)
    weg = Proef(maak_client(database_url=url), engine)
    inlog = log_in(weg, weg.token("anna"))
    blad = _nieuw(inlog, ANDERE_ZET)
    velden = {**NIEUWE_ZET, "kenmerk": blad.kenmerk, "notitie": "Bewaar mij"}
    with engine.begin() as verbinding:
        verbinding.execute(text("ALTER TABLE scenario_versie RENAME TO elders"))
    for naam in FORMULIEREN:
        antwoord = _post(inlog, f"{blad.pad}/{naam}", {**velden, "csrf": inlog.csrf})
        assert antwoord.status_code == 503, naam
        assert antwoord.headers["retry-after"] == "5" and "Bewaar mij" in antwoord.text
        assert "Probeer opnieuw" in antwoord.text
    assert _maak(inlog, naam="Ook bewaard").status_code == 503
    lezen = inlog.kaal("GET", blad.pad, headers={"accept": "text/html"})
    assert lezen.status_code == 503 and lezen.headers["retry-after"] == "5"
    antwoord = inlog.formulier(f"{blad.pad}/zet", velden)
    with engine.begin() as verbinding:
        verbinding.execute(text("ALTER TABLE elders RENAME TO scenario_versie"))
    assert inlog.kaal("POST", f"{blad.pad}/zet", data=_verborgen(antwoord.text)).status_code == 303
    assert blad.zetten[1]["notitie"] == "Bewaar mij"
    engine.dispose()


def test_a_scenario_on_data_that_were_replaced(proef: Proef, anna: Inlog, token: str) -> None:
    wie = wie_heeft(proef.engine, token)
    assert isinstance(wie, Wie)
    niet_meer = {**ZET, "naar": "PO9999", "notitie": "", "aanname": False}
    oud = scenarios.maak(
        proef.engine, wie, "Oud", ("een-oude-editie", PEILDATUM), [{**ZET, "notitie": "", "aanname": False}, niet_meer]
    )
    blad = Blad(anna, f"{PAD}/{oud.id}")
    pagina = _kaal(blad.lees())
    assert "De gegevens zijn vervangen" in pagina and "1 van de 2 zetten kan op de nieuwe gegevens niet meer" in pagina
    assert "PO9999 bestaat niet op 1 januari 2026" in pagina and "oude gegevens" in anna.kaal("GET", PAD).text
    antwoord = blad.stuur("zet", NIEUWE_ZET)
    assert antwoord.status_code == 409 and "Zet het eerst over" in antwoord.text
    alles = blad.stuur("herbaseer")
    assert list(_fouten(alles)) == ["zet-2"] and len(blad.zetten) == 2
    vergelijk = anna.kaal("GET", f"{blad.pad}/vergelijk")
    assert vergelijk.status_code == 409 and "vervangen" in vergelijk.text
    assert "rust nu op de nieuwste gegevens" in blad.gelukt("herbaseer", {"laatWeg": "ja"})
    assert len(blad.zetten) == 1 and "vervangen" not in blad.lees()
