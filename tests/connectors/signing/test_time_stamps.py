"""What time, revocation and authorities mean for a signature."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread

import pytest
from asn1crypto.tsp import TimeStampReq
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pypdf import PdfReader

from app.connectors.signing.pades import authority_at
from app.model.errors import LajurError
from app.model.signature import (
    Level,
    Soundness,
)
from tests.signing import KADIS, NOW, Authority, a_letter, pdfsig, signed


def test_with_a_time_stamp_and_a_revocation_list_it_can_be_proved_for_long(authority: Authority):
    authority.revokes()
    done = signed(authority.signatures(authority.stamper()))
    (found,) = authority.found(done.data, now=NOW)

    assert done.level is Level.B_LT
    assert (found.soundness, found.at, found.stamped) == (Soundness.SOUND, NOW, True)
    assert "/DSS" in PdfReader(BytesIO(done.data)).trailer["/Root"]
    said = pdfsig(done.data)
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_without_a_revocation_list_the_time_is_proved_and_no_more(authority: Authority):
    done = signed(authority.signatures(authority.stamper()))

    assert done.level is Level.B_T
    assert "/DSS" not in PdfReader(BytesIO(done.data)).trailer["/Root"]
    assert authority.found(done.data, now=NOW)[0].stamped


def test_a_time_stamp_authority_that_is_away_does_not_hold_up_the_office(authority: Authority):
    class Away(type(authority.stamper())):
        async def async_request_tsa_response(self, req):
            raise TimestampRequestError("away")

    stamper = authority.stamper()
    stamper.__class__ = Away
    done = signed(authority.signatures(stamper))

    assert done.level is Level.B_B
    assert authority.found(done.data, now=NOW)[0].soundness is Soundness.SOUND


def test_after_its_certificate_has_run_out_only_a_stamped_signature_is_sound(authority: Authority):
    authority.certifies(KADIS, begins=NOW - timedelta(days=9), ends=NOW + timedelta(days=9))
    plain = signed(authority.signatures())
    authority.revokes()
    proved = signed(authority.signatures(authority.stamper()))
    (authority.folder / "authorities" / "revoked.crl").unlink()
    years_later = NOW + timedelta(days=900)

    assert authority.found(plain.data, now=years_later)[0].soundness is Soundness.EXPIRED
    assert authority.found(proved.data, now=years_later)[0].soundness is Soundness.SOUND


def test_a_revoked_certificate_shows(authority: Authority):
    done = signed(authority.signatures())
    (kadis,) = [each.signer_cert for each in PdfFileReader(BytesIO(done.data)).embedded_regular_signatures]
    authority.revokes(load_der_x509_certificate(kadis.dump()), at=NOW)

    found = authority.found(done.data, now=NOW + timedelta(days=1))
    assert found[0].soundness is Soundness.EXPIRED


def test_an_authority_answers_over_http(authority: Authority):
    stamper = authority.stamper(datetime.now(UTC))

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(stamper.request_tsa_response(asked).dump())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Desk) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            done = signed(authority.signatures(authority_at(f"http://127.0.0.1:{server.server_port}/")))
        finally:
            server.shutdown()
            thread.join()

    assert done.level is Level.B_T
    assert authority.found(done.data, now=datetime.now(UTC))[0].stamped


def test_nobody_we_know_vouches_for_a_strange_certificate(authority: Authority, tmp_path):
    done = signed(authority.signatures())
    (authority.folder / "authorities" / "root.pem").unlink()

    assert authority.found(done.data, now=NOW)[0].soundness is Soundness.UNKNOWN


def test_a_folder_with_certificates_that_are_none_is_told(authority: Authority):
    (authority.folder / "authorities" / "bad.pem").write_text("-----BEGIN CERTIFICATE-----\n!!\n-----END X-----\n")

    with pytest.raises(LajurError, match=r"bad\.pem"):
        authority.found(a_letter(), now=NOW)
