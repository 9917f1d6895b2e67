"""Two real servers on one copy of the tables, with the proxy of deploy/ in front of them."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser import provider
from tests.browser.server import HOUSE, free_port
from tests.deploy import nginx, replicas

# The two names of this computer are the names of the two sites.
READERS, CURATORS = "127.0.0.1", "localhost"

PEOPLE = 'publishers = ["amal@example.org"]\n'

# Enough groups of readers that both replicas have some.
GROUPS = [f"{number:03x}" for number in range(0, 4096, 256)]

# Seconds until something that takes a moment is taken for missing.
PATIENCE = 60


@dataclass(frozen=True)
class Deployment:
    """What runs: the proxy, the servers behind it, and the tables they share."""

    proxy: nginx.Proxy
    servers: list[replicas.Replica]
    data: Path
    people: provider.Provider

    @property
    def readers(self) -> str:
        return self.proxy.site(READERS)

    @property
    def curators(self) -> str:
        return self.proxy.site(CURATORS)

    def homes(self) -> dict[str, int]:
        """Return for some groups of readers which server they are with, by its place in the list."""
        ports = [str(one.port) for one in self.servers]
        for group in GROUPS:
            asked(f"{self.readers}/_stcore/health", Cookie=f"displacement_replica={group}")
        eventually(lambda: set(GROUPS) <= self._logged().keys())
        return {group: ports.index(self._logged()[group]) for group in GROUPS}

    def _logged(self) -> dict[str, str]:
        """Where each group's newest request went, by the proxy's own word."""
        lines = [line.split() for line in self.proxy.log.read_text(encoding="utf-8").splitlines()]
        return {line[-2]: line[-1].rpartition(":")[2] for line in lines}


@pytest.fixture(scope="module")
def deployment(tmp_path_factory) -> Iterator[Deployment]:
    folder, port = tmp_path_factory.mktemp("deployment"), free_port()
    data = Path(shutil.copytree(HOUSE / "data", folder / "data"))
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    with ExitStack() as stack:
        people = stack.enter_context(provider.running())
        secrets = people.secrets(folder)
        written = secrets.read_text(encoding="utf-8").replace("127.0.0.1:{port}", f"{CURATORS}:{port}")
        secrets.write_text(written, encoding="utf-8")
        people.knows("amal@example.org", email_verified=True)
        settings = {"DISPLACEMENT_PEOPLE": str(folder / "people.toml")}
        flags = ("--secrets.files", str(secrets))
        servers = stack.enter_context(replicas.running(2, data, folder, *flags, settings=settings))
        proxy = stack.enter_context(nginx.running(folder, port, sites(servers)))
        yield Deployment(proxy, servers, data, people)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """A certificate for this computer that nobody has signed, and its key."""
    folder, key = tmp_path_factory.mktemp("certificate"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    written = folder / "certificate.pem", folder / "key.pem"
    written[0].write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    no_password = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    written[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, no_password))
    return written


def sites(servers: list[replicas.Replica]) -> dict[str, str]:
    """The settings of the proxy that have to be given."""
    listed = " ".join(f"127.0.0.1:{one.port}" for one in servers)
    return {"REPLICAS": listed, "PUBLIC_NAME": READERS, "CURATORS_NAME": CURATORS}


def asked(address: str, **headers: str) -> httpx.Response:
    """Ask as somebody who keeps no cookies and looks at no certificate."""
    return httpx.get(
        address,
        headers={name.replace("_", "-"): said for name, said in headers.items()},
        verify=False,
        timeout=PATIENCE,
    )


def publishing(data: Path, file: Path, reason: str) -> subprocess.Popen:
    """Begin to publish a file in a process of its own, as a curator at the command line does."""
    command = [sys.executable, "-m", "curation", "publish", str(file), "--data", str(data)]
    command += ["--reason", reason, "--mode", "add", "--accept-warnings"]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, f"this did not come true within {PATIENCE} seconds"
        time.sleep(0.05)
