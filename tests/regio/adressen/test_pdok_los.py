"""The Locatieserver adapter in a process of its own: what it prints and what it loads."""

from __future__ import annotations

import subprocess
import sys


def test_storing_zonder_ingestelde_log_blijft_stil() -> None:
    """The command prints one plain line of its own on stderr, and nothing else."""
    programma = (
        "import regio.adressen as a\n"
        "print(bool(a.maak_geocoder('pdok', url='http://127.0.0.1:9/free').zoek('Esweg 21').niet_opgezocht))"
    )
    uit = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=True, timeout=300)
    assert (uit.stdout.strip(), uit.stderr) == ("True", "")


def test_import_laadt_geen_bibliotheken() -> None:
    """Also with a geocoder made, which is what the start of the service does."""
    programma = (
        "import sys, regio.adressen as a; a.lees_postcode('9471 RM'); a.vind_postcodes('Esweg 21, 9761 EN Eelde')\n"
        "a.maak_geocoder('pdok'); a.maak_geocoder('geen')\n"
        "print(sorted({naam.split('.')[0] for naam in sys.modules}\n"
        "  & {'httpx2', 'httpcore2', 'stamina', 'tenacity', 'structlog', 'sqlite3', 'ssl', 'numpy', 'asyncio'}))"
    )
    uit = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=True, timeout=300)
    assert uit.stdout.strip() == "[]"
