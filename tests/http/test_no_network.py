"""No network, no name server, nobody there, a proxy between: known at once, in words that tell them apart."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from papersync.http.client import Client
from papersync.http.loop import PromptLoop
from papersync.http.manners import Manners
from papersync.http.replies import GaveUp, Reply
from tests.http.sockets import dead_port, raw_server
from tests.http.virtual import VirtualClock, run

HOST = "export.arxiv.example"
FAR = f"https://{HOST}/api/query"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def asked(url: str, folder: Path, times: int = 1) -> list[Reply | GaveUp]:
    """The outcomes of so many questions of one client, over sockets and in real time; they may take a second."""

    async def work() -> list[Reply | GaveUp]:
        async with Client(Manners(lock_dir=folder), peer="arXiv", lane="x") as client:
            begun_s = time.monotonic()
            outcomes = [await client.get(url, lambda _: None) for _ in range(times)]
            assert time.monotonic() - begun_s < 1.0
            return outcomes

    with asyncio.Runner(loop_factory=PromptLoop) as runner:
        return runner.run(work())


def resolving(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let every name be answered with an error."""

    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "words that nobody should read")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_refused(tmp_path: Path) -> None:
    for _ in range(2):  # another client, or process, does not wait for an interval either: nothing was sent
        first, second = asked(f"http://127.0.0.1:{dead_port()}/", tmp_path, 2)
        reason = "arXiv could not be reached (connection refused)"
        assert first == GaveUp(reason, 1, final=True)
        assert second == GaveUp(f"{reason}; it was not asked again", 0, final=True)
        assert not (tmp_path / "x.last").exists()


def test_certificates_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    (outcome,) = asked(FAR, tmp_path)
    named = "what SSL_CERT_FILE, SSL_CERT_DIR or SSLKEYLOGFILE names cannot be read"
    reason = f"arXiv cannot be asked: {named} (No such file or directory)"
    assert outcome == GaveUp(reason, 1, final=True)
    assert not (tmp_path / "x.last").exists()
    with raw_server() as server:
        server.says = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
        assert isinstance(asked(server.url, tmp_path)[0], Reply), "a server on this machine shows none"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        pytest.param(socket.EAI_NONAME, f"{HOST} has no address, or there is no network", id="unknown"),
        pytest.param(socket.EAI_AGAIN, "there is no network, or no name server answers", id="nobody to ask"),
        pytest.param(socket.EAI_FAIL, "there is no network, or no name server answers", id="nobody who can tell"),
    ],
)
def test_unresolvable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str) -> None:
    resolving(monkeypatch, number)
    for _ in range(2):
        assert asked(FAR, tmp_path) == [GaveUp(f"arXiv could not be found: {reason}", 1, final=True)]
        assert not (tmp_path / "x.last").exists()


def test_a_name_that_is_none_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        "a..b".encode("idna")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    (outcome,) = asked(FAR, tmp_path)
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith(f"arXiv cannot be asked: {FAR} is no usable address (")


def test_what_was_sent_before_keeps_its_stamp(tmp_path: Path) -> None:
    with raw_server() as server:
        server.says = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
        assert isinstance(asked(server.url, tmp_path)[0], Reply)
    stamp = (tmp_path / "x.last").read_bytes()

    async def later() -> Reply | GaveUp:
        manners = Manners(lock_dir=tmp_path, interval_s=0.0)
        async with Client(manners, peer="arXiv", lane="x") as client:
            return await client.get(f"http://127.0.0.1:{dead_port()}/", lambda _: None)

    assert isinstance(asyncio.run(later()), GaveUp)
    assert (tmp_path / "x.last").read_bytes() == stamp


def system(number: int) -> OSError:
    return OSError(number, "words of the system")


def several(*errors: OSError) -> OSError:
    """As anyio says that no address answered."""
    summary = OSError("All connection attempts failed")
    summary.__cause__ = errors[0] if len(errors) == 1 else ExceptionGroup("multiple connection attempts failed", errors)
    return summary


CERTAIN = "could not be reached"


