"""What states, steps and standpoints are called on the pages."""

from __future__ import annotations

STATUS = {
    "ingediend": "Ingediend",
    "in-behandeling": "In behandeling",
    "ingetrokken": "Ingetrokken",
    "toegewezen": "Toegewezen",
    "deels-toegewezen": "Deels toegewezen",
    "afgewezen": "Afgewezen",
}
STAP = {
    "aanvulling": "Aanvulling",
    "steun": "Standpunt",
    "ingetrokken": "Ingetrokken",
    "in-behandeling": "In behandeling genomen",
    "besluit": "Besluit",
}
STANDPUNT = {"nog-niet-gevraagd": "Nog niet gevraagd", "steunt": "Steunt dit", "steunt-niet": "Steunt dit niet"}
SOORT = {"gemeente": "gemeente", "samenwerkingsverband": "samenwerkingsverband"}
# What is said once something was done.
GEDAAN = {
    "ingediend": "Het verzoek is ingediend. Wat u daarna met het scenario doet, verandert dit verzoek niet.",
    "aanvulling": "De aanvulling staat bij het verzoek.",
    "steun": "Het standpunt staat bij het verzoek.",
    "ingetrokken": "Het verzoek is ingetrokken.",
    "in-behandeling": "Het verzoek is in behandeling.",
    "besluit": "Het besluit is vastgelegd.",
}
