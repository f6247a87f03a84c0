"""How the place of an answer was found, as JSON members of that answer, ready to send."""

from __future__ import annotations

SCHETS = (
    "Gevonden op de schets: de postcode waarvan het punt het dichtst bij ligt. Dicht bij een grens, aan het water en "
    "net over de landsgrens kan dat ernaast zitten; de postcode zelf is zekerder."
)
ADRES = "Gevonden met een adresdienst; klopt het adres niet, zoek dan op postcode."

OP_POSTCODE = b'"ligging":"postcode","liggingToelichting":null'
OP_PUNT = f'"ligging":"punt-schets","liggingToelichting":"{SCHETS}"'.encode()
OP_ADRES = f'"ligging":"geocoder","liggingToelichting":"{ADRES}"'.encode()
