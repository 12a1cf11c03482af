"""Dask's own settings for TLS reach scheduler, readers and run; whoever has no certificate gives no orders."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from flows.folder import DataFolder
from tests.flows.clusters import Cluster, ended, environment_of, stored
from tests.flows.small_register import FIRST_DAY, SmallRegister

pytest.importorskip("distributed", reason="needs the extra `scale`: pip install kehtiv[scale]")
pytestmark = pytest.mark.long


def certificate(folder: Path) -> dict[str, Path]:
    """Make a key and a certificate that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kehtiv-test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(written)
    return {"ca": folder / "cert.pem", "cert": folder / "cert.pem", "key": folder / "key.pem"}


def test_readers_are_reached_by_tls_and_by_nobody_without_a_certificate(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path / "made")
    for number in range(3):
        register.add(f"10{number}", str(number + 1), FIRST_DAY, f"Kinnitan korra nr {number}.")
    register.night(FIRST_DAY)
    shutil.rmtree(DataFolder(register.data).readings)
    (tmp_path / "other").mkdir()
    named, other = environment_of(certificate(tmp_path)), environment_of(certificate(tmp_path / "other"))
    with Cluster(tmp_path) as cluster:
        _, readers = cluster.scheduler("--protocol", "tls", **named)
        cluster.reader(readers, register.data, "attic", **named)
        asked = ("reextract", "--yes", "--readers", readers, "--data", register.data)
        for environment in ({}, other):
            status, said = ended(cluster.run(*asked, KEHTIV_READERS_WAIT_S="3", **environment))
            assert (status, stored(register.data)) == (1, [])
            assert said.splitlines()[-1].startswith(f"kehtiv: no scheduler answers at {readers}")
        status, said = ended(cluster.run(*asked, **named))
        assert status == 0, said
        assert "readers elsewhere: 3 files read" in said
