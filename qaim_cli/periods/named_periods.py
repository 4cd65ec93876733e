"""Periods that have a name: ages, dynasties, wars. A timeline may add its own."""

from __future__ import annotations

from collections.abc import Mapping

from qaim_cli.dates import DateInterval, DateSet, EdtfDate, SetRange, SimpleDate, parse_edtf
from qaim_cli.periods import vocabulary
from qaim_cli.periods.units import make_one_of, make_third
from qaim_cli.text import fold

NAMED_PERIODS = {
    # ages of Europe and the Mediterranean
    "antiquity": "-0799..0476", "classical antiquity": "-0799..0476",
    "late antiquity": "0284..0650",
    "archaic greece": "-0799..-0479", "classical greece": "-0479..-0322",
    "hellenistic": "-0322..-0029", "roman republic": "-0508..-0026",
    "roman empire": "-0026..0476", "dark ages": "0476..1000", "middle ages": "0476..1500",
    "medieval": "0476..1500", "early middle ages": "0476..1000", "high middle ages": "1000..1300",
    "late middle ages": "1300..1500", "viking": "0793..1066", "migration": "0375..0568",
    "renaissance": "1350..1600", "reformation": "1517..1648", "age of discovery": "1415..1650",
    "age of enlightenment": "1685..1815", "enlightenment": "1685..1815",
    "early modern": "1500..1800", "industrial revolution": "1760..1840",
    # reigns and governments
    "anglo saxon": "0450..1066", "norman": "1066..1154", "plantagenet": "1154..1485",
    "tudor": "1485..1603", "elizabethan": "1558..1603", "jacobean": "1603..1625",
    "caroline": "1625..1649", "stuart": "1603..1714", "interregnum": "1649..1660",
    "commonwealth of england": "1649..1660", "restoration": "1660..1688",
    "georgian": "1714..1837", "regency": "1811..1820", "victorian": "1837..1901",
    "edwardian": "1901..1910", "napoleonic": "1799..1815", "ancien regime": "1500..1789",
    "belle epoque": "1871..1914", "third reich": "1933..1945", "nazi": "1933..1945",
    "weimar republic": "1918..1933", "gilded age": "1877..1896", "antebellum": "1812..1861",
    "reconstruction": "1865..1877", "progressive": "1896..1917", "prohibition": "1920..1933",
    "great depression": "1929..1939", "soviet": "1922..1991", "byzantine": "0330..1453",
    "ottoman": "1299..1922", "mughal": "1526..1857", "safavid": "1501..1736",
    "umayyad": "0661..0750", "abbasid": "0750..1258", "fatimid": "0909..1171",
    # China, Japan
    "han dynasty": "-0201..0220", "tang dynasty": "0618..0907", "song dynasty": "0960..1279",
    "yuan dynasty": "1271..1368", "ming dynasty": "1368..1644", "qing dynasty": "1644..1912",
    "heian": "0794..1185", "kamakura": "1185..1333", "muromachi": "1336..1573",
    "sengoku": "1467..1603", "edo": "1603..1868", "tokugawa": "1603..1868",
    "meiji": "1868..1912", "taisho": "1912..1926", "showa": "1926..1989", "heisei": "1989..2019",
    # wars
    "hundred years war": "1337..1453", "wars of the roses": "1455..1487",
    "thirty years war": "1618..1648", "english civil war": "1642..1651",
    "seven years war": "1756..1763", "american revolution": "1775..1783",
    "american revolutionary war": "1775..1783", "american civil war": "1861..1865",
    "french revolution": "1789..1799", "napoleonic wars": "1803..1815",
    "crimean war": "1853..1856", "boer war": "1899..1902", "great war": "1914..1918",
    "first world war": "1914..1918", "world war i": "1914..1918", "world war 1": "1914..1918",
    "wwi": "1914..1918", "ww1": "1914..1918", "interwar": "1918..1939",
    "spanish civil war": "1936..1939", "second world war": "1939..1945",
    "world war ii": "1939..1945", "world war 2": "1939..1945", "wwii": "1939..1945",
    "ww2": "1939..1945", "cold war": "1947..1991", "korean war": "1950..1953",
    "vietnam war": "1955..1975", "peloponnesian war": "-0430..-0403",
    "first punic war": "-0263..-0240", "second punic war": "-0217..-0200",
    "third punic war": "-0148..-0145",
    "world war one": "1914..1918", "world war two": "1939..1945", "pax romana": "-0026..0180",
    "crusades": "1095..1291", "black death": "1346..1353", "counter reformation": "1545..1648",
    "baroque": "1600..1750",
    # ages of the earth, by the chart of the International Commission on Stratigraphy
    **{
        name: f"Y-{round(first * 1e6)}~..Y-{round(last * 1e6)}~"
        for name, first, last in (
            ("hadean", 4567, 4031), ("archean", 4031, 2500), ("archaean", 4031, 2500),
            ("proterozoic", 2500, 538.8), ("paleozoic", 538.8, 251.9),
            ("palaeozoic", 538.8, 251.9), ("mesozoic", 251.9, 66), ("cambrian", 538.8, 486.85),
            ("ordovician", 486.85, 443.1), ("silurian", 443.1, 419.62),
            ("devonian", 419.62, 358.86), ("carboniferous", 358.86, 298.9),
            ("permian", 298.9, 251.9), ("triassic", 251.9, 201.4), ("jurassic", 201.4, 143.1),
            ("cretaceous", 143.1, 66), ("early cretaceous", 143.1, 100.5),
            ("late cretaceous", 100.5, 66), ("paleogene", 66, 23.04), ("palaeogene", 66, 23.04),
            ("neogene", 23.04, 2.58), ("paleocene", 66, 56), ("eocene", 56, 33.9),
            ("oligocene", 33.9, 23.04), ("miocene", 23.04, 5.333), ("pliocene", 5.333, 2.58),
        )
    },
    "pleistocene": "Y-2580000~..-9699~", "last ice age": "Y-115000~..-9699~",
}  # fmt: skip
"""Each name, without "the" and "era", and its first and last year (astronomical)."""
_GENERIC_WORDS = (
    "era", "period", "age", "times", "years", "epoch", "empire", "caliphate", "dynasty",
    "sultanate", "shogunate", "reign",
)  # fmt: skip
_PERIODS_BY_JOINED_NAME = {
    "".join(word for word in name.split() if word != "the"): edtf
    for name, edtf in NAMED_PERIODS.items()
}
_SMALL_WORDS = {"the", "in", "during", ",", ".", "-"}


