"""Chinese, Japanese and Korean dates, rewritten into English: "2004年4月17日", "19世紀末"."""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS

CJK_PATTERN = re.compile("[\u3007\u4e00-\u9fff\uac00-\ud7af]")
_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL_PATTERN = re.compile("([〇零一二三四五六七八九十百千]+)(?=[年月日号世])")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The eras of Japan, by the year before their first."""
_ERA_PATTERN = re.compile(rf"({'|'.join(_ERAS)})(元|\d{{1,2}})年")
_BEFORE_CHRIST = "公元前|西元前|紀元前|纪元前|前"
_PARTS = {
    "末期": "late", "末": "late", "后期": "late", "後期": "late", "晚期": "late", "下旬": "late",
    "初頭": "early", "初期": "early", "初": "early", "早期": "early", "前期": "early",
    "上旬": "early", "中葉": "mid", "中叶": "mid", "中期": "mid", "中旬": "mid", "半ば": "mid",
    "前半": "first half of", "上半叶": "first half of", "上半葉": "first half of",
    "后半": "second half of", "後半": "second half of", "下半叶": "second half of",
    "下半葉": "second half of", "春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter",
}  # fmt: skip
_PART_PATTERN = re.compile(f"(.*)(?<=[年月纪紀代])({'|'.join(_PARTS)})")
_DAY_PATTERN = re.compile(
    rf"(?P<era>{_BEFORE_CHRIST}|公元|西暦|西元)?(?P<year>\d{{1,4}})[年년]"
    r"(?:\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2}(?:[日号일]?\s?-\s?\d{1,2})?)\s?[日号일])?)?"
)
_MONTH_PATTERN = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[月월](?:\s?(\d{1,2})[日号일])?")
_CENTURY_PATTERN = re.compile(rf"({_BEFORE_CHRIST}|公元|西元)?(\d{{1,2}})世[纪紀](?:(\d)0年?代)?")


def rewrite_cjk(text: str) -> str:
    """Rewrite a folded text into English, as far as it is Chinese, Japanese or Korean."""
    text = text.replace("〜", "-").replace("~", "-").replace("から", "-").replace("至", "-")
    text = _NUMERAL_PATTERN.sub(lambda match: str(_parse_numeral(match[1])), text)
    text = _ERA_PATTERN.sub(_write_era_year, text)
    text = re.sub("^(?:约|約|大约)(.*)$|^(.*?)(?:頃|ごろ|左右|前后|前後)$", r"about \1\2", text)
    text = re.sub("^(.*)(?:以前|まで)$", r"by \1", text)
    text = re.sub("^(.*)(?:以降|以后|以後)$", r"notbefore \1", text)
    text = _PART_PATTERN.sub(lambda match: f"{_PARTS[match[2]]} {match[1]}", text)
    text = _CENTURY_PATTERN.sub(_write_century, text)
    text = re.sub(r"(\d{3}0)年?代", r"\1s", text)
    text = _DAY_PATTERN.sub(_write_day, text)
    return _MONTH_PATTERN.sub(_write_month, text)


def _parse_numeral(text: str) -> int:
    """Parse 二〇〇四, digit by digit, and 二千四, by its tens."""
    if not set(text) & _TENS.keys():
        return int("".join(str(_DIGITS[char]) for char in text))
    total = pending = 0
    for char in text:
        if char in _TENS:
            total += (pending or 1) * _TENS[char]
            pending = 0
        else:
            pending = _DIGITS[char]
    return total + pending


def _write_era_year(match: re.Match[str]) -> str:
    return f"{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))}年"


def _write_century(match: re.Match[str]) -> str:
    number, is_bc = int(match[2]), bool(match[1]) and match[1].endswith("前")
    if match[3]:
        return f"{number - 1}{match[3]}0s"
    return f"{number}th century{' bc' if is_bc else ''}"


def _write_month(match: re.Match[str]) -> str:
    return f" {match[2] or ''} {MONTHS[int(match[1]) - 1]} "


def _write_day(match: re.Match[str]) -> str:
    month = int(match["month"] or 0)
    if month > 12:
        return match[0]
    name = MONTHS[month - 1] if month else ""
    era = " bc" if match["era"] and match["era"].endswith("前") else ""
    day = re.sub("[日号일]", "", match["day"] or "")
    return f" {day} {name} {match['year']}{era}"
