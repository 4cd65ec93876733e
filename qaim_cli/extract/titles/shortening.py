"""Shorten a title where that leaves a whole statement: subject, verb and object stay.

What trails behind them goes, the loosest first: what a comma sets off, then clauses and participles
that only add something, then where and how. What a noun or verb needs stays ("attempts to sell",
"served as consul"), as do conditions and negations.
"""

from __future__ import annotations

import re

from qaim_cli.extract.words.clause_marks import EDGE_MARKS
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import find_open_quotes, is_open
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group, find_main_verb

MAX_TITLE_CHARS = 84
_MAX_UNCUT_CHARS = 120
"""How long a title may be that cannot be cut anywhere."""
_MIN_OBJECT_CHARS = 4
_MAX_CHARS_BEHIND = 15
"""How far behind what must stay a long title may be cut."""
_MAX_VERB_CHARS = 65
"""How far into a title its verb may stand for the title to be cut at any word."""
_MIN_CHARS_WITHOUT_VERB = 12

_SET_OFF = re.compile(
    r", (?:(?:(?:all|most|many|some|one|none|each|both) )?(?:of|in|at|from|for|to) wh(?:ich|om)"
    r"|which|who|whom|whose|where|when|while|whereas|although|though|because|since|as|so|with"
    r"|including|such as|despite|after|before|until|following|due|notably|especially|mainly|partly"
    r"|to(?= [a-z]+ (?!be\b))|but|among|mostly|largely|both|each|in|by|at|named|known"
    r"|(?:[a-z]+ly )?[a-z]+ing"
    r"|(?:[a-z]+ly )?[a-z]+ed (?:by|in|from|to|at|with|on|for|as)"
    r"|(?:an?|one of|the|his|her|its|their)(?! [^,]*,? (?:and|or) )) "
    rf"|(?:,| and|, and) (?:(?:then|later|also|subsequently|[a-z]+ly) )?(?={VERB.pattern})"
    r"|, and (?=(?:the|an?|his|her|its|their|it|he|she|they|this|in|on|by|at|from) )"
    r"|; | [–—] "
)
_ADDITION = re.compile(
    r",? (?:(?:a few|[\w-]+) (?:hours?|days?|weeks?|months?|years?) |(?:(?:not )?long|well) )?"
    r"(?:after|before)\b"
    r"| (?:(?:just|shortly|soon|only|even|immediately) )?(?:because|although|though|while|whereas"
    r"|when|which|who|before|after|until|since|following|despite|in order to|so that|as part"
    r"|as a result|due to|by [a-z]+ing|in which|from which|using|prior to|instead of|where"
    r"|under which|on the grounds|with the (?:aim|goal|help)|[a-z]+ed by)\b| [\"“](?=[a-z])"
)
_CIRCUMSTANCE = re.compile(
    r" (?:during|in|at|on|by|from|with|under|near|for|within|among|along|across|through"
    r"|throughout|between|against|over|underneath|below|above|behind|inside|outside|opposite"
    r"|(?:authori[sz]|recommend|explain|describ|ask|announc|propos|enabl|urg|express|declar"
    r"|demand)ing"
    r"|to (?=(?!(?:the|an?|his|her|its|their)\b)[a-z]+\b))\b"
)
_LAST_RESORT = re.compile(r" (?:which|who|that|to|of|as|into|upon|towards?|including|such as)\b|, ")
_TAILS = (
    (_SET_OFF, MAX_TITLE_CHARS),
    (_ADDITION, MAX_TITLE_CHARS),
    (_CIRCUMSTANCE, MAX_TITLE_CHARS),
)
"""What a title can do without, the loosest tail first, and how long it may be before that."""
_LONG_TAILS = (
    *((tail, _MAX_UNCUT_CHARS) for tail, _ in _TAILS),
    (_LAST_RESORT, _MAX_UNCUT_CHARS),
)
"""The same for a title that is too long by far."""
_WITHIN_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]* (?:of|for|in|and|on|at)(?: the)? [A-ZÀ-Þ]|[A-ZÀ-Þ][\w'’.-]* and [A-ZÀ-Þ]"
)
"""A name that goes on: "Board of Trade"."""
_NEEDS_MORE = re.compile(
    r"\b(?:first(?: [\w-]+){0,4}|series|sorts?|kinds?|types?|number|lot|majority|some|each|one|all"
    r"|any|most|many|announced|said|stated|decided|agreed|combined|composed|consist(?:ed|s)|based"
    r"|known|referred|led|able|unable|began|had|due|according|more|less|the|its|his|her|their|an?"
    r"|to|of|forced|allowed|help(?:ed)?|caused|used|tried|sought|made|noted|read|asked|told|found"
    r"|ordered|offered|invited|persuaded|showed|suggested"
    r"|argued|claimed|adjacent|just|shortly|soon|not|only|even|also|about|capable|responsible"
    r"|sentenced|voted|(?:was|were) set|prevented|converted|changed"
    r"|reduced|increased|took|taken|handed|carried"
    r"|broke|brought|put|came|became|was|were|been|be|is|are|has|have|did|would|could|should|must"
    r"|can|may|might|will|and|or|but|until|from|per|those|who|which|what|that|how|whether|such|so"
    r"|very|too|rather|than|as|either|neither|both|between|among|much|every|no|never|in|on|at|by"
    r"|trying|estimated|believed|thought|supposed|likely|possibility|belief|fact|it became clear"
    r"|started|needed|wanted|tended|managed|refused|attempted|hoped|wished|ceased|seemed|threatened"
    r"|able to [a-z]+|became [a-z]+ed|(?:for|by|without) [a-z]+ing"
    r"|with|for|than|like|into|[a-z]+ed as)(?: of)?(?: the)?\Z"
)
"""What says nothing without the words behind it."""
_NEEDS_PHRASE = re.compile(
    r"\b(?:forms?|parts?|half|presence|requirement|claims?|basis|groups?|lack|use|version|member"
    r"|order|end|beginning|result|means|way|role|access|process|right|goal|aim|attempts?|efforts?"
    r"|ability|need|plans?|title|name|post|position|rank|office|city|town|state|king|queen|duke"
    r"|head|leader|son|daughter|brother|sister|wife|piece|set|pair|amount|rate|risk|hopes?|charge"
    r"|interest|letters?|contract|partnership|collaboration|association|offer|bid|victory|success"
    r"|director|professor|chief|chairman|president|governor|minister|commander|close|home"
    r"|decision|bill|law|resolution|decree|proposal|relations?|agreement|treaty|war|peace"
    r"|alliance|control|power|influence"
    r"|difference|border|link|out|up|off|over|down|away|back|together|years?|months?|weeks?|days?"
    r"|times?|people|well|far|long|late|early|similar|opposed|removed|intent|focused|dependent"
    r"|remain(?:ed)?|stay(?:ed)?|lived?|served?|worked?|[a-z]+ing)"
    r"(?: of)?\Z|\bto [a-z]+ .*\band [a-z]+\Z"
)
"""What is vague without where, with whom or for what."""
_PURPOSED = re.compile(
    r"\b(?:led|compelled|induced|urged|convinced|obliged|incitement|only|youngest|oldest|forced"
    r"|allowed|asked|ordered|caused|enabled|persuaded|helped|told|invited|encouraged"
    r"|permitted|required|inspired|prompted|provoked|wanted|continued|planned|refused|failed|sent"
    r"|able|likely|enough|too|chose|elected|appointed|intended|expected|said|us(?:ed|ing)|sought"
    r"|attempts?|efforts?|plans?|right|orders?|decision|ability|power)\b[^,;]*\Z"
)
"""What is told only with what was to be done: "led the town to sell it"."""
_BEHIND_ASIDE = re.compile(r", to ")
"""An infinitive that may go with the verb before an aside: "sent Pell, a guard, to put it down"."""
_LETS = re.compile(
    r"\b(?:allow|enable|force|permit|encourage|help|persuade) (?:[a-z]+ )?[a-z]+(?!.* to )|"
    r"\b(?:allow|forc|enabl|persuad|caus|permitt|encourag|order|ask|invit|authori[sz]|warn"
    r"|urg|advis)(?:ed|ing)\b(?!.* to )|\b(?:found|told)\b(?!.* to )"
)
_COUNT = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|twenty|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|percent))\Z"
)
_COUNTED = re.compile(r" (?:to|of|or|and)\b")
"""What stands behind a count that is not yet all of it: "five to ten", "two of the men"."""
_NEGATION = PrefilteredPattern(r"\b(?:not|never|no(?!\.)|hardly|without|rather)\b")
_LIMIT = re.compile(r",? (?:until|because|since|by|for|but|in order|so that|as)\b")
"""What turns a negation round where it is cut: "not sold until it burned"."""
_OPEN_LIST = re.compile(rf", (?={VERB.pattern})(?!.*\band\b)")
"""Predicates of which the last is still to come: "led the army, took the town"."""
_PARTICLE = re.compile(r"(?:hand|turn|tak|took|g[ai]v|carri|pass|hold|held)[a-z]* over\b")
"""A verb of two words, which are not cut apart: "hand over"."""
_SECOND_SUBJECT = re.compile(
    rf", and (?!(?:{VERB.pattern}))(?:(?!(?:{VERB.pattern}))(?:[^\s,;]|\d,\d)+ ){{0,6}}"
    rf"(?!(?:{VERB.pattern}))[^\s,;]+\Z"
)
"""The subject of another clause, which needs its verb: "it began, and two thousand guests"."""
_OPEN_CLAUSE = re.compile(
    r"\b(?:(?:in|of|from|to|under|for|on|by|with|at) which|where|when|while|because|although"
    rf")\b(?!.*(?:{VERB.pattern}))"
)
"""A clause whose verb is still to come: "a mill in which a barrel"."""
_BETWEEN = re.compile(r"\bbetween\b(?!.* and )")
_AS_SUBJECT = re.compile(rf" as (?:an?|the)(?: (?!(?:{VERB.pattern}))[^\s,;]+){{1,6}}\Z")
_VERB_AHEAD = re.compile(rf"(?! (?:and|but|that|which|who|when|where)\b)[^,;]*? (?:{VERB.pattern})")
"""What makes a subject of what stands behind "as": "burned as a crowd (of men left)"."""
_MOVED = re.compile(
    r"\b(?:rode|drove|walked|sailed|flew|marched|travelled|traveled"
    r"|(?:increased|grew|rose|declined|dropped) from)\b[^,;]*\Z"
)
"""A way that is told only with both of its ends."""
_SAYING = re.compile(
    r"\b(?:said|stated|announced|claimed|declared|reported|argued|noted|wrote|agreed"
    r"|believed)\b[^,;]*\Z"
)
_SAID_THAT = re.compile(r"\b(?:that|whether|how|why)\b(?!.*\b(?:that|whether|how|why)\b)")
_PAIRED = re.compile(
    r"\b(?:combin|replac|compar|provid|suppl[iy]|associat|equip+|link|merg)\w*\b[^,;]*\Z"
)
"""What is told only with what goes with it: "combined tales (with facts)"."""
_WEAK_WORDS = (
    "a", "an", "the", "his", "its", "their", "of", "in", "on", "at", "by", "for", "to", "from",
    "with", "and", "or", "but", "as", "into", "that", "which", "who", "whom", "whose", "under",
    "over", "about", "against", "between", "than", "then", "when", "where", "while", "after",
    "before", "during", "through", "near", "until", "since", "because", "was", "were", "had",
    "has", "is", "are", "not", "only", "at least", "also", "especially", "particularly",
    "mainly", "effective", "early", "late", "mid", "midway", "partway", "starting", "beginning",
    "dated",
)  # fmt: skip
_WEAK_END = re.compile(rf"(?:[ ,;:–—-]+(?:{'|'.join(_WEAK_WORDS)}))+\Z")


