"""The questions about congruence that the command, the API and the pages ask, and their answers.

Every answer is plain JSON, as ``api/modellen_congruentie.py`` describes it.
"""

from __future__ import annotations

from regio.congruentie.gemeenten import gemeenten
from regio.congruentie.indelingen import NAMEN, Keuze, kies
from regio.congruentie.matrix import matrix
from regio.congruentie.paar import paar, paar_van
from regio.congruentie.reeks import tijdreeks
from regio.congruentie.regio import regio, regio_van

__all__ = ["NAMEN", "Keuze", "gemeenten", "kies", "matrix", "paar", "paar_van", "regio", "regio_van", "tijdreeks"]
