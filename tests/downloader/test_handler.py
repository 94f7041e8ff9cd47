"""What goes over the wire is what the WARC files hold, byte by byte: answers as odd as servers make
them, in real crawls on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.crawls import kept
from support.probe import Result
from support.raw_server import RawSite, Reply, html, raw_site, reply
from support.warcs import Record, all_records, complaints, files_of

PAGE = b"<title>A page</title><p>The ferry sails again.</p>"
ODD_HEAD = b"HTTP/1.1 200 All  Is Well \xe2\x80\x94 \xff\r\n"
LARGE = bytes(range(256)) * 8_000

ANSWERS: dict[str, Reply] = {
    "reason phrase": reply(ODD_HEAD + b"Content-Length: 2\r\n\r\nok"),
    "no reason phrase": reply(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
    "names in odd case, repeated, in their order": reply(
        b"HTTP/1.1 200 OK\r\nX-b: 1\r\nsEt-cOOkie: a=1\r\nX-A:2\r\nSet-Cookie:   b=2; Path=/ "
        b" \r\nx-B:\t3\r\nCONTENT-LENGTH: 2\r\n\r\nok"
    ),
    "a folded header, one without a colon, one with bytes over 127": reply(
        b"HTTP/1.1 200 OK\r\nX-Folded: one\r\n  two\r\nno colon here\r\nX-Bytes:"
        b" \x80\xff\xc3\xa9\r\nContent-Length: 2\r\n\r\nok"
    ),
    "a header without a name": reply(
        b"HTTP/1.1 200 OK\r\n: nameless\r\nContent-Length: 2\r\n\r\nok"
    ),
    "an empty header": reply(b"HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok"),
    "lines that end with LF alone": reply(
        b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 3\n\noh!"
    ),
    "a lone CR in a header": reply(
        b"HTTP/1.1 200 OK\r\nX-Trick: a\rContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
    ),
    "a line of white space in the head": reply(
        b"HTTP/1.1 200 OK\r\nX-Folded: one\r\n \t \r\nContent-Length: 2\r\n\r\nok"
    ),
    "chunks of odd sizes, extensions, trailers": reply(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n",
        b"1\r\nT\r\n3;note=x\r\nhe \r\n00A\r\nferry ",
        b"sail\r\n0\r\nX-Sum: 9\r\n\r\n",
    ),
    "no chunk but the last": reply(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "gzip": html(gzip.compress(PAGE, mtime=0), b"Content-Encoding: gzip"),
    "gzip in chunks": reply(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(b"%x\r\n%b\r\n" % (1, bytes([one])) for one in gzip.compress(PAGE, mtime=0))
        + b"0\r\n\r\n"
    ),
    "said to be gzip, and not": html(PAGE, b"Content-Encoding: gzip"),
    "ended by the close": reply(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE[:9], PAGE[9:], closes=True
    ),
    "HTTP/1.0": reply(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE, closes=True),
    "no body": reply(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "204": reply(b"HTTP/1.1 204 No Content\r\nX-Why: because\r\n\r\n"),
    "404": html(PAGE, status=b"404 Not Found Here"),
    "999": html(PAGE, status=b"999 Odd"),
    "large, over several reads": reply(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LARGE),
        *(LARGE[at : at + 70_001] for at in range(0, len(LARGE), 70_001)),
    ),
    "a head in pieces": reply(
        *(bytes([one]) for one in b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    ),
    "a header of 15,000 bytes": html(PAGE, b"X-Long: " + b"x" * 15_000),
    "500 headers": html(PAGE, *(b"X-%d: %d" % (one, one) for one in range(400))),
}
BEHIND = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsmuggled!"
SURPLUS: dict[str, tuple[Reply, bytes]] = {
    f"garbage behind {name}": (reply(answer + BEHIND), answer)
    for name, answer in {
        "a body": ANSWERS["404"].content,
        "chunks": ANSWERS["no chunk but the last"].content,
        "a head without a body": ANSWERS["204"].content,
        "an empty body": ANSWERS["no body"].content,
    }.items()
} | {"garbage that follows later": (reply(ANSWERS["404"].content, BEHIND), ANSWERS["404"].content)}
QUERIES = {
    "/q?a=1&a=2&b=%D1%8F": "/q?a=1&a=2&b=%D1%8F",
    "/q?x=[1]|{2}^`": "/q?x=%5B1%5D%7C%7B2%7D%5E%60",
    "/q?%": "/q?%",
    "/q?a=b+c%20d": "/q?a=b+c%20d",
    "/%E2%80%94/%20/a%2Fb": "/%E2%80%94/%20/a%2Fb",
    "/— é?я= ы": "/%E2%80%94%20%C3%A9?%D1%8F=%20%D1%8B",
    "/q?" + "x" * 10_000: "/q?" + "x" * 10_000,
}
"""As asked for, and as Scrapy sends it."""
CUT = {
    "cut in the body": reply(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf a", closes=True),
    "cut in a chunk": reply(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nhalf a", closes=True
    ),
    "cut in the head": reply(b"HTTP/1.1 200 OK\r\nContent-", closes=True),
    "status line only": reply(b"HTTP/1.1 200 OK\r\n", closes=True),
    "nothing": reply(closes=True),
    "no HTTP": reply(b"SSH-2.0-OpenSSH_9.9\r\n\r\n", closes=True),
    "too large by its own word": reply(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx", closes=True
    ),
    "too large": reply(b"HTTP/1.1 200 OK\r\n\r\n", LARGE, LARGE, LARGE, closes=True),
    "an unknown coding": reply(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", closes=True
    ),
}
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
VOUCHED = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
IN_TURN: dict[str, list[Reply]] = {
    "/vouched": [reply(VOUCHED)],
    "/hints": [reply(HINTS + HINTS, html(PAGE).content)],
    "/moved": [html(b"", b"Location: /moved-on", status=b"301 Moved")],
    "/moved-on": [html(b"gone on", b"Location: /here", status=b"302 Found")],
    "/here": [html(b"<p>Here.</p>")],
    "/busy": [
        html(b"wait", status=b"503 Busy"),
        html(b"wait!", status=b"503 Busy"),
        html(b"<p>At last.</p>"),
    ],
}


def path(name: str) -> str:
    return "/" + name.replace(" ", "-").replace(",", "").replace("/", "-")


@dataclass
class Kept:
    site: RawSite
    result: Result
    output: Path
    records: list[Record]

    def of(self, target: str, *kinds: str) -> list[Record]:
        return [
            one
            for one in self.records
            if one.url == self.site.root + target and (not kinds or one.kind in kinds)
        ]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """One crawl over all of it."""
    output = tmp_path_factory.mktemp("output")
    replies: dict[str, Reply | Sequence[Reply]] = {
        path(name): one for name, one in (ANSWERS | CUT).items()
    }
    replies.update({path(name): one for name, (one, _) in SURPLUS.items()})
    replies.update(dict.fromkeys(QUERIES.values(), html(PAGE)))
    replies.update(IN_TURN)
    with raw_site(replies) as site:
        asked = [one for one in replies if one not in ("/moved-on", "/here", *QUERIES.values())] + [
            *QUERIES
        ]
        result = kept(output, [site.root + one for one in asked], RETRY_TIMES=2)
    return Kept(site, result, output, all_records(output))


def body_sent(content: bytes) -> bytes:
    return content.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_kept_as_the_server_sent_it(everything: Kept, name: str) -> None:
    [record] = everything.of(path(name), "response", "revisit")
    sent = ANSWERS[name].content
    assert record.block == (
        sent if record.kind == "response" else sent[: len(sent) - len(body_sent(sent))]
    )
    if record.kind == "revisit":
        [before] = [one for one in everything.records if one.id == record.headers["WARC-Refers-To"]]
        assert before.kind == "response"
    assert record.headers["WARC-IP-Address"] == "127.0.0.1"


@pytest.mark.parametrize(
    "target", [*map(path, ANSWERS), *QUERIES.values()], ids=lambda target: target[:60]
)
def test_a_request_is_kept_as_it_was_sent(everything: Kept, target: str) -> None:
    [answer] = everything.of(target, "response", "revisit")
    [request] = everything.of(target, "request")
    assert [request.block] == everything.site.asked(target)
    assert request.block.startswith(f"GET {target} HTTP/1.1\r\n".encode())
    assert request.headers["WARC-Concurrent-To"] == answer.id
    assert request.headers["WARC-IP-Address"] == "127.0.0.1"


@pytest.mark.parametrize("name", SURPLUS)
def test_what_follows_an_answer_is_no_part_of_it(everything: Kept, name: str) -> None:
    [record] = everything.of(path(name), "response", "revisit")
    sent = SURPLUS[name][1]
    assert record.block == (
        sent if record.kind == "response" else sent[: len(sent) - len(body_sent(sent))]
    )


@pytest.mark.parametrize("name", CUT)
def test_an_answer_that_did_not_come_whole_leaves_no_record(everything: Kept, name: str) -> None:
    assert everything.site.asked(path(name))
    assert everything.of(path(name)) == []


def test_what_comes_before_the_answer_is_kept_apart(everything: Kept) -> None:
    answer, hints, _ = everything.of("/hints")
    assert (hints.kind, hints.block, hints.headers["WARC-Concurrent-To"]) == (
        "metadata",
        b"http-response-head: HTTP/1.1 103 Early Hints\r\n"
        b"http-response-head: Link: </style.css>; rel=preload\r\n" * 2,
        answer.id,
    )
    assert hints.headers["Content-Type"] == "application/warc-fields"
    assert answer.block.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_304_that_nobody_asked_for_is_kept_apart_as_well(everything: Kept) -> None:
    head, request = everything.of("/vouched")
    assert (head.kind, head.headers["Content-Type"], head.block) == (
        "metadata",
        "application/warc-fields",
        b'http-response-head: HTTP/1.1 304 Not Modified\r\nhttp-response-head: ETag: "a"\r\n',
    )
    assert (request.kind, request.headers["WARC-Concurrent-To"]) == ("request", head.id)


def test_each_step_of_a_redirect_and_each_try_is_kept(everything: Kept) -> None:
    for target in ("/moved", "/moved-on", "/here"):
        assert [one.block for one in everything.of(target, "response")] == [
            IN_TURN[target][0].content
        ]
    assert [one.block for one in everything.of("/busy", "response")] == [
        one.content for one in IN_TURN["/busy"]
    ]
    assert [one.block for one in everything.of("/busy", "request")] == everything.site.asked(
        "/busy"
    )


def test_several_answers_come_over_one_connection(everything: Kept) -> None:
    assert everything.site.connections < len(everything.site.requests) / 2


def test_warcio_finds_nothing_wrong(everything: Kept) -> None:
    assert [complaints(one) for one in files_of(everything.output)] == [""]


def test_half_a_page_is_no_record_even_where_it_is_asked_for(tmp_path: Path) -> None:
    with raw_site({"/": CUT["cut in the body"]}) as site:
        result = kept(tmp_path, [site.root + "/"], DOWNLOAD_FAIL_ON_DATALOSS=False)
    assert [size for _, _, size in result["answers"]] == [6]
    assert files_of(tmp_path) == []


def test_through_a_proxy_neither_its_address_nor_its_password_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw_site({"http://paper.test/page?a=1": html(PAGE)}) as proxy:
        monkeypatch.setenv("http_proxy", f"http://someone:secret@127.0.0.1:{proxy.port}")
        kept(tmp_path, ["http://paper.test/page?a=1"])
    [sent] = proxy.asked("http://paper.test/page?a=1")
    assert b"Proxy-Authorization: Basic " in sent
    _, answer, request = all_records(tmp_path)
    assert answer.block == html(PAGE).content
    assert request.block == b"".join(
        line for line in sent.splitlines(keepends=True) if b"Authorization" not in line
    )
    assert "WARC-IP-Address" not in answer.headers | request.headers
    assert answer.url == "http://paper.test/page?a=1"


def certificate(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
        )
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "server.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


def test_behind_tls_it_is_the_same(tmp_path: Path) -> None:
    answer = ANSWERS["chunks of odd sizes, extensions, trailers"]
    with raw_site({"/": answer}, tls=certificate(tmp_path)) as site:
        kept(tmp_path, [site.root + "/"], DOWNLOAD_VERIFY_CERTIFICATES=False)
    _, response, request = all_records(tmp_path)
    assert (response.url, response.block, response.headers["WARC-IP-Address"]) == (
        site.root + "/",
        answer.content,
        "127.0.0.1",
    )
    assert [request.block] == site.asked("/")
