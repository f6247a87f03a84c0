"""Dockerfile, compose file and proxy: no root, two API processes, nothing of a question in a log."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.app import maak_app
from api.problemen import MEDIATYPE, TITELS, TYPE
from api.tussenlaag import API_VERSIE
from regio.instellingen import Instellingen

REPO = Path(__file__).resolve().parents[2]
LEVERANCIERS = "kaarten/statisch/leveranciers/"
# What a proxy log may say; anything else could carry a question or who asked it.
LOGVELDEN = {
    "time_iso8601", "request_method", "route", "status", "body_bytes_sent", "request_time",
}  # fmt: skip


def _tekst(naam: str) -> str:
    return (REPO / naam).read_text(encoding="utf-8")


def _stappen() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile with their arguments, in order."""
    regels = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", _tekst("Dockerfile"))).splitlines()
    return [(r.split(None, 1)[0], " ".join(r.split(None, 1)[1].split())) for r in regels if r.strip()]


def _laatste_fase() -> list[tuple[str, str]]:
    stappen = _stappen()
    begin = max(i for i, (soort, _) in enumerate(stappen) if soort == "FROM")
    return stappen[begin:]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load(_tekst("compose.yaml"))
    return inhoud


def _nginx() -> str:
    return re.sub(r"(?m)^\s*#.*\n", "", _tekst("docker/nginx.conf"))


def test_image_runs_as_a_user_without_rights() -> None:
    gebruiker = [argument for soort, argument in _laatste_fase() if soort == "USER"]
    assert gebruiker
    assert int(gebruiker[-1].split(":")[0]) >= 1000


def test_image_says_whether_it_lives() -> None:
    assert any(soort == "HEALTHCHECK" and "/livez" in argument for soort, argument in _laatste_fase())


def test_image_installs_by_hash_only() -> None:
    installaties = [a for _, a in _stappen() if "pip install" in a]
    assert len(installaties) == 2
    assert all("--require-hashes" in a or ("--no-index" in a and "--no-deps" in a) for a in installaties)
    assert any("npm ci" in a and "--ignore-scripts" in a for _, a in _stappen())


def test_image_and_makefile_serve_the_same_files_of_others() -> None:
    patroon = r"node_modules/(swagger-ui-dist/\S+)"
    image = next(a for soort, a in _stappen() if soort == "COPY" and LEVERANCIERS in a)
    assert set(re.findall(patroon, image)) == set(re.findall(rf"cp {patroon}", _tekst("Makefile"))) != set()


def test_build_context_holds_what_the_image_copies() -> None:
    toegelaten = {r[1:] for r in _tekst(".dockerignore").splitlines() if r.startswith("!")}
    gekopieerd = {n for soort, a in _stappen() if soort == "COPY" and "--from" not in a for n in a.split()[:-1]}
    assert gekopieerd <= toegelaten
    assert {naam for naam in toegelaten if not (REPO / naam).exists()} == set()


def test_two_api_processes_share_one_edition_that_they_cannot_write(compose: dict[str, Any]) -> None:
    diensten = compose["services"]
    processen = [d for naam, d in diensten.items() if naam.startswith("api-")]
    assert len(processen) == 2
    assert all(d["volumes"] == ["regio-var:/var/lib/regio:ro"] for d in processen)
    assert "ports" not in str(processen)
    assert diensten["laden"]["volumes"] == ["regio-var:/var/lib/regio"]


def test_loading_comes_after_the_database_and_before_the_api(compose: dict[str, Any]) -> None:
    diensten = compose["services"]
    assert diensten["laden"]["command"][:3] == ["regio", "data", "laad"]
    assert diensten["laden"]["restart"] == "no"
    assert diensten["laden"]["depends_on"] == {"postgis": {"condition": "service_healthy"}}
    for naam in ("api-1", "api-2"):
        assert diensten[naam]["depends_on"]["laden"]["condition"] == "service_completed_successfully"


def test_no_service_gains_rights_and_no_password_is_committed(compose: dict[str, Any]) -> None:
    for naam in ("laden", "api-1", "api-2", "proxy"):
        dienst = compose["services"][naam]
        assert dienst["cap_drop"] == ["ALL"]
        assert dienst["read_only"] is True
        assert "no-new-privileges:true" in dienst["security_opt"]
    omgeving = compose["services"]["postgis"]["environment"]["POSTGRES_PASSWORD"]
    url = compose["services"]["api-1"]["environment"]["REGIO_DATABASE_URL"]
    assert omgeving.startswith("${POSTGRES_PASSWORD:?")
    assert re.fullmatch(r"postgresql\+psycopg://regio:\$\{POSTGRES_PASSWORD:\?[^}]+\}@postgis:5432/regio", url)