def has_weak_end(title: str) -> bool:
    """Whether the words at the end of a title need more behind them: "Ann left and then"."""
    # Few titles end so, and the pattern is tried at each space of one.
    return title.endswith(_WEAK_WORDS) and _WEAK_END.search(title) is not None


def drop_weak_end(title: str) -> str:
    """A title without the words at its end that need more behind them."""
    return _WEAK_END.sub("", title) if title.endswith(_WEAK_WORDS) else title


def shorten_title(title: str, start: int = 0) -> str:
    """Cut a title before a tail that it can do without, else at a word, with an ellipsis.

    Args:
        title: the title.
        start: where what must stay of it ends.
    """
    ellipsis = ""
    if len(title) > MAX_TITLE_CHARS:
        verb = find_main_verb(title)
        cut = _find_cut(title, verb, _TAILS, start)
        if not cut and len(title) > _MAX_UNCUT_CHARS and not _NEGATION.search(title):
            cut = _find_cut(title, verb, _LONG_TAILS, start)
            if not cut and (verb is None or verb.end() < _MAX_VERB_CHARS):
                ellipsis = "…"
                cut = title.rfind(" ", 0, MAX_TITLE_CHARS - 1) % MAX_TITLE_CHARS
        if cut:
            title = drop_weak_end(title[:cut].rstrip(EDGE_MARKS)).rstrip(EDGE_MARKS) + ellipsis
    for quote in find_open_quotes(title):
        title = title.replace(quote, "")
    return title


