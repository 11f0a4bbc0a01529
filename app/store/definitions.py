"""Bundles and their deployments. Equal files of different bundles are kept once."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.event import microseconds, moment
from app.store.session import Session
from app.store.tables import blob, bundle_file, deployment

_FILES = (
    sa.select(bundle_file.c.path, blob.c.bytes)
    .select_from(bundle_file.join(blob))
    .where(bundle_file.c.bundle == sa.bindparam("bundle"))
    .order_by(bundle_file.c.path)
)
_KEEP_BLOB = sa.text("INSERT INTO blob (digest, bytes) VALUES (:digest, :bytes) ON CONFLICT DO NOTHING")
_KEEP_FILE = sa.text(
    "INSERT INTO bundle_file (bundle, path, blob) VALUES (:bundle, :path, :blob) ON CONFLICT DO NOTHING"
)
_DEPLOYMENTS = sa.select(
    deployment.c.sop,
    deployment.c.version,
    deployment.c.digest,
    deployment.c.deployed_by,
    deployment.c.deployed_at,
    deployment.c.note,
)
_ALL = _DEPLOYMENTS.order_by(deployment.c.sop, deployment.c.version)
_OF_SOP = _DEPLOYMENTS.where(deployment.c.sop == sa.bindparam("sop"))
_VERSION = _OF_SOP.where(deployment.c.version == sa.bindparam("version"))
_NEWEST = _OF_SOP.order_by(deployment.c.version.desc()).limit(1)
_DEPLOY = sa.insert(deployment)


class Definitions(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def bundle(self, digest: str) -> Bundle | None:
        rows = self.run(_FILES, {"bundle": bytes.fromhex(digest)}).all()
        return Bundle(dict(rows)) if rows else None

    def add_bundle(self, bundle: Bundle) -> None:
        key = bytes.fromhex(bundle.digest)
        digests = {path: sha256(data).digest() for path, data in bundle.files.items()}
        self.run(_KEEP_BLOB, [{"digest": digests[path], "bytes": data} for path, data in bundle.files.items()])
        self.run(_KEEP_FILE, [{"bundle": key, "path": path, "blob": digest} for path, digest in digests.items()])

    def deployment(self, sop: str, version: int | None = None) -> Deployment | None:
        statement = _NEWEST if version is None else _VERSION
        row = self.run(statement, {"sop": sop, "version": version}).one_or_none()
        return _deployment(row) if row else None

    def deployments(self) -> Sequence[Deployment]:
        return [_deployment(row) for row in self.run(_ALL)]

    def add_deployment(self, deployment: Deployment) -> None:
        row = {
            "sop": deployment.sop,
            "version": deployment.version,
            "digest": bytes.fromhex(deployment.digest),
            "deployed_by": deployment.deployed_by,
            "deployed_at": microseconds(deployment.deployed_at),
            "note": deployment.note,
        }
        self.run(_DEPLOY, row)


def _deployment(row: Sequence[Any]) -> Deployment:
    sop, version, digest, deployed_by, deployed_at, note = row
    return Deployment(sop, version, digest.hex(), deployed_by, moment(deployed_at), note)