def test_only_the_proxy_has_a_port_and_only_on_loopback(compose: dict[str, Any]) -> None:
    poorten = {naam: d["ports"] for naam, d in compose["services"].items() if "ports" in d}
    assert list(poorten) == ["proxy"]
    assert all(poort.startswith("127.0.0.1:") for poort in poorten["proxy"])
    assert compose["networks"]["binnen"] == {"internal": True}


def test_proxy_knows_both_processes(compose: dict[str, Any]) -> None:
    servers = re.findall(r"server\s+(api-\d):8000", _nginx())
    assert sorted(servers) == sorted(n for n in compose["services"] if n.startswith("api-"))


def test_proxy_logs_the_route_and_nothing_of_the_question() -> None:
    formaten = dict(re.findall(r"log_format\s+(\w+)\s+'([^']*)'", _nginx()))
    assert re.findall(r"access_log\s+\S+\s+(\w+);", _nginx()) == ["route"] == list(formaten)
    assert set(re.findall(r"\$(\w+)", formaten["route"])) <= LOGVELDEN


def test_proxy_errors_quote_no_request_line() -> None:
    assert re.findall(r"error_log\s+([^;]+);", _nginx()) == ["stderr emerg"]


def test_bodies_stay_in_memory() -> None:
    ten_hoogste, in_geheugen = (
        re.findall(rf"{naam}\s+(\w+);", _nginx()) for naam in ("client_max_body_size", "client_body_buffer_size")
    )
    assert ten_hoogste == in_geheugen == ["1m", "6m"]
    assert "proxy_max_temp_file_size 0;" in _nginx()


def _routekaart() -> list[tuple[str, str]]:
    blok = re.search(r"map \$uri \$route \{(.*?)\n    \}", _nginx(), re.DOTALL)
    assert blok
    return re.findall(r'"([^"]+)"\s+"([^"]+)";', blok[1])


def test_every_collection_of_the_api_has_a_route_in_the_log(tmp_path: Path) -> None:
    houder: Any = object()  # the document needs no edition
    document = maak_app(Instellingen(var=tmp_path, geocoder="geen"), houder=houder).openapi()
    for sjabloon in document["paths"]:
        pad = re.sub(r"\{[^}]+\}", "x", sjabloon)
        assert _route(pad) != "(other)" or sjabloon.startswith("/v1/adressen"), sjabloon


def _route(pad: str) -> str:
    """What the proxy would log for a path: exact names first, then expressions in order."""
    kaart = _routekaart()
    for sleutel, route in sorted(kaart, key=lambda paar: paar[0].startswith("~")):
        if sleutel == pad or (sleutel.startswith("~") and re.search(sleutel[1:], pad)):
            return route
    return "(other)"


