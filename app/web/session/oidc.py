"""Sign-in at an OpenID provider: authorization code flow with PKCE, state and nonce.

The provider's addresses and keys are read anew for every sign-in: they may change, and sign-ins are rare.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from flask import request, session, url_for
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.actions.sign_in_with import Vouched
from app.model.errors import Forbidden, LajurError, NotFound
from app.web.settings import OidcSettings
from app.web.shared.house import office, settings

#: Signatures by a key pair only: with `none` or a shared secret anybody could vouch for anybody.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
TIMEOUT_SECONDS = 5
#: How far the clocks of two machines may differ.
LEEWAY_SECONDS = 60


class ProviderRefused(Forbidden):
    """The sign-in at your provider could not be verified. Please try again."""


class ProviderSilent(LajurError):
    """The provider does not answer right now; please try again in a moment."""

    status = 503


def provider() -> OidcSettings:
    """The provider of this installation. Raises NotFound when there is none."""
    found = settings().oidc
    if found is None:
        raise NotFound
    return found


def departure() -> str:
    """The address at the provider to send the browser to; what must come back is kept in the session."""
    known = _metadata(provider())
    kept = {name: token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    session["oidc"] = kept
    with _client() as client:
        address, _ = client.create_authorization_url(
            known["authorization_endpoint"], state=kept["state"], nonce=kept["nonce"], code_verifier=kept["verifier"]
        )
    return str(address)


def arrival() -> Vouched:
    """Whom the provider vouches for, after the browser has come back. Raises ProviderRefused or ProviderSilent."""
    kept = session.pop("oidc", None)
    given = request.args
    if kept is None or not compare_digest(kept["state"].encode(), given.get("state", "").encode()):
        raise ProviderRefused
    if "code" not in given or given.get("iss", provider().issuer) != provider().issuer:
        raise ProviderRefused
    known = _metadata(provider())
    with _trusting_nobody(), _client() as client:
        answer = client.fetch_token(known["token_endpoint"], code=given["code"], code_verifier=kept["verifier"])
        keys = KeySet.import_key_set(_fetched(known["jwks_uri"]))
        claims = _verified(str(answer["id_token"]), keys, kept["nonce"])
    return _vouched(claims)


def _client() -> OAuth2Session:
    return OAuth2Session(
        provider().client_id,
        provider().client_secret,
        scope="openid profile",
        redirect_uri=url_for("session.come_back", _external=True),
        code_challenge_method="S256",
        default_timeout=TIMEOUT_SECONDS,
    )


def _metadata(wanted: OidcSettings) -> Mapping[str, Any]:
    with _trusting_nobody():
        found = _fetched(f"{wanted.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"] != wanted.issuer:
            raise ProviderRefused
        return {name: str(found[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}


def _fetched(address: str) -> Any:
    answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    return answer.json()


def _verified(token: str, keys: KeySet, nonce: str) -> Mapping[str, Any]:
    found = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    registry = jwt.JWTClaimsRegistry(
        now=lambda: int(office().clock().timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": provider().issuer},
        aud={"essential": True, "value": provider().client_id},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    registry.validate(found)
    # A token for several parties says which of them asked for it (OpenID Connect Core, 3.1.3.7).
    asked_by = found.get("azp", found["aud"])
    if asked_by not in (provider().client_id, [provider().client_id]):
        raise ProviderRefused
    return found


def _vouched(claims: Mapping[str, Any]) -> Vouched:
    login = str(claims.get("preferred_username") or claims.get("email") or "").lower()
    groups = claims.get("groups")
    return Vouched(
        issuer=provider().issuer,
        subject=str(claims["sub"]),
        login=login,
        name=str(claims.get("name") or ""),
        groups=frozenset(map(str, groups)) if isinstance(groups, list) else frozenset(),
        mapping=provider().groups,
    )


@contextmanager
def _trusting_nobody() -> Iterator[None]:
    """What a provider gets wrong is told in our words; nothing it says is shown."""
    try:
        yield
    except (requests.ConnectionError, requests.Timeout, requests.HTTPError) as error:
        raise ProviderSilent from error
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError, TypeError) as error:
        raise ProviderRefused from error
