"""The tables of users and of their scenarios, apart from the editions: clearing out editions touches none of them.

Moments are texts in ISO 8601, UTC. Tokens are kept as the SHA-256 of what their holder has. Rows of
``scenario_versie`` never change; of ``verzoek``, ``verzoekstap`` and ``auditregel`` none ever goes either:
triggers refuse it, also where a row would be replaced or a table emptied.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from regio.opslag.namen import NAAMREGELS

metadata = MetaData(naming_convention=NAAMREGELS)

_ROLLEN = "rol IN ('lezer', 'bewerker', 'beheerder')"

gebruiker = Table(
    "gebruiker",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("naam", Text, nullable=False, unique=True),
    Column("rol", Text, nullable=False),
    Column("aangemaakt_op", Text, nullable=False),
    # Who this is at the provider of OpenID Connect: issuer and subject; empty for a user made by command.
    Column("extern", Text),
    CheckConstraint(_ROLLEN, name="rol"),
    Index("uq_gebruiker_extern", "extern", unique=True),
)

token = Table(
    "token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gebruiker_id", ForeignKey("gebruiker.id"), nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("rol", Text, nullable=False),
    Column("aangemaakt_op", Text, nullable=False),
    Column("verloopt_op", Text, nullable=False),
    Column("ingetrokken_op", Text),
    CheckConstraint(_ROLLEN, name="rol"),
)

# Somebody who signed in on the pages: the cookie holds the secret, every form the second one.
sessie = Table(
    "sessie",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gebruiker_id", ForeignKey("gebruiker.id"), nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("csrf", Text, nullable=False),
    Column("rol", Text, nullable=False),
    Column("token_id", ForeignKey("token.id")),
    Column("aangemaakt_op", Text, nullable=False),
    Column("verloopt_op", Text, nullable=False),
    CheckConstraint(_ROLLEN, name="rol"),
)

# ``kop`` is the version shown, ``vooruit`` the versions undone (JSON, last one undone at the end),
# ``wijziging`` counts every change and is what a change must know; ``bytes`` is what all versions take together.
scenario = Table(
    "scenario",
    metadata,
    Column("id", Text, primary_key=True),
    Column("eigenaar_id", ForeignKey("gebruiker.id"), nullable=False),
    Column("naam", Text, nullable=False),
    Column("peildatum", Text, nullable=False),
    Column("kop", Integer, nullable=False),
    Column("vooruit", Text, nullable=False),
    Column("wijziging", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("aangemaakt_op", Text, nullable=False),
    Column("gewijzigd_op", Text, nullable=False),
    Index(None, "eigenaar_id"),
)

scenario_versie = Table(
    "scenario_versie",
    metadata,
    Column("scenario_id", ForeignKey("scenario.id", ondelete="CASCADE"), nullable=False),
    Column("nummer", Integer, nullable=False, autoincrement=False),
    Column("ouder", Integer),
    Column("editie", Text, nullable=False),
    Column("zetten", Text, nullable=False),
    Column("door", Text, nullable=False),
    Column("wanneer", Text, nullable=False),
    # How many moves there are, for who does not want to read them.
    Column("aantal", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("scenario_id", "nummer"),
)

scenario_link = Table(
    "scenario_link",
    metadata,
    Column("scenario_id", ForeignKey("scenario.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("aangemaakt_op", Text, nullable=False),
)

# A scenario as it was handed in: a copy, so that what happens to the scenario afterwards changes nothing.
# ``steun`` is JSON: who supports it and how; ``gevolgen`` too: effects and findings on the edition of that day.
verzoek = Table(
    "verzoek",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scenario_id", Text, nullable=False),
    Column("versie", Integer, nullable=False),
    Column("indiener_id", ForeignKey("gebruiker.id"), nullable=False),
    Column("naam", Text, nullable=False),
    Column("peildatum", Text, nullable=False),
    Column("editie", Text, nullable=False),
    Column("zetten", Text, nullable=False),
    Column("aantal", Integer, nullable=False, server_default="0"),
    Column("aanvrager", Text, nullable=False),
    Column("reden", Text, nullable=False),
    Column("steun", Text, nullable=False),
    Column("gevolgen", Text, nullable=False, server_default="{}"),
    Column("ingediend_op", Text, nullable=False),
    Index(None, "indiener_id"),
)

# What happened to a request after it came in, in order; rows are only added.
verzoekstap = Table(
    "verzoekstap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verzoek_id", ForeignKey("verzoek.id"), nullable=False),
    Column("soort", Text, nullable=False),
    Column("datum", Text, nullable=False),
    Column("tekst", Text, nullable=False),
    Column("door", Text, nullable=False),
    Column("wanneer", Text, nullable=False),
    Index(None, "verzoek_id"),
)

auditregel = Table(
    "auditregel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wanneer", Text, nullable=False),
    Column("wie", Text, nullable=False),
    Column("wat", Text, nullable=False),
    Column("waarvan", Text, nullable=False),
    Column("bijzonderheden", Text, nullable=False),
)
