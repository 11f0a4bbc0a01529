"""What somebody might type where a text is asked, in the hope that some page, table or letter takes it for more."""

from itertools import count

#: What a script that got through would leave on the page.
TRACE = "kena"
_DO = f"document.documentElement.dataset.trace='{TRACE}'"

TEXTS = (
    f'<img src=x onerror="{_DO}"><b>tebal</b>',
    f"</textarea></title></script><script>{_DO}</script>",
    f'" autofocus onfocus="{_DO}" x="',
    f"' onmouseover='{_DO}' y='",
    f"<svg/onload={_DO}>",
    f"[klik](javascript:{_DO}) **tebal** `kode` <javascript:1>",
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {0.__class__}",
    "=7*7",
    '=HYPERLINK("http://x.example","klik")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "'); DROP TABLE users; --",
    "' OR '1'='1",
    "%s%n%(x)s \\u003cb\\u003e &lt;b&gt; &amp;nbsp;",
    "aman\u202egnp.exe tnegru",
    "a\u200bb\u200dc\ufeffd\u2060e",
    "👩‍🏭🇮🇩🧑🏽‍🔧 e\u0301 Z\u0337\u0321a\u0336l\u0338",
    "שלום مرحبا 工場 ๑๒๓",
    "baris\u2028baru\u2029paragraf\u00a0spasi\u0085ujung",
    "../../etc/passwd\\..\\nul",
)
_TURNS = count()


def another(most: int = 150, least: int = 1) -> str:
    """The next of them, unlike all before, between `least` and `most` characters; where there is room, all of it."""
    turn = next(_TURNS)
    text = f"{TEXTS[turn % len(TEXTS)]} #{turn}"
    if most >= 1000:
        text = f"{text}\n\n{'Tanpaspasi' * most}"
    if len(text) > most < 1000:
        text = ("=1+", "<b>", "@a'", '"x>', "-2;", "{{7")[turn % 6] + str(turn)
    return text[:most].strip().ljust(least, "x")
