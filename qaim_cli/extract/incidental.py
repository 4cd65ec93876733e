"""Dates that tell of no event: in names of laws and wars, citations, life spans, attributes.

"the 1832 Reform Act", "(Smith 1998)", "Anna Vale (1820–1891)" and "a 12th-century church" say when
something is from, not that anything happened. Their sentences may have events all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from qaim_cli.extract.expressions import DateMention
from qaim_cli.extract.verbs import VERB, tells_past

_LAW_WORDS = (
    "Act|Acts|Law|Laws|Statute|Code|Constitution|Convention|Treaty|Treaties|Protocol|Directive"
    "|Regulations?|Ordinance|Amendment|Bill|Edict|Charter|Decree|Accords?|Agreement|Compromise"
    "|Resolution|Proclamation|Pact|Concordat|Standard"
)
_WAR_WORDS = (
    "Wars?|Revolutions?|Rebellions?|Uprisings?|Risings?|Mutiny|Insurrections?|Crisis|Panic|Revolts?"
)
_PRIZE_WORDS = (
    "Prize|Olympics|Games|Award|Awards|Cup|Championships?|Festival|Exhibition|Exposition|Edition"
)
_NAME_BEFORE_YEAR = re.compile(
    rf"\b(?:{_LAW_WORDS}|{_WAR_WORDS})(?:,? of)? (?:the )?\Z"
    r"|\b(?:acts?|laws?|statutes?|by-?laws?) of \Z|(?<![\w.])\d[\d/]* of \Z"
    r"|\b(?:Measure|Proposition|Resolution|Amendment|Directive|Order|Bill|Referendum) \d+ \(\Z"
    r"|\b(?:[Ss]erial|[Mm]odel|[Nn]umbers?|[Cc]ode|[Pp]art) \(\Z"
)
"""The name of a law or war, and its number: "No. 12 of 1950"."""
_NAME_AFTER_YEAR = re.compile(
    rf"[ -](?:[A-Z][\w'’-]+ (?:(?:and|of|for|on) )?){{0,4}}(?:{_LAW_WORDS}|{_WAR_WORDS})\b"
    r"|[ -](?:[a-z]+ )?(?:act|law|treaty|constitution|convention|agreement|accords?|ordinance"
    r"|charter|statute|decree|protocol|pact|edict)\b"
)
_DOCUMENT_AFTER = re.compile(
    rf" (?:[A-Z][\w'’-]+ )?(?:{_LAW_WORDS}|(?:[Mm]emo(?:randum)?|[Rr]eport|[Ll]etter|[Aa]greement"
    r"|[Dd]eclaration|[Mm]anifesto|[Ss]tatement|[Cc]ommuniqué|[Rr]uling|[Dd]ecree|[Tt]reaty|[Pp]act"
    r"|[Aa]ccords?|[Rr]esolution|[Dd]irective|[Oo]rder|[Cc]onstitution|[Pp]rotocol|[Ii]ssue))\b"
)
_PRIZE_AFTER_YEAR = re.compile(rf" (?:[A-Z][\w'’-]+ ){{0,4}}(?:{_PRIZE_WORDS})\b")
_COMPARED_SINCE = re.compile(
    r"\b(?:first|only|worst|best|largest|longest|highest|lowest|greatest|biggest|heaviest|hottest"
    r"|coldest|wettest|driest|deadliest|strongest|oldest|youngest|fastest|(?:most|least) \w+)"
    r"(?: [\w()-]+){0,14} since"
    r" (?:the )?(?:(?!and\b|but\b)(?:[^.;]|\bno\.){1,80} (?:in|on|of) (?:the )?)?\Z"
)
_WORK_NOUNS = (
    "film|movie|documentary|book|novel|novella|album|song|single|play|musical|opera|ballet|poem"
    "|story|essay|article|paper|memoir|biography|autobiography|painting|edition|version|adaptation"
    "|remake|translation|report|study|interview|model|recording"
)
_WORK_AFTER_YEAR = re.compile(
    rf" (?:[A-Z][\w'’-]+ ){{0,3}}(?:[a-z-]+ ){{0,2}}?(?:{_WORK_NOUNS})s?\b"
)
_WORK_OF_YEAR = re.compile(
    r"\b(?:film|book|novel|novella|poem|play|painting|essay|album|edition|symphony|quartet|sonata"
    r"|concerto|mass|cantata|portrait|drawing|print|map|census|survey|will)s? of \Z",
    re.IGNORECASE,
)
_WORK_NAMED_YEAR = re.compile(
    r"\b(?:novel|film|movie|album|musical|copy of|version of|adaptation of|author of|entitled"
    r"|titled|called) \Z"
)
"""What stands before the name of a work that is a year: "the novel 1984"."""
_BEST_AFTER = re.compile(
    r"['’]s (?:finest|greatest|best|worst|most|least|foremost|leading|only|first|last|[a-z]+iest"
    r"|(?:larg|bigg|high|long|strong|fast|old)est)\b"
)
_WITHIN_CLAUSE = r"(?:(?!\b(?:but|and|when|who|which)\b)(?:[^,;:]|,(?=\d))){0,120}\Z"
_INTENDED = re.compile(
    r"\b(?:intent on|(?:intend(?:ing|s|ed)?|hop(?:ing|es?|ed)|aim(?:ing|s|ed)?|plan(?:ning|s|ned)"
    r"|predict(?:ed|ing|s)?|forecast(?:ed|s)?|promis(?:ed|ing|es)|expect(?:ed|ing|s)?|scheduled|slated"
    r"|projected|(?:is|are) estimated) (?:to(?! have)|that)|(?:likely|meant) to(?! have)"
    r"|plans? (?:for [^,;]{1,30} )?to(?! have)"
    r"|(?:planned|scheduled|slated|due|intended) for"
    r"|(?:is|are|was|were) (?:due|set) to (?:be|open|close|begin|start|end|take|sail|leave|arrive"
    r"|appear|expire|become|run|go|come|move|play))\b" + _WITHIN_CLAUSE
)
"""What somebody meant to do, or foresaw, which need not have come about."""
_SUPPOSED = re.compile(
    r"(?:\A|[,;] |\b(?:and|but|that) )(?:If|if|Unless|unless|Had(?= (?:he|she|it|they|the)\b))"
    r"(?! (?:not|only|any)\b) [^,;]{0,120}\Z"
    r"|(?<!asked )(?<!see )(?<!as )\bif (?:he|she|it|they|the) [^,;]{0,100}\Z"
)
"""What would have been: "Had she lived until 1850", "if the war had ended in 1916"."""
_COMMEMORATED = re.compile(
    r"\b(?:anniversary|(?:bi|ter|quater|sesqui)?cent(?:enary|ennial)|jubilee|memory|remembrance"
    r"|commemorat(?:es?|ed|ing|ion)|memorial|monument|honou?r(?:s|ed|ing)?)\b"
    r"(?: (?:of|to))? [^,;]{0,80}\bof (?:the )?\Z"
    r"|\A(?:On|At|For|To (?:mark|celebrate|commemorate)) the (?:[\w-]+ )?(?:anniversary"
    r"|(?:bi|ter|quater|sesqui)?cent(?:enary|ennial)|jubilee) of [^,;]{0,80} (?:in|on) \Z"
)
"""What is remembered on the day of the event: "the centenary of the flood of 1850"."""
_MEANT = re.compile(
    r"\b(?:(?:to )?(?:represent|symboli[sz]e|depict|portray|allude to|refer to|parallel|mirror)"
    r"|symboli[sz]es|represents|depicts|portrays|alludes to|refers to|parallels|mirrors|recalls"
    r"|paralleling|depicting|portraying|symboli[sz]ing|analogy (?:with|for|of|to)|analogue of"
    r"|portrayal of|depiction of|allegory (?:of|for)|reminiscent of|takes? place (?:in|on|during)"
    r"|(?:is|are) set (?:\w+ly )?(?:in|on|during|around|between)"
    rf"|(?:{_WORK_NOUNS}|drama|series|thriller|comedy|tale)\b,? set (?:\w+ly )?(?:in|during))\b"
    + _WITHIN_CLAUSE
)
"""What a work is about."""
_DETERMINER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[\w]+['’]s) \Z"
)
_POSSESSIVE = re.compile(
    r"\b(?:[Aa]n? (?:[a-z]+ )?|(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z]\w+['’]s?) )\Z"
)
_OWNER = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) \Z")
_MONEY_AFTER = re.compile(
    r" (?:constant |US |U\.S\. |Canadian )?"
    r"(?:dollars|pounds|euros|francs|marks|crowns|yen|prices)\b"
)
"""What is counted by a year's worth: "in 2015 dollars", "at 1990 prices"."""
_ONE_AFTER = re.compile(r" ones?\b")
_PROCLAIMED = re.compile(
    r"\b(?:proclaim|declar|designat|nam)(?:e[ds]?|ing|s|ed)? (?:the )?\Z", re.IGNORECASE
)
_HOLIDAY_AFTER = re.compile(r" (?:to be|as|an?|the) ")
"""What stands around a day that is kept every year: "proclaimed 2 August a holiday"."""
_THAN = re.compile(r"\bthan (?:the|an?|its|his|her|their) \Z")
_THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z]+ )?\Z")
NOUN_AFTER = re.compile(
    r" (?!(?:and|or|to|until|he|she|it|they|we|the|a|an|was|were|is|are|had|has|when|while|but|in"
    r"|on|at|by|for|from|with|that|which|who|as|after|before|there|both|also|only"
    r"|onwards?|spring|summer|autumn|fall|winter)\b)[a-zA-Z]"
)
_ATTRIBUTE = re.compile(r"[ -][Cc]entur(?:y|ies)(?: (?:BCE?|CE|AD))?\Z|\d0['’]?s\Z")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
"""What a century without "the" describes: "in 18th century England"."""
_PERSON_AFTER = re.compile(
    r" (?!(?:under|over|after|for|or|either|however|rather|other)\b)"
    r"[a-z]+(?:er|or|ist|ian|et|king|monk|bishop) [A-Z][a-z]"
)
"""Whom a century describes: "the 5th century writer Varro"."""
_HYPHENATED_CENTURY = re.compile(r"-[Cc]entury(?: (?:BCE?|CE|AD))?\Z")
_CITATION = re.compile(
    r"(?:see(?: also)? |cf\. |after |e\.g\. )?[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+"
    r"|,? et al\.?)?"
    r",? \d{4}[a-z]?(?:(?:, |: ?| )(?:pp?\. ?)?\d[\d–, -]*)?"
    r"(?:; ?[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+"
    r"|,? et al\.?)?,? \d{4}[a-z]?(?:[,:] ?[\w.–, ]+)?)*"
)
_EDITED = re.compile(
    r"\b(?:edidit|eds?\.|trans\.|transl\.|Press|[Vv]ols?\.|pp\.|Verlag|[Rr]eprint(?:ed)?|rev\.)"
)
_CITED_YEAR = re.compile(r"\d{4}[a-z]?(?:(?:, |: ?)(?:pp?\. ?)?\d[\d–, -]*)?")
_CITED_PAGE = re.compile(r"\d{4}(?:[a-z]\b|[a-z]?(?:: ?|, (?:pp?\. ?)?)\d{1,3}(?!\d)|.*\bp)")
_CITED_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)? [(\[]\Z")
_CITING_WORD = re.compile(
    r"\b(?:[Aa]ccording to|[Ss]ee(?: also)?|cf\.|[Cc]ompare|e\.g\.,?)"
    r" (?:[A-Z][\w.'’-]+ (?:(?:and|&) )?){1,4}(?:et al\.? )?[(\[]\Z"
)
_CITING_VERB = re.compile(
    r"[)\]] (?:(?:has|have|also|further|both|even|and [A-Z][\w'’-]+ \(\d{4}[^()]*\)) )?"
    r"(?:agree|argue|show|suggest|note|find|found|claim|describe|disagree|differ|propose"
    r"|demonstrate|report|point|conclude|indicate|infer|interpret|document|illustrate|summari[sz]e"
    r"|observe|write|wrote|state|estimate|believe|define|use|contrast|discuss|examine|explain"
    r"|assert|contend|identif|maintain|compare|analy[sz]e|review|emphasi[sz]e|speculate|reject)"
)
_LIFE_WORDS = re.compile(
    r"\b(?:born|b|died|d|fl|r|reigned|ruled|c|ca|circa|about|in|on|at|née?|and|aged?|bapt"
    r"|baptised|de|di|da|du|of|von|van|le|la|al|ibn|bin)\b\.?"
    r"|(?:[A-Z][\w'’-]+,? ?)+|[^\W\x00-\u024f]+|\W+|\d+"
)
_LIFE_SPAN_RANGE = re.compile(r"\d ?(?:BCE?|AD|CE)? ?[-–—] ?(?:c\. ?)?(?:[A-Z\d]|\Z)")
_LIFE_SPAN_SIGN = re.compile(r"\b(?:born|b\.|died|d\.|r\.|reigned|fl\.)")
_PERSON_BEFORE = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?: (?:(?:de|of|von|van|al|the|ibn|bin|le|la|di|da) )*(?:[A-Z][\w'’.-]*"
    r"|[IVX]+))*,? \Z"
)
_EVENT_NAME = re.compile(
    r"\b(?:War|Wars|Battle|Siege|Operation|Campaign|Revolution|Republic|Empire|Dynasty|Period"
    r"|Era|Age"
    r"|Kingdom|Conference|Congress|Offensive|Rebellion|Revolt|Crisis|Expedition|Treaty|Act"
    r"|Strike|Fire"
    r"|Plague|Famine|Flood|Ministry|Government|Cup|Games|Championship|Bridge|Church|Tower|Hall"
    r"|House)\b"
)
_CLOSES = re.compile(r"[)\]]")
_MAX_BRACKET_CHARS = 120
_MAX_CITED_CHARS = 80
_SIDE_REMARK = re.compile(
    r"[(\[](?:(?:it|he|she|they|which|who) had|one of|(?:a|the) (?:similar|previous|earlier|other)"
    r"|another|the ones?|unlike|like|as (?:had|in|with)|others)\b"
)
"""What tells in brackets of something else, or of what had been before."""
_COMPARED = re.compile(
    r"\b(?:(?:in comparison (?:to|with)|compared (?:to|with)|relative to) (?:[^,;]|,(?=\d)){0,80}"
    r"|(?:up|down|(?:an?|the) (?:[a-z]+ )?(?:increase|decrease|rise|fall|drop|decline|gain)) from"
    r" [\d$£€](?:[^,;]|,(?=\d)){0,30} (?:in|on) (?:the )?"
    r"|(?:against|versus|as opposed to) [\d$£€](?:[^,;]|,(?=\d)){0,30} (?:in|on) (?:the )?"
    r"|than (?:(?:in|on|for|during|that of|those of|that in|those in)"
    r"|(?:it|they|he|she) (?:was|were|did|had(?: been)?) (?:in|on)) (?:the )?)\Z"
)
"""What another time is held against: "more than in 2010"."""
_COMPARED_TO = re.compile(r"\b(?:from|over|on|than)(?: in| that of)? \Z")
"""What stands before the time that a figure is held against: "up 2% from the previous year"."""
_APPOSITION_BEFORE = re.compile(r", (?:the|an?|then) \Z")
_APPOSITION_AFTER = re.compile(rf" (?:(?!{VERB.pattern})[^,;.]){{1,80}},(?! (?:and|or)\b)")
_NOUN_OF_CLAUSE = re.compile(
    rf"(?={NOUN_AFTER.pattern}) (?:[a-z]+(?<!ed) ){{1,2}}(?:that |which )?"
    r"(?:[A-Z]\w+|he|she|it|they) (?:had|has|have|was|were|did)\b"
)
"""What somebody had done before: "the 1898 arguments Vale had made"."""
_NAMED_OWNER = re.compile(r"\b[A-Z]\w+['’]s? \Z")
_NAMED_WORK = re.compile(
    r" (?!(?:[A-Z][\w'’-]+ ){0,4}(?:War|Cup|Champion\w*|Open|Olympi\w+|Games|Act|Elections?"
    r"|Revolution|Battle|Treaty|Prize|Award|Grand|Tour|League|Series|Constitution|Convention|World|General"
    r"|National)\b)[\"“'‘]?[A-Z][\w'’-]+ (?:[a-z]+ )?[A-Z]"
)
_OF_SOMEBODY = re.compile(r"\b(?:of|to|on|from|by) (?:[A-Z][\w.-]* )*[A-Z]\w+['’]s? \Z")
_TITLE_BEFORE = re.compile(
    r"(?:\A|\s)(?!(?:the|an?|his|her|its|their|this|that) )[a-z]+,? [A-Z][a-z]+ of \Z"
)
"""The beginning of a title with a day in it: "a play, Night of January 16th"."""
_BEST_OF = re.compile(
    r"\b(?:(?:the|its|his|her|their) (?:most|best)|greatest|finest|leading|foremost|important"
    r"|famous|influential|[a-z]{3,}est)(?: [\w-]+){1,4} of the \Z"
)
_OF_LONG_UNIT = re.compile(r"\bof the \Z")
_COMPARED_IN_BRACKETS = re.compile(
    r"\((?:(?:the|its|his|her|their) (?:first|second|third|last|latest|previous|other|next)"
    r"(?: \w+)? (?:being|having|was|were|in|on)|compared|versus|vs\.?|previously|up from|down from"
    r")\b[^()]*\Z|\bto date,? \(\Z"
)
"""What else was so at another time: "for the second time (the first being in 1905)"."""
_MEASURED_AFTER = re.compile(r" (?:range|region|percent|per cent|degrees|mph|miles|yards)\b| ?[%°]")
"""What makes a number of the tens of what looks like a decade: "in the mid-80s range"."""
_NOUN_BEFORE_BRACKET = re.compile(
    rf"(?:\b[a-z]{{3,}}(?<![su])s|\b(?:{_WAR_WORDS})(?: of (?:the )?[A-Z]\w+)*) \(\Z"
)
_SEVERAL_DATES = re.compile(r"(?:c\. ?|and |the )?\d+s?(?: ?[–—-] ?\d+s?|(?:,| and| &) \d+s?)+")
"""The years of things or of a war told of: "in three decades (1930s, 1940s)"."""
_EXAMPLE_IN_BRACKETS = re.compile(
    r"\b(?:[Ee]xamples?(?: of [^,;()]{1,60})? (?:include|are|is|was|were)|[Ff]or example|e\.g\."
    r"|[Ss]uch as|as in)\b[^;]*\([^()]{0,30}\Z"
)
"""What a date in brackets says of an example: "later films, such as The Ford (1951)"."""
_NO_EVENT = (_COMPARED, _INTENDED, _MEANT)
_CUED_NO_EVENT = (
    ((" since ",), _COMPARED_SINCE),
    ((" if ", "If ", "nless ", "Had "), _SUPPOSED),
    (("nniversary", "enten", "ubilee", "emor", "emembr", "ono", "onument"), _COMMEMORATED),
)
"""What needs one of some letters, which are found sooner than a pattern."""
_NO_EVENT_IN_BRACKETS = (_COMPARED_IN_BRACKETS, _EXAMPLE_IN_BRACKETS)
_MAX_GOVERNED_CHARS = 160
_MAX_CLAUSE_CHARS = 400
"""How far from a date the verb of its clause is looked for."""
NEGATION_BEFORE = re.compile(
    r"(?:\b(?:[Nn]ot|[Nn]ever|[Nn]o)|n['’]t)\b[^,;.]{0,60} (?:until|till)(?: at least| about)?"
    r"(?: the)? \Z"
)
"""What did not happen until a date happened then."""


class EventRole(Enum):
    """Whether a date in a sentence dates an event."""

    DATES_EVENT = 0
    IS_ASIDE = 1
    """It dates one only where no other date of the sentence does."""
    DATES_NONE = 2


def classify_dates(text: str, mentions: Iterable[DateMention]) -> list[EventRole]:
    """Classify each date of a sentence by whether it dates an event."""
    return [_classify_date(text, each) for each in mentions]


def _classify_date(text: str, mention: DateMention) -> EventRole:
    start, end = mention.start, mention.end
    brackets = _find_brackets(text, start, end)
    if _governs_none(text, start, in_brackets=brackets is not None):
        return EventRole.DATES_NONE
    if mention.offset is not None:
        if mention.kind == "previous" and _COMPARED_TO.search(text, max(0, start - 20), start):
            return EventRole.DATES_NONE
        is_told_before = (mention.offset.amount or 0) < 0 and text.endswith(" of ", 0, start)
        return EventRole.DATES_NONE if is_told_before else EventRole.DATES_EVENT
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    is_year = mention.kind in ("year", "phrase") and mention.partial_date.month is None
    if (
        (brackets and _is_life_span(text, brackets))
        or _BEST_AFTER.match(after)
        or _describes_time(text, mention, before, after)
        or (is_year and brackets and _is_citation(text, brackets))
        or (is_year and _MONEY_AFTER.match(after))
        or (not mention.has_own_year and _names_day(before, after))
        or (mention.kind == "short decade" and _MEASURED_AFTER.match(after))
    ):
        return EventRole.DATES_NONE
    if brackets and (
        _SIDE_REMARK.match(text, brackets[0]) or _is_listed_in_brackets(text, brackets)
    ):
        return EventRole.IS_ASIDE
    if mention.kind in ("day", "month") and _names_document(before, after):
        return EventRole.DATES_NONE
    return _classify_year(before, after) if is_year else EventRole.DATES_EVENT


def _governs_none(text: str, start: int, *, in_brackets: bool) -> bool:
    """Whether what stands before a date compares, plans, supposes or remembers."""
    first = max(0, start - _MAX_GOVERNED_CHARS)
    before = text[first:start]
    return (
        any(each.search(text, first, start) for each in _NO_EVENT)
        or any(
            any(map(before.__contains__, cues)) and each.search(text, first, start)
            for cues, each in _CUED_NO_EVENT
        )
        or (in_brackets and any(each.search(text, first, start) for each in _NO_EVENT_IN_BRACKETS))
    )


def _describes_time(text: str, mention: DateMention, before: str, after: str) -> bool:
    """Whether a century or decade only describes: "a 12th-century church", "poets of the 1920s"."""
    if mention.kind in ("century", "decade") and _OF_LONG_UNIT.search(before):
        around = slice(max(0, mention.start - _MAX_CLAUSE_CHARS), mention.end + _MAX_CLAUSE_CHARS)
        return not tells_past(text[around]) or _BEST_OF.search(before) is not None
    words = mention.text
    if _HYPHENATED_CENTURY.search(words):
        return re.match(r" \w", after) is not None
    if not _ATTRIBUTE.search(words):
        return False
    has_article = before.endswith(("the ", "The ")) or words.startswith(("the ", "The "))
    if (_PERSON_AFTER if has_article else _NAME_AFTER).match(after):
        return True
    return _POSSESSIVE.search(before) is not None and NOUN_AFTER.match(after) is not None


def _classify_year(before: str, after: str) -> EventRole:
    """Classify a year by the words around it."""
    is_work = _WORK_AFTER_YEAR.match(after) is not None
    is_determined = _DETERMINER.search(before) is not None
    if (
        _NAME_BEFORE_YEAR.search(before)
        or (is_determined and _NAME_AFTER_YEAR.match(after))
        or _WORK_NAMED_YEAR.search(before)
        or (is_work and _OF_SOMEBODY.search(before))
    ):
        return EventRole.DATES_NONE
    if _WORK_OF_YEAR.search(before):
        return EventRole.IS_ASIDE
    if _is_owned(before, after):
        return EventRole.IS_ASIDE if is_work and _OWNER.search(before) else EventRole.DATES_NONE
    is_attribute = _POSSESSIVE.search(before) and NOUN_AFTER.match(after)
    if is_attribute or (is_determined and _PRIZE_AFTER_YEAR.match(after)):
        return EventRole.IS_ASIDE
    return EventRole.DATES_EVENT


def _is_owned(before: str, after: str) -> bool:
    """Whether a year tells one thing from others: "his 1927 flight", "the 1944 film"."""
    if _OWNER.search(before):
        return bool(NOUN_AFTER.match(after)) and not _PRIZE_AFTER_YEAR.match(after)
    return any(
        owner.search(before) and owned.match(after)
        for owner, owned in (
            (_THAN, NOUN_AFTER),
            (_THE, _ONE_AFTER),
            (_THE, _WORK_AFTER_YEAR),
            (_THE, _NOUN_OF_CLAUSE),
            (_NAMED_OWNER, _NAMED_WORK),
            (_APPOSITION_BEFORE, _APPOSITION_AFTER),
        )
    )


def _find_brackets(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the brackets around a stretch of text; None where there are none."""
    first = max(0, start - _MAX_BRACKET_CHARS)
    opens = max(text.rfind("(", first, start), text.rfind("[", first, start))
    if opens < 0 or _CLOSES.search(text, opens, start):
        return None
    closes = _CLOSES.search(text, end, end + _MAX_BRACKET_CHARS)
    return (opens, closes.start()) if closes else None


def is_in_brackets(text: str, start: int) -> bool:
    """Whether a place in a sentence is within brackets that open behind its first word."""
    opens = text.rfind("(", 0, start)
    return opens > 0 and text.find(")", opens, start) < 0


def _is_listed_in_brackets(text: str, found: tuple[int, int]) -> bool:
    """Whether a date is of several in brackets, which say when the things before them were."""
    if not _SEVERAL_DATES.fullmatch(text, found[0] + 1, found[1]):
        return False
    return _NOUN_BEFORE_BRACKET.search(text[max(0, found[0] - 60) : found[0] + 1]) is not None


def _names_day(before: str, after: str) -> bool:
    """Whether a day without a year is of a title, or one that is proclaimed for every year."""
    if _TITLE_BEFORE.search(before):
        return True
    return _HOLIDAY_AFTER.match(after) is not None and _PROCLAIMED.search(before) is not None


def _names_document(before: str, after: str) -> bool:
    """Whether a day only tells one document from others: "the 12 May memorandum"."""
    return bool(_DETERMINER.search(before)) and _DOCUMENT_AFTER.match(after) is not None


def _is_citation(text: str, found: tuple[int, int]) -> bool:
    """Whether a year stands in "(Smith 1998)" or "Smith (1998) argues"."""
    inside = text[found[0] + 1 : found[1]].strip()
    if _CITATION.fullmatch(inside) or _EDITED.search(inside):
        return True
    before = text[max(0, found[0] - _MAX_CITED_CHARS) : found[0] + 1]
    return bool(
        _CITED_YEAR.fullmatch(inside)
        and _CITED_NAME.search(before)
        and (
            "et al" in before[-12:]
            or _CITED_PAGE.match(inside)
            or _CITING_VERB.match(text, found[1])
            or _CITING_WORD.search(before)
        )
    )


def _is_life_span(text: str, found: tuple[int, int]) -> bool:
    """Whether a date stands in the brackets of a person's life or reign."""
    inside = text[found[0] + 1 : found[1]]
    before = text[max(0, found[0] - 60) : found[0]]
    name = _PERSON_BEFORE.search(before)
    if _LIFE_SPAN_SIGN.search(inside):
        return not re.sub(_LIFE_WORDS, "", inside).strip()
    if name is None or _EVENT_NAME.search(before):
        return False
    return bool(_LIFE_SPAN_RANGE.search(inside)) and not re.sub(_LIFE_WORDS, "", inside).strip()
