"""Who acts in a title without being declared: a people or team, and a country by its name.

"The Romans took Birk" has the Romans as its subject whoever else the article names, and a place
that joins, declares or invades acts under its own name.
"""

from __future__ import annotations

import re

from qaim_cli.extract.verbs import VERB

_PLACE_BEFORE = r"(?:(?:In|At|Near) [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*,? )?"
_AUXILIARY = r"(?:(?:then|also|later|soon|first|again|finally|once|had|has|have|[a-z]+ly) )*"
_GROUP = re.compile(
    rf"{_PLACE_BEFORE}The (?P<name>(?:[A-ZÀ-Þ][\w'’-]+ )?"
    r"(?!Alps\b|Andes\b|Azores\b|Bahamas\b|Balkans\b|Americas\b|Hebrides\b|Highlands\b|Maldives\b"
    r"|Midlands\b|Netherlands\b|Philippines\b|Pyrenees\b|Rockies\b|Games\b|Olympics\b|States\b"
    r"|Islands\b|Mountains\b|Wars\b|Laws\b|Acts\b|Accords\b|Articles\b|Awards\b|Years\b|Times\b"
    r"|Gardens\b|Falls\b|Hills\b|Fields\b|Works\b|Simpsons\b|Beatitudes\b)"
    r"(?:[A-ZÀ-Þ][a-zà-þ]+[^\Wsui]s|[A-ZÀ-Þ][a-zà-þ]+is|British|English|French|Spanish|Dutch|Irish"
    r"|Scottish|Welsh|Danish|Swedish|Finnish|Polish|Turkish|Portuguese|Chinese|Japanese|Burmese"
    r"|Vietnamese|Swiss))"
    rf" (?={_AUXILIARY}(?:{VERB.pattern}))"
)
_PLACE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]*(?: (?:(?:and|of|the) )?[A-ZÀ-Þ][\w'’-]*)*)"
    rf" {_AUXILIARY}(?:declared|joined|signed|recogni[sz]ed|invaded|annexed|hosted|withdrew|ceded"
    r"|attacked|won|lost|sent|raised|agreed|refused|expelled|conquered|occupied|surrendered"
    r"|adopted|abolished|ratified|gained|applied|competed|participated|introduced|legali[sz]ed"
    r"|banned|captured|seized|defeated|fought|bought|sold|took part|made (?:its|peace)"
    r"|entered|left|established|became (?:a|an|the first) (?:\w+ )?(?:member|signatory))\b"
)


def find_acting_group(title: str) -> str:
    """Find the people or team that a title begins with as its subject; empty where there is none.

    "The Romans built a fort" → "Romans".
    """
    match = _GROUP.match(title)
    return match["name"] if match else ""


def find_acting_place(title: str) -> str:
    """Find the name that a title begins with, if what it tells is what a country does."""
    match = _PLACE.match(title)
    return match["name"] if match else ""