@pytest.mark.parametrize(
    ("cause", "reason", "attempts"),
    [
        pytest.param(several(system(errno.ENETUNREACH)), f"{CERTAIN}: there is no network", 1, id="no network"),
        pytest.param(several(system(errno.EHOSTUNREACH)), f"{CERTAIN}: no route leads there", 1, id="no route"),
        pytest.param(
            several(system(errno.EACCES)), f"{CERTAIN} (this machine does not allow it)", 1, id="forbidden here"
        ),
        pytest.param(
            several(system(errno.ENETUNREACH), system(errno.ECONNREFUSED)),
            f"{CERTAIN} (connection refused)", 1, id="no IPv6, and IPv4 refused",
        ),
        pytest.param(
            several(system(errno.ENETUNREACH), system(errno.ETIMEDOUT)),
            f"{CERTAIN} (words of the system) twice", 2, id="no IPv6, and IPv4 silent: by chance, perhaps",
        ),
        pytest.param(
            several(system(errno.ECONNRESET)), f"{CERTAIN} (words of the system) twice", 2, id="reset while connecting"
        ),
        pytest.param(ssl.SSLError(1, "[SSL] words"), f"{CERTAIN} ([SSL] words) twice", 2, id="TLS: 1 is not EPERM"),
        pytest.param(
            ssl.SSLCertVerificationError(1, "self-signed certificate"),
            f"did not prove that it is {HOST} (", 1, id="a certificate of somebody else",
        ),
        pytest.param(None, f"{CERTAIN} (words of httpx) twice", 2, id="nobody knows why"),
    ],
)  # fmt: skip
def test_the_system_says_why(tmp_path: Path, cause: OSError | None, reason: str, attempts: int) -> None:
    async def handle(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("words of httpx") from cause

    async def work() -> Reply | GaveUp:
        manners, transport = Manners(lock_dir=tmp_path, retries=1), httpx.MockTransport(handle)
        async with Client(manners, peer="arXiv", lane="x", clock=VirtualClock(), transport=transport) as client:
            return await client.get(FAR, lambda _: None)

    outcome = run(work())
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith(f"arXiv {reason}")
    assert (outcome.attempts, outcome.final) == (attempts, True)


def through_a_proxy(folder: Path, monkeypatch: pytest.MonkeyPatch, proxy: str) -> GaveUp:
    monkeypatch.setenv("ALL_PROXY", proxy)
    (outcome,) = asked(FAR, folder)
    assert isinstance(outcome, GaveUp)
    return outcome


def test_a_proxy_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = dead_port()
    outcome = through_a_proxy(tmp_path, monkeypatch, f"http://127.0.0.1:{port}")
    reason = f"arXiv could not be asked: the proxy 127.0.0.1:{port} could not be reached (connection refused)"
    assert outcome == GaveUp(reason, 1, final=True)


def test_a_proxy_without_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, socket.EAI_NONAME)
    outcome = through_a_proxy(tmp_path, monkeypatch, "http://proxy.example:3128")
    assert outcome.reason == (
        "arXiv could not be asked: the proxy proxy.example:3128 could not be found: "
        "proxy.example has no address, or there is no network"
    )


def test_a_proxy_at_an_impossible_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = through_a_proxy(tmp_path, monkeypatch, "http://127.0.0.1:99999")
    assert outcome.reason.startswith("arXiv cannot be asked: ")
    assert "port must be 0-65535" in outcome.reason


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    ("proxy", "why"),
    [
        pytest.param("http://proxy.example:port", "Invalid port: 'port'", id="a word for a port"),
        pytest.param("proxy.example:80:80", "Invalid port: '80:80'", id="two ports"),
        pytest.param("http://[::1", "Invalid port: ':1'", id="half an address"),
        pytest.param("http://proxy\x01", "Invalid non-printable ASCII character", id="what cannot be printed"),
        pytest.param("http://xn--\xfc", "Invalid IDNA hostname", id="no name"),
        pytest.param("nonsense://proxy.example", "Unknown scheme", id="another scheme"),
    ],
)
def test_a_malformed_proxy_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, proxy: str, why: str
) -> None:
    monkeypatch.setenv(name, proxy)
    outcomes = asked(FAR, tmp_path, times=2)
    blame = "the proxy that HTTPS_PROXY, ALL_PROXY or another such variable names cannot be used"
    for outcome, attempts in zip(outcomes, (1, 0), strict=True):
        assert isinstance(outcome, GaveUp)
        assert outcome.reason.startswith(f"arXiv cannot be asked: {blame} ({why}")
        assert outcome.reason.isprintable()
        assert (outcome.attempts, outcome.final) == (attempts, True)