def find_named_period(tokens: list[str], own_periods: Mapping[str, str]) -> EdtfDate | None:
    """Find the period that the tokens name, or the early, middle or late third of it.

    Args:
        tokens: the words of the name, in small letters.
        own_periods: the periods of a timeline by name, as EDTF.
    """
    words = [token for token in tokens if token not in _SMALL_WORDS]
    found = find_own_period(" ".join(tokens), own_periods) or _find_by_name(words, own_periods)
    if found is not None or not words or words[0] not in vocabulary.PART_WORDS:
        return found
    rest = [word for word in words[1:] if word != "of"]
    whole = _find_by_name(rest, own_periods)
    return make_third(whole, vocabulary.PART_WORDS[words[0]]) if whole is not None else None


def find_own_period(text: str, own_periods: Mapping[str, str]) -> EdtfDate | None:
    """Find the period of a timeline that the text names, with or without "the"."""
    if not own_periods:
        return None
    wanted = _fold_name(text)
    for name, edtf in own_periods.items():
        if wanted == _fold_name(name):
            return _make_period_date(parse_edtf(edtf))
    return None


def _fold_name(name: str) -> str:
    # Without spaces, since a word may have been cut at its apostrophe or hyphen.
    return fold(name).removeprefix("the ").replace(" ", "")


def _find_by_name(words: list[str], own_periods: Mapping[str, str]) -> EdtfDate | None:
    names = [" ".join(words)]
    if len(words) > 1 and words[-1] in _GENERIC_WORDS:
        names.append(" ".join(words[:-1]))
    for name in names:
        own = find_own_period(name, own_periods)
        if own is not None:
            return own
        if (edtf := _PERIODS_BY_JOINED_NAME.get(name.replace(" ", ""))) is not None:
            return _make_period_date(parse_edtf(f"[{edtf}]"))
    return None


def _make_period_date(date: EdtfDate) -> EdtfDate:
    """A date in a period: one of its days, not known which, wherever both its ends are."""
    match date:
        case DateInterval(SimpleDate() as start, SimpleDate() as end):
            return make_one_of(start, end)
        case DateSet(_, (SetRange(SimpleDate() as start, SimpleDate() as end),)):
            return make_one_of(start, end)
        case _:
            return date