@pytest.mark.parametrize(
    ("pad", "route"),
    [
        ("/v1/postcodes/9471", "/v1/postcodes/{postcode}"),
        ("/v1/scenarios", "/v1/{collection}"),
        ("/overleg/tafels.csv", "/overleg/{file}"),
        ("/scenarios", "/scenarios"),
        ("/scenarios/voorbeelden/weesp-2022", "/scenarios/voorbeelden/{naam}"),
        ("/scenarios/voorbeelden/weesp-2022/kaart.svg", "/scenarios/voorbeelden/{naam}/{file}"),
        ("/scenarios/0123456789abcdef0123456789abcdef", "/scenarios/{id}"),
        ("/scenarios/0123456789abcdef0123456789abcdef/zet", "/scenarios/{id}/{part}"),
        ("/scenarios/gedeeld/deel_geheim", "/scenarios/gedeeld/{token}"),
        ("/scenarios/gedeeld/deel_geheim/zetten.csv", "/scenarios/gedeeld/{token}/{part}"),
        ("/v1/scenarios/0123456789abcdef0123456789abcdef", "/v1/scenarios/{id}"),
        ("/v1/scenarios/0123456789abcdef0123456789abcdef/effecten", "/v1/scenarios/{id}/{part}"),
        ("/v1/scenarios/0123456789abcdef0123456789abcdef/_zet", "/v1/scenarios/{id}/_{verb}"),
        ("/v1/postcodes/9471RM", "/v1/postcodes/{postcode}"),
        ("/v1/postcodes/_batch", "/v1/{collection}/_{verb}"),
        ("/v1/adressen/_zoek", "/v1/{collection}/_{verb}"),
        ("/v1/gemeenten/GM1730", "/v1/{collection}/{code}"),
        ("/v1/gemeenten", "/v1/{collection}"),
        ("/v1/locaties", "/v1/locaties"),
        ("/v1/rmc-regios", "/v1/{collection}"),
        ("/v1/kaartbestanden", "/v1/{collection}"),
        ("/v1/crss", "/v1/{collection}"),
        ("/v1/jeugdregios/JZ08", "/v1/{collection}/{code}"),
        ("/v1/ogc", "/v1/ogc/{document}"),
        ("/v1/ogc/collections", "/v1/ogc/{document}"),
        ("/v1/ogc/collections/po", "/v1/ogc/collections/{collectionId}"),
        ("/v1/ogc/collections/po/items", "/v1/ogc/collections/{collectionId}/items"),
        ("/v1/ogc/collections/po/items/PO2001", "/v1/ogc/collections/{collectionId}/items/{featureId}"),
        ("/gebieden/swv-2015-04-23-land.0f3a.topojson", "/gebieden/{file}"),
        ("/kaart/abc-3.json", "/kaart/{file}"),
        ("/kaarten", "/kaarten/{kind}"),
        ("/kaarten/gesplitst", "/kaarten/{kind}"),
        ("/kaarten/gemeente/GM1730", "/kaarten/gemeente/{code}"),
        ("/overzicht", "/overzicht"),
        ("/inloggen", "/inloggen"),
        ("/inloggen/terug", "/inloggen/{step}"),
        ("/uitloggen", "/uitloggen"),
        ("/congruentie", "/congruentie"),
        ("/congruentie/rapport", "/congruentie/{file}"),
        ("/congruentie/kaart.svg", "/congruentie/{file}"),
        ("/congruentie/regios/PO2001", "/congruentie/regios/{code}"),
        ("/herindelingen", "/herindelingen"),
        ("/herindelingen/toets", "/herindelingen/{file}"),
        ("/herindelingen/toets/kaart.svg", "/herindelingen/toets/{file}"),
        ("/v1/herindelingen/_toets", "/v1/{collection}/_{verb}"),
        ("/v1/scenarios/0123456789abcdef0123456789abcdef/_factoren", "/v1/scenarios/{id}/_{verb}"),
        ("/overleg", "/overleg"),
        ("/gemeenten/GM1730", "/gemeenten/{code}"),
        ("/samenwerkingsverbanden/VO2001", "/samenwerkingsverbanden/{code}"),
        ("/gemeenten/GM1730/overleg.csv", "/{collection}/{code}/{file}"),
        ("/v1/congruenties", "/v1/{collection}"),
        ("/v1/congruenties/po/vo", "/v1/congruenties/{indeling}/{met}"),
        ("/v1/congruenties/po/vo/grenzen", "/v1/congruenties/{indeling}/{met}/grenzen"),
        ("/v1/congruenties/po/vo/regios/PO2001", "/v1/congruenties/{indeling}/{met}/regios/{code}"),
        ("/v1/congruentie-tijdreeksen/po", "/v1/congruentie-tijdreeksen/{indeling}"),
        ("/v1/territoriale-congruenties", "/v1/{collection}"),
        ("/namen/0f3a.json", "/namen/{file}"),
        ("/", "/"),
        ("/Esweg 21 Eelde", "(other)"),
        ("/v1/adressen/Esweg 21", "(other)"),
    ],
)
def test_a_path_is_logged_as_its_route(pad: str, route: str) -> None:
    assert _route(pad) == route


def _per_lezer(naam: str) -> list[str]:
    """What a map on Accept gives to a program, and to a browser."""
    blok = re.search(rf"map \$http_accept \${naam} \{{(.*?)\n    \}}", _nginx(), re.DOTALL)
    assert blok
    regels = re.findall(r"""(default|"~text/html")\s+(["'])(.*)\2;""", blok[1])
    assert [wie for wie, _, _ in regels] == ["default", '"~text/html"']
    return [waarde for _, _, waarde in regels]


@pytest.mark.parametrize(("plek", "statussen"), [("te_groot", "413"), ("niet_beschikbaar", "502 503 504 =503")])
def test_errors_of_the_proxy_itself_are_problems_for_programs_and_pages_for_people(plek: str, statussen: str) -> None:
    assert f"error_page {statussen} @{plek};" in _nginx()
    blok = re.search(rf"location @{plek} \{{(.*?)\n        \}}", _nginx(), re.DOTALL)
    assert blok
    koppen = dict(re.findall(r"add_header (\S+) (\S+) always;", blok[1]))
    assert koppen["API-Version"] == API_VERSIE and koppen["Cache-Control"] == "no-store"
    assert koppen["Content-Type"] == "$soort" and 'default_type "";' in blok[1]
    assert _per_lezer("soort") == [MEDIATYPE, "text/html; charset=utf-8"]
    ((status, lijf),) = re.findall(r"return (\d+) \$(\w+);", blok[1])
    assert lijf == plek and status == statussen[-3:]
    lijf, pagina = _per_lezer(plek)
    probleem = json.loads(lijf)
    soort, titel = TITELS[int(status)]
    assert (probleem["type"], probleem["title"], probleem["status"]) == (TYPE + soort, titel, int(status))
    assert probleem["detail"].endswith(".")
    assert f"<title>{titel}</title><h1>{titel}</h1>" in pagina and 'lang="nl"' in pagina
