"""No hostile text is live once Discord renders it, and what is shown is the text itself.

SimCord's renderer parses what we made; a second opinion looks for Discord's syntax by pattern, as
Discord knows more than any public parser of it.
"""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from bot.escape import host, label, one_line, plain, safe_url

KNOWN = {  # everything that a mention could resolve to
    "users": {"1": "ann"},
    "roles": {"1": "mods"},
    "channels": {"1": "news"},
    "commands": {"1": "ask"},
    "emojis": {"1": {"name": "a", "animated": False}},
    "everyone": True,
}
ATTACKS = (
    "@everyone and @here",
    "<@1> <@!1> <@&1> <#1>",
    "</ask:1> </ask now:1>",
    "<t:0:R> <t:0>",
    "<id:guide> <id:browse> <id:customize>",
    "<:a:1> <a:a:1> :smile: :a::skin-tone-2:",
    "[one](https://evil.example) [two](https://evil.example)",
    "https://good.example[x](https://evil.example)",
    "[two\nlines](https://evil.example)",
    "[a](<https://evil.example>) [b](https://evil.example 'title')",
    "<https://evil.example> https://evil.example http://evil.example",
    "steam://run/1 discord://-/users/1 mailto:a@evil.example",
    "discord.gg/abc discord.com/invite/abc https://discord.gg/abc",
    "[ref]: https://evil.example\n\n[ref]",
    "![image](https://evil.example/a.png)",
    "# one\n## two\n-# three",
    "- one\n* two\n+ three\n1. four\n2) five",
    "> one\n>>> two",
    "Title\n=====\nTitle\n-----\n***\n---",
    "||spoiler|| ~~gone~~ __line__ _em_ *em* **strong** ***both***",
    "`code` ``code`` ```py\ncode\n```",
    "    indented\n\tcode",
    "\\[a](https://evil.example) \\\\[b](https://evil.example) \\`",
    "&lt;@1&gt; &#60;@1> &#x5b;a](https://evil.example)",
    "<b>html</b> <!-- --> <script>",
    "a | b\n--|--\nc | d",
    "x\u202egpj.exe \u200b@everyone @\u200beveryone \U000e0041\x00\x1b[31m",
)
hostile = st.lists(
    st.sampled_from([*ATTACKS, *"\\[](){}<>@#&*_~`|!:;/.-+=1 \n\t", "\u200b", "://", "ftp"])
    | st.text(max_size=4),
    max_size=12,
).map("".join)
ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
LIVE = re.compile(
    r"<[@#:/ait!h]|[*_~|`\[\]\\&#@<>]|\w://|:\w+:|^[ ]?[-+=]|^[ ]?\d+[.)]"
    r"|(?i:discord(app)?\.(gg|com|io|me))|\n"
)


def leaves(tokens) -> list[tuple[str, str]]:
    """(kind, content) of everything that is not a mere container."""
    found = []
    for token in tokens:
        if token["type"] in ("inline", "paragraph", "blockquote", "quote"):
            found += leaves(token["children"])
        else:
            found.append((token["type"], str(token.get("content", token.get("href", "")))))
    return found


def shown(source: str) -> str:
    """What a reader sees of it; fails the test over anything that is not text."""
    parts = leaves(markdown_tokens(source, "message", context=KNOWN))
    assert {kind for kind, _ in parts} <= {"text"}
    return "".join(content for _, content in parts)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_the_text_that_it_is(attack):
    assert shown(plain(attack)) == one_line(attack).strip()
    assert shown(f"> {plain(attack)}") == one_line(attack).strip()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_syntax_of_discord_is_left_in_an_attack(attack):
    assert LIVE.findall(ESCAPED.sub("\0", plain(attack))) == []


@given(hostile)
def test_any_text_is_shown_as_it_is(text):
    assert shown(plain(text)) == one_line(text).strip()
    assert LIVE.findall(ESCAPED.sub("\0", plain(text))) == []


@given(hostile)
def test_a_label_never_leaves_its_link(text):
    parts = leaves(markdown_tokens(f"[{label(text) or 'x'}](https://ok.example/)", "message"))

    assert [kind for kind, _ in parts if kind != "text"] == ["link_open", "link_close"]
    assert parts[0] == ("link_open", "https://ok.example/")
    assert parts[-1][0] == "link_close"
    assert LIVE.findall(f"x{label(text)}".replace("&", "")) == []


def test_a_label_does_not_read_as_an_address():
    assert label("bank.example.com: sign in") == "bank․example․com: sign in"
    assert label("https://bank.example") == "https∶//bank․example"


def test_a_label_keeps_an_ordinary_title():
    title = "U.S. and E.U. agree, says Mr. O'Neill: “at 10 p.m.”"
    assert label(title) == title


def test_ordinary_prose_is_left_alone():
    prose = 'Prices rose 3.5% in May, she said: "We do not know why" (again).'
    assert plain(prose) == prose.replace("3.5", "3\\.5")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("https://news.example:8443/a?b=c&d=e#f", "https://news.example:8443/a?b=c&d=e#f"),
        ("https://news.example/a_(b)", "https://news.example/a_%28b%29"),
        ("https://news.example/%D0%B0", "https://news.example/%D0%B0"),
        ("https://news.example/а*[b]", "https://news.example/%D0%B0%2A%5Bb%5D"),
        ("HTTPS://NEWS.example/A", "https://news.example/A"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_an_address_is_made_fit_for_a_link(url, safe):
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://news.example/a",
        "//news.example/a",
        "news.example/a",
        "https:///a",
        "https://good.example@evil.example/",
        "https://user:secret@news.example/",
        "https://news.example/a b",
        "https://news.example/a\nb",
        "https://news.example/\u202ea",
        "https://news.example\\@evil.example/",
        "https://news.example/<a>",
        "https://[::1]/",
        "https://[broken/",
        "https://news.example:port/",
        "https://" + "a" * 64 + ".example/",
        "https://news.example/" + "a" * 700,
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_not_linked(url):
    assert safe_url(url) is None
    assert host(url) is None


@given(st.text(max_size=40) | hostile)
def test_a_link_holds_any_address_that_is_called_safe(tail):
    url = safe_url(f"https://news.example/{tail}")

    if url is not None:
        parts = leaves(markdown_tokens(f"[x]({url}) y", "message", context=KNOWN))
        assert [kind for kind, _ in parts] == ["link_open", "text", "link_close", "text"]
        assert urlsplit(parts[0][1]).hostname == "news.example"


def test_the_host_is_in_ascii_and_keeps_its_end():
    assert host("https://www.news.example/a") == "news.example"
    assert host("https://аррle.example/").startswith("xn--")
    assert host(f"https://{'good.' * 20}evil.example/").endswith(".evil.example")
    assert len(host(f"https://{'good.' * 20}evil.example/")) == 61
