"""The settings of a provider: all or none, safe, and a role for each value."""

from __future__ import annotations

import pytest

from regio.fouten import RegioFout
from regio.instellingen import Instellingen, lees_instellingen

GOED = {
    "REGIO_BASIS_URL": "https://regio.example",
    "REGIO_OIDC_URL": "https://login.example/realms/ocw",
    "REGIO_OIDC_CLIENT": "regio",
    "REGIO_OIDC_GEHEIM": "een geheim van zestien",
    "REGIO_OIDC_ROLLEN": "groepen:ocw-beheer=beheerder,ocw=bewerker",
}


def test_all_four_give_a_provider() -> None:
    oidc = lees_instellingen(GOED).oidc
    assert oidc is not None
    assert (oidc.uitgever, oidc.client, oidc.geheim) == tuple(list(GOED.values())[1:4])
    assert (oidc.claim, oidc.rollen) == ("groepen", {"ocw-beheer": "beheerder", "ocw": "bewerker"})
    assert Instellingen().oidc is None


def test_the_secret_is_in_no_text() -> None:
    instellingen = lees_instellingen(GOED)
    assert GOED["REGIO_OIDC_GEHEIM"] not in f"{instellingen!r} {instellingen.oidc!r}"


@pytest.mark.parametrize("weg", [naam for naam in GOED if "OIDC" in naam])
def test_a_part_is_refused(weg: str) -> None:
    with pytest.raises(RegioFout, match="alle vier, of geen"):
        lees_instellingen({**GOED, weg: ""})


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"REGIO_OIDC_URL": "http://login.example"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_URL": "login.example"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_URL": "https://"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_URL": "https://[::1"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_URL": "https://login.example?x=1"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_URL": "http://127.0.0.1.evil.example"}, "REGIO_OIDC_URL moet met https"),
        ({"REGIO_OIDC_GEHEIM": "te kort"}, "minstens 16 tekens"),
        ({"REGIO_BASIS_URL": "http://regio.example"}, "REGIO_BASIS_URL met https"),
        ({"REGIO_BASIS_URL": "", "REGIO_HOST": "0.0.0.0"}, "REGIO_BASIS_URL met https"),
        *(
            ({"REGIO_OIDC_ROLLEN": rollen}, "REGIO_OIDC_ROLLEN moet een claim noemen")
            for rollen in ("groepen", "groepen:", "groepen:ocw", "groepen:ocw=", "groepen:=lezer", "groepen:ocw=baas")
        ),
        *(
            ({"REGIO_OIDC_ROLLEN": rollen}, "REGIO_OIDC_ROLLEN moet een claim noemen")
            for rollen in (":ocw=lezer", "groe pen:ocw=lezer", "groepen:a=lezer,a=bewerker", "groepen:a=lezer,,b=lezer")
        ),
    ],
)
def test_what_cannot_be_is_named(anders: dict[str, str], melding: str) -> None:
    with pytest.raises(RegioFout, match=melding):
        lees_instellingen({**GOED, **anders})


def test_all_that_is_wrong_is_told_at_once() -> None:
    fout = {"REGIO_OIDC_URL": "x", "REGIO_OIDC_GEHEIM": "x", "REGIO_OIDC_ROLLEN": "x", "REGIO_BASIS_URL": "http://x.nl"}
    with pytest.raises(RegioFout) as gevangen:
        lees_instellingen({**GOED, **fout})
    assert all(naam in str(gevangen.value) for naam in fout)


def test_on_this_machine_http_will_do() -> None:
    for naam in ("127.0.0.1", "localhost", "[::1]"):
        hier = {**GOED, "REGIO_OIDC_URL": f"http://{naam}:9000", "REGIO_BASIS_URL": ""}
        assert lees_instellingen(hier).oidc is not None


@pytest.mark.parametrize(
    ("tekst", "claim", "rollen"),
    [
        ("realm_access.roles: beheer = beheerder", "realm_access.roles", {"beheer": "beheerder"}),
        ("https://regio.example/rol:a=lezer", "https://regio.example/rol", {"a": "lezer"}),
        ("groepen:urn:mace:ocw=bewerker", "groepen", {"urn:mace:ocw": "bewerker"}),
        ("groepen:cn=beheer=beheerder", "groepen", {"cn=beheer": "beheerder"}),
    ],
)
def test_claims_and_values_of_many_forms(tekst: str, claim: str, rollen: dict[str, str]) -> None:
    oidc = lees_instellingen({**GOED, "REGIO_OIDC_ROLLEN": tekst}).oidc
    assert oidc is not None and (oidc.claim, oidc.rollen) == (claim, rollen)
