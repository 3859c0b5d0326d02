"""fetch.py, addresses.py and connection.py against a real server on this machine."""

import shutil
import ssl
import subprocess
import time

import pytest

from index.config import IndexConfig
from index.errors import (
    ArticleRefused,
    ArticleTooLarge,
    ArticleUnreachable,
    ArticleUnreadable,
)
from index.fetch import Page, fetch
from tests.index.web_server import PAGE, recorded_connections, web_server


@pytest.fixture(scope="module")
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def site(server):
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def config(tmp_path):
    return IndexConfig(
        data_dir=tmp_path,
        allow_hosts=("127.0.0.1", "news.test"),
        fetch_timeout=5.0,
        max_article_bytes=100_000,
    )


def local(host):
    return ["127.0.0.1"]


def test_a_page_arrives_with_its_type_and_charset(site, config):
    assert fetch(f"{site}/page", config) == Page(f"{site}/page", "text/html", PAGE, "utf-8")


def test_a_compressed_page_arrives_decompressed(site, config):
    assert fetch(f"{site}/gzip", config).body == PAGE


def test_the_request_names_the_bot_and_the_host(server, config):
    fetch(f"http://news.test:{server.server_port}/page", config, resolver=local)

    headers = server.requests[-1]
    assert headers["User-Agent"].startswith("AskTheArticle/")
    assert headers["Host"] == f"news.test:{server.server_port}"


def test_proxies_of_the_environment_are_not_used(site, config, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert fetch(f"{site}/page", config).body == PAGE


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[ff02::1]",
        "１２７.０.０.１",
    ],
)
def test_no_connection_is_made_to_an_address_that_is_not_public(tmp_path, host):
    with recorded_connections() as dialled, pytest.raises(ArticleRefused):
        fetch(f"http://{host}:8000/page", IndexConfig(data_dir=tmp_path))

    assert dialled == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/page",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "//0x7f.1/",
        "file:///etc/passwd",
        "http://user:secret@news.test/",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(server, tmp_path, target):
    config = IndexConfig(data_dir=tmp_path, allow_hosts=("news.test",))
    answers = {"news.test": ["127.0.0.1"]}
    url = f"http://news.test:{server.server_port}/?to={target}"

    with recorded_connections() as dialled, pytest.raises(ArticleRefused):
        fetch(url, config, resolver=lambda host: answers.get(host, [host.strip("[]")]))

    assert dialled == [("127.0.0.1", server.server_port)]


def test_one_private_address_among_public_ones_is_enough_to_refuse(tmp_path):
    with recorded_connections() as dialled, pytest.raises(ArticleRefused):
        fetch(
            "http://a.test/", IndexConfig(data_dir=tmp_path), lambda host: ["8.8.8.8", "10.0.0.1"]
        )

    assert dialled == []


def test_a_name_that_rebinds_is_dialled_at_the_address_that_was_checked(tmp_path):
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])

    with recorded_connections() as dialled, pytest.raises(ArticleUnreachable):
        fetch("http://rebinds.test/", IndexConfig(data_dir=tmp_path), lambda host: next(answers))

    assert dialled == [("93.184.216.34", 80)]


def test_the_next_address_is_tried_where_one_does_not_answer(server, config):
    url = f"http://news.test:{server.server_port}/page"

    with recorded_connections() as dialled:
        page = fetch(url, config, resolver=lambda host: ["2001:4860:4860::8888", "127.0.0.1"])

    assert page.body == PAGE
    assert [address for address, _ in dialled] == ["2001:4860:4860::8888", "127.0.0.1"]


@pytest.mark.parametrize("path", ["/bomb", "/endless"])
def test_a_body_over_the_limit_is_cut_off(site, config, path):
    with pytest.raises(ArticleTooLarge, match=r"more than 100,000 bytes"):
        fetch(site + path, config)


@pytest.mark.parametrize("path", ["/drip-body", "/drip-headers"])
def test_a_server_that_drips_is_given_up_at_the_deadline(site, tmp_path, path):
    config = IndexConfig(data_dir=tmp_path, allow_hosts=("127.0.0.1",), fetch_timeout=0.4)
    started = time.monotonic()

    with pytest.raises(ArticleUnreachable, match=r"did not deliver within 0.4 s"):
        fetch(site + path, config)

    assert time.monotonic() - started < 3


def test_a_name_service_that_hangs_is_given_up_at_the_deadline(tmp_path):
    config = IndexConfig(data_dir=tmp_path, fetch_timeout=0.2)

    with pytest.raises(ArticleUnreachable, match=r"within 0.2 s"):
        fetch("http://slow.test/", config, resolver=lambda host: time.sleep(1) or [])


@pytest.mark.parametrize(
    ("path", "error", "sentence"),
    [
        ("/missing", ArticleUnreachable, "answered: 404 Not Found"),
        ("/loop", ArticleUnreachable, "redirects more than 5 times"),
        ("/image", ArticleUnreadable, "is image/png, not an article"),
        ("/not-gzip", ArticleUnreadable, "sent damaged data"),
    ],
)
def test_what_is_no_article_says_why(site, config, path, error, sentence):
    with pytest.raises(error, match=sentence):
        fetch(site + path, config)


def test_a_redirect_is_followed_and_the_final_address_kept(site, config):
    assert fetch(f"{site}/?to=/page", config).url == f"{site}/page"


def test_a_closed_port_and_an_unknown_name_are_unreachable(config):
    def unknown(host):
        raise OSError("no such host")

    with pytest.raises(ArticleUnreachable, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", config)
    with pytest.raises(ArticleUnreachable, match="cannot be reached"):
        fetch("http://nowhere.test/", config, resolver=unknown)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for news.test that signs itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the openssl program, which makes the certificate, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    options = "-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.test"
    names = ["-addext", "subjectAltName=DNS:news.test", "-keyout", "key.pem", "-out", "cert.pem"]
    command = [openssl, "req", *options.split(), *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def test_tls_asks_for_the_name_and_checks_it_in_the_certificate(certificate, config):
    asked = []
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    own.sni_callback = lambda connection, name, context: asked.append(name)
    trusted = ssl.create_default_context(cafile=certificate / "cert.pem")

    with web_server(own) as server:
        url = f"https://news.test:{server.server_port}/page"
        page = fetch(url, config, local, trusted)
        with pytest.raises(ArticleUnreachable, match="no valid certificate"):
            fetch(url.replace("news.test", "127.0.0.1"), config, local, trusted)
        with pytest.raises(ArticleUnreachable, match="no valid certificate"):
            fetch(url, config, local)

    assert page.body == PAGE
    assert asked[0] == "news.test"
