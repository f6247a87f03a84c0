"""Schemathesis over the whole OpenAPI: whatever is sent, only documented answers come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import Mock

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from api.app import maak_app
from regio.adressen import GeenGeocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

Geval: TypeAlias = "schemathesis.Case[Any]"
CONTROLES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
APP = maak_app(
    Instellingen(var=Path("bestaat-niet"), geocoder="geen", limiet=10_000_000),
    houder=Standhouder(Path("bestaat-niet"), Mock(spec=Stand)),
    geocoder=GeenGeocoder(),
)
SCHEMA = schemathesis.openapi.from_asgi("/v1/openapi.json", APP)
# The same questions in every run: a failure is one of the code, not of the day.
VAST = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _echte_editie(stand: Stand) -> None:
    """The document needs no edition and tests are collected from it; the answers come from the real one."""
    APP.state.houder.stand = stand


def _vraag(case: Geval) -> None:
    antwoord = case.call()
    case.validate_response(antwoord, checks=CONTROLES)
    assert antwoord.headers["api-version"]


@SCHEMA.parametrize()
@settings(VAST, max_examples=40)
def test_only_documented_answers(case: Geval) -> None:
    _vraag(case)


@SCHEMA.include(path_regex="^/v1/(samenwerkingsverbanden|gemeenten|jeugdregios|rmc-regios)(/{code})?$").parametrize()
@settings(VAST, max_examples=15)
def test_only_documented_maps(case: Geval) -> None:
    antwoord = case.call(headers={"Accept": "application/geo+json"})
    case.validate_response(antwoord, checks=CONTROLES)
    assert antwoord.status_code != 200 or antwoord.headers["content-crs"], antwoord.headers


@SCHEMA.include(path_regex="^/v1/(congruenti|territoriale|herindelinggevolgen)").parametrize()
@settings(VAST, max_examples=15)
def test_only_documented_tables(case: Geval) -> None:
    antwoord = case.call(headers={"Accept": "text/csv"})
    case.validate_response(antwoord, checks=CONTROLES)


@pytest.mark.lang
@SCHEMA.parametrize()
@settings(VAST, max_examples=1_000)
def test_only_documented_answers_for_long(case: Geval) -> None:
    _vraag(case)
