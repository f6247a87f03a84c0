"""Pages for when a change was not made: they keep what was typed, and offer to do it after all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaarten.inloggen.pad import PAD
from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.verzoeken.partijen import gezegd
from kaarten.verzoeken.woorden import STANDPUNT
from regio.scenario.woorden import SOORTNAAM

# What fields are called where they are read back; those not named here are not shown.
NAMEN = {
    "soort": "Soort zet",
    "sector": "Sector",
    "gemeente": "Gemeente",
    "postcodes": "Postcodes",
    "bouwstenen": "Bouwstenen",
    "van": "Van",
    "naar": "Naar",
    "nieuw": "Nieuwe code",
    "naam": "Naam",
    "datum": "Datum",
    "peildatum": "Peildatum",
    "notitie": "Notitie",
    "aanname": "Aanname",
    "nummer": "Zet",
    "csv": "Inhoud van het bestand",
    "aanvrager": "Wie vraagt",
    "reden": "Waarom",
    "uitkomst": "Uitkomst",
    "standpunt": "Standpunt",
    "tekst": "Tekst",
    "leerlingstromenTekst": "Leerlingstromen",
    "scholenTekst": "Scholen",
    "arbeidsmarktTekst": "Arbeidsmarktregio’s",
    "afstandKm": "Afstand in kilometers",
}
# Of these the words of the form are read back, not the code.
_WOORDEN: Mapping[str, Mapping[str, str]] = {"soort": SOORTNAAM, "standpunt": STANDPUNT}
START = "/scenarios"
_MET_BESTAND = ("/importeer", "/factoren")
_NIET_MEE = ("csrf", "kenmerk")


@dataclass(frozen=True, slots=True)
class Bewaard:
    """A change that was not made: where it was sent, and its fields as typed."""

    adres: str
    velden: Mapping[str, str]

    @property
    def getypt(self) -> list[tuple[str, str]]:
        """What somebody filled in, by what it is called."""
        waarden = dict(self.velden)
        for veld, woorden in _WOORDEN.items():
            waarden[veld] = woorden.get(self.velden.get(veld, ""), "")
        velden = [(naam, waarden[veld]) for veld, naam in NAMEN.items() if waarden.get(veld, "").strip()]
        return velden + gezegd(self.velden)

    @property
    def met_bestand(self) -> bool:
        """Whether it goes to a form that may come with a file."""
        pad = self.adres.partition("?")[0]
        return pad == START or pad.endswith(_MET_BESTAND)

    @property
    def mee(self) -> dict[str, str]:
        """The fields to send again."""
        return {naam: waarde for naam, waarde in self.velden.items() if naam not in _NIET_MEE}


def blad(
    bewaard: Bewaard,
    titel: str,
    uitleg: list[str],
    knop: str,
    *,
    ingelogd: Ingelogd | None = None,
    verborgen: Mapping[str, str] | None = None,
    links: list[tuple[str, str]] | None = None,
    nieuw_tabblad: bool = False,
) -> str:
    """The page; ``verborgen`` are fields that prove that it may be done now, ``links`` path and text.

    Without ``knop`` it cannot be done. With ``nieuw_tabblad`` it offers to sign in beside it.
    """
    return vul_in(
        "scenarios_bewaard.html",
        bewaard=bewaard,
        titel=titel,
        uitleg=uitleg,
        knop=knop,
        ingelogd=ingelogd,
        verborgen=verborgen or {},
        links=links or [],
        inloggen=PAD if nieuw_tabblad else "",
    )
