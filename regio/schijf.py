"""What is on the disk: the fingerprint of a file, and faults in plain Dutch with what to do about them."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

_VOL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GEWEIGERD = (errno.EACCES, errno.EPERM, errno.EROFS)
_REDENEN = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte die u mag gebruiken is op",
    errno.EFBIG: "het bestand wordt te groot voor deze schijf",
    errno.EACCES: "u hebt daar de rechten niet voor",
    errno.EPERM: "u hebt daar de rechten niet voor",
    errno.EROFS: "die schijf is alleen om te lezen",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is een bestand en geen map",
    errno.EEXIST: "er staat daar al iets met die naam",
    errno.EISDIR: "het is een map en geen bestand",
    errno.EIO: "de schijf geeft een fout en is misschien defect",
    errno.EBUSY: "een ander programma gebruikt het",
    errno.ETXTBSY: "een ander programma gebruikt het",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENFILE: "er staan te veel bestanden open",
    errno.ESTALE: "de netwerkschijf is niet meer bereikbaar",
}


def sha256_van(bestand: Path) -> str:
    """The sha256 of a file, in hexadecimal, read in pieces. Raises OSError."""
    with bestand.open("rb") as invoer:
        return hashlib.file_digest(invoer, "sha256").hexdigest()


def reden(fout: OSError) -> str:
    """Why the disk refused: a clause without a capital or a full stop, never the system's own English."""
    nummer = fout.errno or 0
    return _REDENEN.get(nummer) or f"het systeem geeft fout {errno.errorcode.get(nummer, 'zonder nummer')}"


def zin(fout: OSError, elders: str = "kies een andere plek") -> str:
    """Why the disk refused and what to do, as whole sentences; ``elders`` is how to choose another place."""
    wat = reden(fout)
    return f"{wat[0].upper()}{wat[1:]}. {_raad(fout.errno or 0)} of {elders}."


def _raad(nummer: int) -> str:
    if nummer in _VOL:
        return "Maak ruimte vrij"
    return "Geef schrijfrechten" if nummer in _GEWEIGERD else "Verhelp dit"
