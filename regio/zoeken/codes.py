"""The codes of gemeenten that a user means by a code or a name."""

from __future__ import annotations

from regio.fouten import Fout, Vraagfout
from regio.zoeken.register import Register


def gemeentecodes(register: Register, tekst: str, veld: str = "gemeente") -> set[str]:
    """Every gemeente with this code or name, also former ones. Raises Vraagfout when there is none."""
    code = tekst.strip().upper()
    if code in register.gemeenten:
        return {code}
    codes = {naam.sleutel for naam in register.met_naam(tekst) if naam.soort == "gemeente"}
    if not codes:
        raise Vraagfout(Fout(veld, "onbekend", "Geen gemeente met deze naam of code; geef bijvoorbeeld GM1730."))
    return codes
