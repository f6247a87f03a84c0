"""From claims to somebody with a name and a role."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.aanmelden.identiteit import identiteit, volledig
from regio.aanmelden.instelling import Oidc
from regio.opslag.gebruikers import LANGSTE_NAAM
from regio.rollen import ROLLEN

OIDC = Oidc("https://login.example", "regio", "geheim", "groepen", {"beheer": "beheerder", "ocw": "bewerker"})


@pytest.mark.parametrize(
    ("waarde", "rol"),
    [
        ("ocw", "bewerker"),
        (["ocw"], "bewerker"),
        (["ocw", "beheer"], "beheerder"),
        (["beheer", "ocw"], "beheerder"),
        ("ocw beheer", "lezer"),
        ("OCW", "lezer"),
        ("beheer ", "lezer"),
        ([["beheer"]], "lezer"),
        ({"beheer": True}, "lezer"),
        ([None, 1, True, "anders"], "lezer"),
        ([], "lezer"),
        (None, "lezer"),
        (True, "lezer"),
    ],
)
def test_the_role_is_the_highest_of_a_value_that_fits_exactly(waarde: Any, rol: str) -> None:
    assert identiteit(OIDC, {"sub": "1", "groepen": waarde}).rol == rol


def test_a_claim_inside_another_goes_with_a_point() -> None:
    binnen = Oidc("https://login.example", "regio", "geheim", "realm.roles", {"ocw": "bewerker"})
    assert identiteit(binnen, {"sub": "1", "realm": {"roles": ["ocw"]}}).rol == "bewerker"
    assert identiteit(binnen, {"sub": "1", "realm.roles": "ocw"}).rol == "bewerker"
    for vreemd in ({"realm": "roles"}, {"realm": {"roles": {"ocw": 1}}}, {"realm": ["roles"]}):
        assert identiteit(binnen, {"sub": "1", **vreemd}).rol == "lezer"


@pytest.mark.parametrize(
    ("claims", "naam"),
    [
        ({"preferred_username": "anna", "name": "Anna B.", "email": "a@b.nl"}, "anna"),
        ({"preferred_username": " ", "name": "Anna  B."}, "Anna B."),
        ({"preferred_username": 1, "name": ["x"], "email": "a@b.nl"}, "a@b.nl"),
        ({}, "gebruiker"),
        ({"name": "<script>\u202e\x00"}, "script"),
        ({"name": "a" * 10_000}, "a" * 90),
    ],
)
def test_the_name_is_the_first_that_can_be_one(claims: dict[str, Any], naam: str) -> None:
    assert identiteit(OIDC, {"sub": "1", **claims}).naam == naam


@given(st.dictionaries(st.sampled_from(["name", "email", "groepen"]), st.recursive(st.text() | st.none(), st.lists)))
def test_whatever_comes_gives_a_name_and_a_role_that_may_be(claims: dict[str, Any]) -> None:
    wie = identiteit(OIDC, {**claims, "sub": "1"})
    assert wie.extern == "https://login.example 1" and wie.rol in ROLLEN
    assert wie.naam == wie.naam.strip() and 0 < len(wie.naam) < LANGSTE_NAAM
    assert wie.naam.isprintable() and not set("<>") & set(wie.naam)


def test_more_is_asked_when_name_or_role_is_missing() -> None:
    assert volledig(OIDC, {"name": "a", "groepen": []})
    assert not volledig(OIDC, {"name": "a"}) and not volledig(OIDC, {"groepen": ["ocw"]})
