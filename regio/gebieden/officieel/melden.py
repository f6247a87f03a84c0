"""Collecting what is wrong, so that one refusal names every fault."""

from __future__ import annotations

from regio.bevinding import Bevinding, Niveau
from regio.fouten import Bronfout

MEEST = 20


class Meldingen:
    """Findings of one reading, in the order in which they came up."""

    def __init__(self) -> None:
        self.alle: list[Bevinding] = []

    def _zet(self, niveau: Niveau, code: str, waar: str, wat: str, gedaan: str) -> None:
        self.alle.append(Bevinding(niveau, code, waar, wat, gedaan))

    def fout(self, code: str, waar: str, wat: str) -> None:
        """A fault: what was read is refused."""
        self._zet("fout", code, waar, wat, "Geweigerd.")

    def waarschuwing(self, code: str, waar: str, wat: str, gedaan: str) -> None:
        """Something that a user of the map should know."""
        self._zet("waarschuwing", code, waar, wat, gedaan)

    def info(self, code: str, waar: str, wat: str, gedaan: str) -> None:
        """Something that explains what was done."""
        self._zet("info", code, waar, wat, gedaan)

    @property
    def fouten(self) -> list[Bevinding]:
        """The faults so far."""
        return [een for een in self.alle if een.niveau == "fout"]

    def weiger_bij_fouten(self) -> None:
        """Raise Bronfout with the text of every fault, each with the file it is in."""
        fouten = self.fouten
        if fouten:
            regels = [f"{een.waar}: {een.wat}" for een in fouten[:MEEST]]
            if len(fouten) > MEEST:
                regels.append(f"En nog {aantal_van(len(fouten) - MEEST, 'andere fout', 'andere fouten')}.")
            raise Bronfout(f"De officiële grenzen zijn geweigerd. {' '.join(regels)}")


def hoofdletter(tekst: str) -> str:
    """A clause as the begin of a sentence."""
    return tekst[:1].upper() + tekst[1:]


def rij_of_rijen(aantal: int) -> str:
    """A number of rows in words."""
    return aantal_van(aantal, "rij", "rijen")


def aantal_van(aantal: int, een: str, meer: str) -> str:
    """A number with what is counted and its verb: ``een`` for one, ``meer`` for any other number."""
    return f"{aantal} {een if aantal == 1 else meer}"


def opsomming(namen: list[str], hoogstens: int = 10) -> str:
    """A list in a sentence, shortened when it is long."""
    rest = len(namen) - hoogstens
    return ", ".join(namen[:hoogstens]) + (f" en nog {rest}" if rest > 0 else "")


def getal(waarde: float, cijfers: int = 0) -> str:
    """A number as it is written in Dutch."""
    return f"{waarde:,.{cijfers}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
