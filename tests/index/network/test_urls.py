import pytest

from index.errors import ArticleRefused
from index.network.addresses import is_public
from index.network.urls import canonical, is_web_address, parse_url, shown


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "example.org/a",
        "http://",
        "http://user@example.org/",
        "http://user:pass@example.org/",
        "http://@example.org/",
        "http://exam\nple.org/",
        "http://example.org/a b",
        "http://example.org/\u0000",
        "http://[::1/",
        "http://example.org:99999/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://a%00b.org/",
    ],
)
def test_an_address_that_is_not_plain_http_is_refused(url):
    with pytest.raises(ArticleRefused):
        parse_url(url)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(ArticleRefused) as caught:
        parse_url("http://user:secret@example.org/")

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("HTTP://News.TEST:80/A?b=1#top", "http://news.test/A?b=1"),
        ("https://news.test:443/a?utm_source=x&b=1&fbclid=2", "https://news.test/a?b=1"),
        ("https://news.test/a?gclid=1", "https://news.test/a"),
        ("https://news.test", "https://news.test/"),
        ("https://news.test?b=1", "https://news.test/?b=1"),
        ("https://news.test/a%2Fb/c?q=a+b%20c", "https://news.test/a%2Fb/c?q=a+b%20c"),
        ("https://news.test:8443/a?q=utm_x", "https://news.test:8443/a?q=utm_x"),
    ],
)
def test_two_spellings_of_an_address_become_one(spelling, expected):
    assert canonical(spelling) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "::ffff:8.8.8.8", "2002:808:808::", "fec0::1", "x"]
)
def test_addresses_behind_the_internet_are_not_public(address):
    assert not is_public(address)


def test_an_address_is_told_from_a_file():
    assert is_web_address("HTTPS://news.test")
    assert not is_web_address("news/http.txt")


def test_an_address_in_a_message_is_short_and_printable():
    assert shown("http://a.test/\u202e\n" + "x" * 300, limit=20) == "http://a.test/xxxxxx…"
