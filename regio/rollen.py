"""The roles of users, the lowest first; each may also do what those before it may."""

LEZER, BEWERKER, BEHEERDER = ROLLEN = ("lezer", "bewerker", "beheerder")


def laagste(rol: str, andere: str) -> str:
    """The lower of two roles."""
    return min(rol, andere, key=ROLLEN.index)
