"""The figures by which the gate decides, and where each comes from. They are part of the fingerprint."""

from __future__ import annotations

# Raised whenever the gate gives other ground for the same files.
POORTVERSIE = 2

# Metres. Corners nearer than this are one corner: the files hold whole centimetres and less.
SNAPPEN = 0.01
# Metres. The cleaning closes gaps narrower than this by itself.
SPLEET = 10.0
# Metres. A gap whose widest place is narrower than this is drawing noise: the generalised borders
# themselves lie tens of metres off.
TEKENRUIS = 50.0
# m². Small openings between simplified borders of whole gemeenten (for PC4 areas there are none).
KLEINE_OPENING = 500_000.0
# Share of a gap that must lie on ground of a gemeente to call it land.
OP_LAND = 0.5
# m². Less ground than this is no ground for a postcode where people live.
MINSTE_GROND = 10_000.0
# m². The largest gap that can be the missing ground of one postcode.
MEESTE_GROND = 60_000_000.0
# Metres. What is narrower than twice this along a shore belongs to the drawing, not to the postcode.
OEVERRUIS = 25.0

# Pieces of a cut postcode: smaller or narrower ones are slivers and go back to the same postcode.
SNIPPER_M2 = 10_000.0
SNIPPER_BREEDTE = 25.0

# Refused: a row that changes by so much (both), or by so many m², or all together by such a share.
RIJ_AANDEEL, RIJ_M2 = 0.05, 100_000.0
RIJ_HOOGSTENS = 1_000_000.0
TOTAAL_AANDEEL = 0.001
# Refused: more than this share of the PC4 points outside the ground of their own postcode.
PUNTEN_ELDERS = 0.02
# So few are findings, not a refusal: of those points, or of inhabited postcodes that the map does not
# draw at all or leaves without ground. The map of 2020 shrinks three; of the postcodes of 2021 a newer
# one may lack some that no longer exist, up to this share.
ENKELE = 3
ZONDER_GROND = 0.005

# Share of a gemeente above which the difference with its own layer is named with its cause.
VERSCHIL = 0.02
# And above which it is a finding of its own; the others stand together in the finding of the layer.
GROOT_VERSCHIL = 0.1

# The one place where foreign ground lies within the Netherlands: centre in RD and reach, in metres.
ENCLAVES = (("Baarle-Hertog", 123_300.0, 383_300.0, 6_500.0),)

# PC4s that exist according to CBS without an area, and stand in no table at hand.
ZONDER_VLAK_EN_TABEL = ("5028",)


def parameters() -> dict[str, float]:
    """Every figure, for the report and the fingerprint."""
    return {
        naam.lower(): waarde
        for naam, waarde in sorted(globals().items())
        if naam.isupper() and isinstance(waarde, int | float)
    }
