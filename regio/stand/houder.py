"""The Stand that is being served, swapped whole when another edition becomes active."""

from __future__ import annotations

import logging
from pathlib import Path

from regio.fouten import Opslagfout, RegioFout
from regio.stand.stand import Stand
from regio.stand.wijzer import EDITIES, Wijzer, lees_wijzer, sha256_klopt

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # no warnings on the stderr of a program without logging

PROEF = ("2015-04-23", "9471", {"PO2201", "VO2001"})


def open_actief(var: Path, *, controleer: bool = True) -> Stand:
    """Open the active edition of a state folder.

    With ``controleer`` the file's sha256 and a known answer are checked first. Raises Opslagfout
    saying what to do when there is no usable edition.
    """
    wijzer = lees_wijzer(var)
    if wijzer is None:
        raise Opslagfout("Er is nog geen editie geladen; draai: regio data laad.")
    try:
        return _open(var, wijzer, controleer=controleer)
    except RegioFout:
        raise
    except Exception as fout:
        raise Opslagfout(f"Het editiebestand {wijzer.bestand} is onbruikbaar; draai: regio data laad.") from fout


def _open(var: Path, wijzer: Wijzer, *, controleer: bool) -> Stand:
    if controleer and not sha256_klopt(var, wijzer):
        raise Opslagfout(f"Het editiebestand {wijzer.bestand} is beschadigd; draai: regio data laad.")
    stand = Stand.open(var / wijzer.bestand)
    if controleer:
        keur(stand)
    return stand


def keur(stand: Stand) -> None:
    """Refuse an edition that does not give the printed answer for a postcode of the law.

    Raises Opslagfout; or any error that its structure gives, when that is another.
    """
    datum, pc4, verwacht = PROEF
    plek = stand.plek(pc4)
    codes = {deel["code"] for deel in stand.postcode(plek, datum)["samenwerkingsverbanden"]} if plek is not None else {}
    if codes != verwacht:
        raise Opslagfout(f"De editie geeft voor {pc4} op {datum} niet het antwoord van de regeling; niet in gebruik.")
    stand.zicht(stand.toestand_nr_iso(datum))  # what answers are put together from


def open_andere(var: Path, editie: str) -> Stand | None:
    """An edition by its fingerprint, when its file is still in the state folder and of this form; else None."""
    for pad in sorted((var / EDITIES).glob("*.regio")):
        try:
            stand = Stand.open(pad)
        except (OSError, ValueError, KeyError, RegioFout):
            continue  # half, broken or of another version of the program: as if it were gone
        if stand.editie == editie:
            return stand
    return None


class Standhouder:
    """Holds one Stand; ``herlaad`` replaces it when the pointer names another edition."""

    def __init__(self, var: Path, stand: Stand | None = None) -> None:
        self._var = var
        self._gezien = lees_wijzer(var)
        self.stand = stand or open_actief(var)
        self.melding = ""
        self._vorige: Stand | None = None

    def met_editie(self, editie: str) -> Stand | None:
        """The edition with this fingerprint: the one served, or one whose file is still there; else None."""
        for bekend in (self.stand, self._vorige):
            if bekend is not None and bekend.editie == editie:
                return bekend
        gevonden = open_andere(self._var, editie)
        # Kept, so that what is worked out from it is not worked out again at every question.
        self._vorige = gevonden or self._vorige
        return gevonden

    def herlaad(self) -> bool:
        """Swap to a newly activated edition; keep the old one, with a message, when it is unusable."""
        try:
            wijzer = lees_wijzer(self._var)
            if wijzer is None or wijzer == self._gezien:
                # Back to what is served, after a pointer that could not be read.
                self.melding = "" if wijzer and wijzer.editie == self.stand.editie else self.melding
                return False
            self.stand, self._vorige = open_actief(self._var), None
            # Only now: a file that is repaired under the same pointer must be tried again.
            self._gezien = wijzer
        except RegioFout as fout:
            self._weiger(str(fout))
            return False
        self.melding = ""
        return True

    def _weiger(self, melding: str) -> None:
        """Keep why an edition is not used; the log says it once, not at every look."""
        if melding != self.melding:
            _log.error("nieuwe editie niet in gebruik, de vorige blijft: %s", melding)
        self.melding = melding
