"""What a visitor asks of the pages about the OOGO: a day, a name to look up, an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from kaarten.teksten import opsomming, voor_lezers
from regio.fouten import Fout

VELDEN = ("peildatum", "wie", "volgorde")
# Columns of the national table; with ``-`` before it the order is descending. The first is the usual one.
KOLOMMEN = ("naam", "PO", "VO", "samen")
LANGSTE_NAAM = 100


@dataclass(frozen=True, slots=True)
class Vraag:
    """The question as the visitor left it; ``peildatum`` as typed, empty for today.

    ``fouten`` are the sentences per field; under ``""`` those about the address itself.
    """

    peildatum: str = ""
    wie: str = ""
    volgorde: str = KOLOMMEN[0]
    fouten: dict[str, list[str]] = field(default_factory=dict)

    def adres(self, pad: str, **anders: str) -> str:
        """An address of these pages on the same day; what is empty is left out."""
        velden = {"peildatum": self.peildatum, **anders}
        vraag = urlencode({naam: waarde for naam, waarde in velden.items() if waarde})
        return f"{pad}?{vraag}" if vraag else pad

    def naar(self, code: str) -> str:
        """The address of the page of a gemeente or SWV on the same day."""
        return self.adres(pad_van(code))


def pad_van(code: str) -> str:
    """The path of the page of a gemeente or SWV."""
    return f"/{'gemeenten' if code.startswith('GM') else 'samenwerkingsverbanden'}/{code}"


def lees(vraag: Iterable[tuple[str, str]], bekend: Iterable[str] = ("peildatum",)) -> Vraag:
    """The question in the pairs of a query string, of which only the names in ``bekend`` mean something."""
    waarden: dict[str, str] = {}
    onbekend: dict[str, None] = {}
    velden = frozenset(bekend)
    for naam, waarde in vraag:
        if naam in velden:
            waarden[naam] = waarde.strip()
        else:
            onbekend[naam[:40]] = None
    fouten: dict[str, list[str]] = {}
    if onbekend:
        namen = opsomming(list(onbekend)[:5])
        fouten[""] = [f"De pagina begrijpt {namen} in dit adres niet. Maak hieronder uw keuze."]
    wie, volgorde = waarden.get("wie", ""), waarden.get("volgorde", "")
    if len(wie) > LANGSTE_NAAM:
        wie, fouten["wie"] = "", [f"Deze naam is te lang: gebruik ten hoogste {LANGSTE_NAAM} tekens."]
    keuze = volgorde if volgorde.removeprefix("-") in KOLOMMEN else KOLOMMEN[0]
    return Vraag(waarden.get("peildatum", "")[:40], wie, keuze, fouten)


def met_fouten(vraag: Vraag, fouten: Iterable[Fout]) -> Vraag:
    """The question with what the service says is wrong, at the field where it belongs."""
    uit = {veld: list(regels) for veld, regels in vraag.fouten.items()}
    for fout in fouten:
        uit.setdefault(fout.veld if fout.veld in VELDEN else "", []).append(voor_lezers(fout))
    return replace(vraag, fouten=uit)