def _find_cut(
    title: str,
    verb: re.Match[str] | None,
    tails: tuple[tuple[re.Pattern[str], int], ...],
    start: int,
) -> int:
    """Where the loosest tail begins that leaves a title of the right length; 0 where none does."""
    verb_end = end_of_verb_group(title, verb) if verb else _MIN_CHARS_WITHOUT_VERB
    is_alone = verb is not None and verb_end > verb.end()
    floor = max(start, verb_end + _MIN_OBJECT_CHARS * (not is_alone))
    for tail, max_chars in tails:
        cuts = [
            match.start()
            for match in tail.finditer(title, floor)
            if match.start() <= max(max_chars, start + _MAX_CHARS_BEHIND)
            and _can_end_at(title, match.start())
            and not _OPEN_LIST.search(title[verb_end : match.start()])
            and not (tail is _CIRCUMSTANCE and _is_vague(title[verb_end : match.start()]))
            and not (
                tails is _TAILS and match.start() == verb_end and title.startswith(" by ", verb_end)
            )
        ]
        if cuts:
            return cuts[-1]
    return 0


def _can_end_at(title: str, cut: int) -> bool:
    """Whether a title says something whole, and nothing else, where it ends at a place."""
    kept = title[:cut]
    said_that = _SAID_THAT.search(kept)
    said = find_main_verb(title[said_that.start() :]) if said_that else None
    return not (
        _NEEDS_MORE.search(kept)
        or has_weak_end(kept)
        or _WITHIN_NAME.match(title, title.rfind(" ", 0, cut) + 1)
        or (_NEGATION.search(kept) and _LIMIT.match(title, cut))
        or (_COUNT.search(kept) and _COUNTED.match(title, cut))
        or (_LETS.search(kept) and " to " in title[cut:])
        or (title.startswith(" to ", cut) and _PURPOSED.search(kept))
        or (title.startswith(" with ", cut) and _PAIRED.search(kept))
        or (title.startswith((' "', " “"), cut) and VERB.fullmatch(kept.rpartition(" ")[2]))
        or (title.startswith(" that ", cut) and _SAYING.search(kept))
        or _PARTICLE.match(title, title.rfind(" ", 0, cut) + 1)
        or (said_that and said and cut < said_that.start() + said.end())
        or _ends_before_verb(title, cut)
        or _OPEN_CLAUSE.search(kept)
        or (_BETWEEN.search(kept) and " and " in title[cut:])
        or (_AS_SUBJECT.search(kept) and _VERB_AHEAD.match(title, cut))
        or (title.startswith((" from ", " to "), cut) and _MOVED.search(kept))
        or (_BEHIND_ASIDE.match(title, cut - kept.endswith(",")) and "," in kept[:-1])
        or (title.startswith("It ") and " that " in title[cut:])
        or is_open(kept)
    )


def _ends_before_verb(title: str, cut: int) -> bool:
    """Whether a cut parts the subject of a second clause from its verb."""
    second = _SECOND_SUBJECT.search(title, 0, cut)
    return (
        second is not None
        and VERB.search(title, 0, second.start()) is not None
        and VERB.search(title, cut) is not None
    )


def _is_vague(object_words: str) -> bool:
    """Whether what stands between a verb and a cut ends with what needs more, or a participle."""
    last = object_words.rpartition(" ")[2]
    return _NEEDS_PHRASE.search(object_words) is not None or VERB.fullmatch(last) is not None
