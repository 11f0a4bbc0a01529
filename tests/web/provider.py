"""An OpenID provider for tests: `python -m tests.web.provider` prints its port and serves on loopback.

Every first part of a path is a realm with an issuer of its own; a realm is honest, or lies in the way its name says.
Whoever `login_hint` names is signed in without being asked.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from time import time
from typing import Any

from flask import Flask, Response, abort, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "lajur", "kata sandi klien yang cukup panjang untuk HS256"
KEY = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
STRANGE_KEY = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
GROUPS = {"operator": ["dinas-ka"], "sari": ["dinas-op"]}
#: How a realm bends the claims of its tokens.
LIES: dict[str, dict[str, Any]] = {
    "aud": {"aud": "lain"},
    "azp": {"aud": [CLIENT, "lain"], "azp": "lain"},
    "iss": {"iss": "https://evil.example"},
    "nonce": {"nonce": "lain"},
    "expired": {"exp": int(time()) - 3600},
    "future": {"exp": 4_000_000_000, "nbf": 3_900_000_000},
    "nobody": {"sub": None},
    "grouptext": {"groups": "dinas-op"},
}
app = Flask(__name__)


@dataclass
class Given:
    """What a code stands for."""

    login: str
    nonce: str
    challenge: str
    back: str


codes: dict[str, Given] = {}


def issuer(realm: str) -> str:
    return f"{request.host_url}{realm}"


@app.get("/<realm>/.well-known/openid-configuration")
def configuration(realm: str) -> Response:
    if realm == "down":
        abort(500)
    own = issuer(realm)
    return jsonify(
        issuer="https://evil.example" if realm == "impostor" else own,
        authorization_endpoint=f"{own}/authorize",
        token_endpoint=f"{own}/token",
        jwks_uri=f"{own}/jwks",
        id_token_signing_alg_values_supported=["none", "HS256", "RS256"],
    )


@app.get("/<realm>/authorize")
def authorize(realm: str) -> Any:
    asked = request.args
    right = (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
    if not right or "openid" not in asked["scope"].split() or len(asked["nonce"]) < 32 or len(asked["state"]) < 32:
        abort(400)
    code = sha256(asked["state"].encode()).hexdigest()
    login = asked.get("login_hint", "operator")
    codes[code] = Given(login, asked["nonce"], asked["code_challenge"], asked["redirect_uri"])
    return redirect(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", 303)


@app.post("/<realm>/token")
def token(realm: str) -> Any:
    given = codes.pop(request.form["code"], None)
    client = request.authorization
    known = client is not None and (client.username, client.password) == (CLIENT, SECRET)
    digest = sha256(request.form["code_verifier"].encode()).digest()
    proved = given and urlsafe_b64encode(digest).decode().rstrip("=") == given.challenge
    if given is None or not known or not proved or request.form["redirect_uri"] != given.back:
        return jsonify(error="invalid_grant"), 400
    answer = {"access_token": "x", "token_type": "Bearer", "expires_in": 60}
    return jsonify(answer if realm == "silent" else {**answer, "id_token": signed(realm, claims(realm, given))})


@app.get("/<realm>/jwks")
def keys(realm: str) -> Response:
    return jsonify(KeySet([KEY]).as_dict(private=False))


def claims(realm: str, given: Given) -> dict[str, Any]:
    now = int(time())
    honest = {
        "iss": issuer(realm),
        "aud": CLIENT,
        "sub": f"s-{given.login}",
        "nonce": given.nonce,
        "iat": now,
        "exp": now + 300,
        "preferred_username": given.login.upper(),
        "name": given.login.title(),
        "groups": GROUPS.get(given.login, []),
    }
    return {name: value for name, value in {**honest, **LIES.get(realm, {})}.items() if value is not None}


def signed(realm: str, told: dict[str, Any]) -> str:
    if realm == "none":
        parts = ({"alg": "none"}, told)
        return ".".join(urlsafe_b64encode(dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
    if realm == "hs256":
        return jwt.encode({"alg": "HS256"}, told, OctKey.import_key(SECRET))
    return jwt.encode({"alg": "RS256", "kid": "k1"}, told, STRANGE_KEY if realm == "forged" else KEY)


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(server.port, flush=True)
    server.serve_forever()
