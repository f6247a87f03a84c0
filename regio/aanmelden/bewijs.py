"""The ID token: whether the provider signed it, lately, for us and for this very request."""

from __future__ import annotations

from typing import Any

from regio.aanmelden.fouten import Geweigerd
from regio.aanmelden.identiteit import LANGSTE_SUB
from regio.aanmelden.instelling import Oidc
from regio.aanmelden.ontdekking import Ontdekking

Json = dict[str, Any]
# Signatures with a key of which the provider alone has the secret half; none and HS256 are not among them.
ALGORITMES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
SPELING_S = 60  # seconds that clocks may differ


def controleer(oidc: Oidc, ontdekking: Ontdekking, token: Json, nonce: str) -> Json:
    """The claims of the ID token in the provider's answer. Raises Geweigerd, and AanbiederWeg without its keys."""
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    tekst = token.get("id_token")
    if not isinstance(tekst, str):
        raise Geweigerd("geen id_token")
    gelezen = _ondertekend(ontdekking, tekst)
    eisen = {"iss": {"essential": True, "value": oidc.uitgever}, "aud": {"essential": True, "value": oidc.client}}
    bij = {"nonce": nonce, "client_id": oidc.client, "access_token": token.get("access_token")}
    claims = CodeIDToken(gelezen.claims, gelezen.header, eisen, bij)
    try:
        claims.validate(leeway=SPELING_S)
    except (JoseError, ValueError, TypeError) as fout:
        raise Geweigerd(f"id_token: {_kort(fout)}") from None
    if not 0 < len(claims["sub"]) <= LANGSTE_SUB or not claims["sub"].isprintable():
        raise Geweigerd("id_token: sub")
    return dict(claims)


def _ondertekend(ontdekking: Ontdekking, tekst: str) -> Any:
    """The token, its signature checked; with other keys once more, because providers change theirs."""
    from joserfc.errors import JoseError

    try:
        return _ontcijfer(ontdekking.sleutels(), tekst)
    except (JoseError, ValueError):
        pass
    try:
        return _ontcijfer(ontdekking.sleutels(opnieuw=True), tekst)
    except (JoseError, ValueError) as fout:
        raise Geweigerd(f"handtekening: {_kort(fout)}") from None


def _ontcijfer(sleutels: Json, tekst: str) -> Any:
    from joserfc import jwt
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

    eigen = [een for een in sleutels["keys"] if isinstance(een, dict) and een.get("kty") in ("RSA", "EC", "OKP")]
    register = JWSRegistry(algorithms=list(ALGORITMES), strict_check_header=False)
    return jwt.decode(tekst, KeySet.import_key_set({"keys": eigen}), registry=register)


def _kort(fout: Exception) -> str:
    """The kind of fault and the claim it is about; nothing of what the claim says."""
    claim = getattr(fout, "claim", "")
    return f"{type(fout).__name__} {claim}".strip()
