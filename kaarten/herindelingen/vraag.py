"""What a visitor asks of the page about herindelingen: a year, a gemeente, a consequence and an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from kaarten.teksten import opsomming
from regio.tijdlijn.gevolgen import Gevolg

PAD = "/herindelingen"
GEVOLGEN = {
    Gevolg.NIEUW_GESPLITST.value: "Nieuw gesplitst",
    Gevolg.GEHEELD.value: "Splitsing later geheeld",
    Gevolg.AL_GESPLITST.value: "Was al gesplitst",
    Gevolg.GEEN.value: "Eén verband",
    Gevolg.NIET_TE_ZEGGEN.value: "Niet te zeggen",
    Gevolg.NOG_GEEN_VERBANDEN.value: "Nog geen verbanden",
    Gevolg.NIET_TOEGEPAST.value: "Niet meegerekend",
}
VOLGORDES = {
    "-datum": "Datum, nieuwste eerst",
    "datum": "Datum, oudste eerst",
    "gemeente": "Gemeente",
    "-inwoners": "Inwoners, meeste eerst",
    "po": "Gevolg voor PO",
    "vo": "Gevolg voor VO",
}
EERST = "-datum"
_KOLOMMEN = ("datum", "gemeente", "inwoners", "po", "vo")
_LANGST = 100


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form as the visitor left it, with the sentences that are wrong per field (``""``: the address itself)."""

    jaar: str = ""
    gemeente: str = ""
    gevolg: str = ""
    volgorde: str = EERST
    fouten: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kolom(self) -> str:
        """The column that the table is sorted by."""
        return self.volgorde.removeprefix("-")

    @property
    def aflopend(self) -> bool:
        """Whether the last comes first."""
        return self.volgorde.startswith("-")

    @property
    def gekozen(self) -> bool:
        """Whether anything is left out."""
        return bool(self.jaar or self.gemeente or self.gevolg)

    def adres(self, pad: str = PAD, **anders: str) -> str:
        """The address of the same question elsewhere; what is as usual is left out."""
        velden = {"jaar": self.jaar, "gemeente": self.gemeente, "gevolg": self.gevolg, "volgorde": self.volgorde}
        alle = {naam: waarde for naam, waarde in {**velden, **anders}.items() if waarde}
        if pad != PAD or alle.get("volgorde") == EERST:
            alle.pop("volgorde", None)
        return f"{pad}?{urlencode(alle)}" if alle else pad

    def met_fout(self, veld: str, tekst: str) -> Formulier:
        """The form with one more sentence at a field."""
        return replace(self, fouten={**self.fouten, veld: [*self.fouten.get(veld, ()), tekst]})


def lees(vraag: Iterable[tuple[str, str]], jaren: Iterable[int]) -> Formulier:
    """The form in the pairs of a query string, with a fault per field that is not understood."""
    waarden = {naam: waarde.strip() for naam, waarde in vraag}
    onbekend = [naam[:40] for naam in waarden if naam not in ("jaar", "gemeente", "gevolg", "volgorde")]
    uit = Formulier(gemeente=waarden.get("gemeente", "")[:_LANGST], volgorde=_volgorde(waarden))
    if onbekend:
        uit = uit.met_fout("", f"De pagina begrijpt {opsomming(onbekend)} in dit adres niet. Maak hieronder uw keuze.")
    uit = _kies(uit, "jaar", waarden, [str(jaar) for jaar in jaren])
    return _kies(uit, "gevolg", waarden, GEVOLGEN)


def _volgorde(waarden: Mapping[str, str]) -> str:
    volgorde = waarden.get("volgorde", "")
    return volgorde if volgorde.removeprefix("-") in _KOLOMMEN else EERST


def _kies(formulier: Formulier, veld: str, waarden: Mapping[str, str], keuzes: Iterable[str]) -> Formulier:
    """The form with a choice from a list, or with the fault that it is not in it."""
    waarde = waarden.get(veld, "")
    if waarde in ("", *keuzes):
        return replace(formulier, **{veld: waarde})  # type: ignore[arg-type]
    return formulier.met_fout(veld, f"Dit {veld} staat niet in de lijst. Kies er een uit de lijst.")
