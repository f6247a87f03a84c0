"""Crumbs: loose bits of ground that come from the lattice, not from the points."""

from __future__ import annotations

from collections import Counter

import numpy as np

from regio.gebieden.schets.punten import Nummers
from regio.gebieden.schets.rooster import Rooster

# A loose part of at most this many nodes is a crumb; a node is 5.4 hectares of open land, less along a border.
MEEST = 3


def zonder_kruimels(rooster: Rooster, labels: Nummers, vast: Nummers) -> Nummers:
    """The labels (nodes,) with every crumb given to what lies most around it; water only where all is water.

    Parts with a node of ``vast`` stay, and so does all that a label has.
    """
    uit = labels.copy()
    vaste, grootte = set(vast.tolist()), Counter(labels[labels >= 0].tolist())
    weg = True
    # Every crumb that goes joins another part, so this ends.
    while weg:
        weg = False
        for knoop in _verdacht(rooster, uit).tolist():
            label, deel = int(uit[knoop]), _deel(rooster, uit, knoop)
            if len(deel) > MEEST or len(deel) == grootte[label] or deel & vaste:
                continue
            nieuw = _rondom(rooster, uit, deel)
            uit[list(deel)] = nieuw
            grootte[label] -= len(deel)
            grootte[nieuw] += len(deel)
            weg = True
    return uit


def _verdacht(rooster: Rooster, labels: Nummers) -> Nummers:
    """Dry nodes with so few neighbours of their own label that they may be in a crumb."""
    droog = np.flatnonzero(labels >= 0)
    zelfde = np.stack([labels[buur] == labels[droog] for buur in rooster.buren(droog)])
    uit: Nummers = droog[zelfde.sum(axis=0) < MEEST]
    return uit


def _deel(rooster: Rooster, labels: Nummers, knoop: int) -> set[int]:
    """The part around a node, or as much of it as shows that it is no crumb."""
    uit, nieuw = {knoop}, {knoop}
    while nieuw and len(uit) <= MEEST:
        nieuw = {buur for een in nieuw for buur in rooster.buren(een) if labels[buur] == labels[knoop]} - uit
        uit |= nieuw
    return uit


def _rondom(rooster: Rooster, labels: Nummers, deel: set[int]) -> int:
    """The dry label that most sides of a part touch, of equals the first; -1 without one."""
    buren = (buur for een in deel for buur in rooster.buren(een) if buur not in deel)
    telling = Counter(int(labels[buur]) for buur in buren if labels[buur] >= 0)
    return min(telling, key=lambda label: (-telling[label], label), default=-1)