def test_a_malformed_exception_from_the_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "http://[::1")
    outcome = through_a_proxy(tmp_path, monkeypatch, "http://127.0.0.1:9")
    assert "such variable names cannot be used (Invalid port: ':1')" in outcome.reason


def make_nothing(_: Path) -> None:
    pass


def make_no_certificate(path: Path) -> None:
    path.write_bytes(b"no certificate")


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        pytest.param("SSL_CERT_FILE", make_nothing, "No such file or directory", id="nothing is there"),
        pytest.param("SSL_CERT_FILE", Path.mkdir, "Is a directory", id="a folder"),
        pytest.param("SSL_CERT_FILE", make_no_certificate, "NO_CERTIFICATE", id="something else"),
        pytest.param("SSLKEYLOGFILE", make_nothing, "No such file or directory", id="no folder for the keys"),
        pytest.param("SSLKEYLOGFILE", Path.mkdir, "Is a directory", id="a folder for the keys"),
    ],
)
def test_certificates_that_cannot_be_read_are_blamed_and_not_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: Callable[[Path], None], why: str
) -> None:
    named = tmp_path / "folder/certificates"
    if make is not make_nothing:
        named.parent.mkdir()
        make(named)
    monkeypatch.setenv(name, str(named))
    (outcome,) = asked(FAR, tmp_path / "locks")
    assert isinstance(outcome, GaveUp)
    assert "arXiv cannot be asked: what SSL_CERT_FILE, SSL_CERT_DIR or SSLKEYLOGFILE names cannot" in outcome.reason
    assert why in outcome.reason


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        pytest.param(b"407 Proxy Authentication Required", "the proxy wants a user name and password (407)", id="407"),
        pytest.param(b"403 Forbidden", "the proxy answered 403 Forbidden", id="not through here"),
    ],
)
def test_a_proxy_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: bytes, reason: str) -> None:
    with raw_server() as proxy:
        proxy.says = b"HTTP/1.1 %b\r\ncontent-length: 0\r\n\r\n" % says
        outcome = through_a_proxy(tmp_path, monkeypatch, proxy.url)
    assert outcome == GaveUp(f"arXiv could not be asked: {reason}", 1, final=True)


SILENT = """
import asyncio, signal, socket, sys, threading
from pathlib import Path
from papersync.http.client import Client
from papersync.http.loop import PromptLoop
from papersync.http.manners import Manners

def silent(*_, **__):
    print("asked", flush=True)
    threading.Event().wait(120)

socket.getaddrinfo = silent

async def work():
    async with Client(Manners(lock_dir=Path(sys.argv[1])), peer="arXiv", lane="x") as client:
        print((await client.get("http://export.arxiv.example/", lambda _: None)).reason, flush=True)

with asyncio.Runner(loop_factory=lambda: PromptLoop(float(sys.argv[2]))) as runner:
    runner.run(work())
"""


def silent_name_server(folder: Path, resolve_s: float, meanwhile: Callable[[subprocess.Popen[str]], None]) -> str:
    command = [sys.executable, "-c", SILENT, str(folder), str(resolve_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == "asked\n"
        meanwhile(asking)
        begun_s = time.monotonic()
        said, _ = asking.communicate(timeout=60)
        assert time.monotonic() - begun_s < 20, "it waited for the name server"
        return said


def test_a_silent_name_server_holds_nobody_up(tmp_path: Path) -> None:
    said = silent_name_server(tmp_path, 0.2, lambda _: None)
    assert said == "arXiv could not be found: there is no network, or no name server answers\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_nor_who_is_interrupted(tmp_path: Path) -> None:
    said = silent_name_server(tmp_path, 100.0, lambda asking: asking.send_signal(2))
    assert said.splitlines()[-1] == "KeyboardInterrupt"


def test_a_name_server_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> object:
        return await asyncio.get_running_loop().getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)

    with asyncio.Runner(loop_factory=PromptLoop) as runner:
        assert runner.run(work()) == socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)
