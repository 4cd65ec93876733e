"""Make a clause of its own of the part of a sentence that holds its date.

Most sentences date their main clause. Where the date stands in brackets, behind a participle, in
a clause before or behind the main one, that part is what happened then: "After serving as consul
in 1902, she retired" → "She served as consul". The date is `DATE_MARK` in all of these texts.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.named_events import EVENT_NOUNS, OTHER_PERSON
from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE, get_past_of_be
from qaim_cli.extract.words.openings import drop_opening
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.verbs import IRREGULAR_PARTICIPLE, PASSIVE_VERB, VERB, make_past
from qaim_cli.text import capitalise

_MAX_BRACKET_CHARS = 200
_MAX_NAME_CHARS = 80
_CAPITALISED = r"[\"“'‘]?[A-ZÀ-Þ\d][\w'’.&:/-]*[\"”!?]?"
_NOUN_WORDS = r"(?: (?!(?:the|an?|his|her|its|their|of|in|on|at|by|to|and)\b)[\w'’-]+){1,4}"
_NAME_BEFORE = re.compile(
    rf"{_CAPITALISED}(?: (?:(?:of|the|and|in|a|an|for|to|on|at|de|la|le|von|van|with|from|or)\s)*"
    rf"{_CAPITALISED})* ?\Z"
)
_NOUN_BEFORE = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir){_NOUN_WORDS} ?\Z")
_DATED_BRACKET = re.compile(
    rf"\((?P<said>[^()\x01]{{0,{_MAX_BRACKET_CHARS}}}\x01[^()]{{0,{_MAX_BRACKET_CHARS}}})\)"
)
_MANNER_BEFORE = re.compile(r"\b(?:without|with|by|after|under|despite) \Z")
"""What stands before a noun that only tells how: "surrendered without a fight (3 May 1950)"."""
_REIGN_BEFORE = re.compile(r"\b(?:times?|reign|age|era|days|rule|dynasty)(?: of)?(?: the)? \Z")
_IN_WORK = re.compile(
    r"\w (?:(?:described|wrote|written|explained|said|argued) in"
    r"|in (?:the|his|her|its|their) (?:[a-z]+ )?(?:book|novel|essay|film|play|poem|work"
    r"|song|article|paper|report|study|story|album))\Z"
)
_PLACE_BEFORE = re.compile(r"(?:[A-Z][a-z]+,? )?(?:[Ii]n|[Aa]t|[Ww]ith|[Bb]y|[Ff]or) (?:[^,]*)\Z")
_ONLY_A_DATE = re.compile(
    r"(?:[Rr]eleased|[Pp]ublished|c\.|ca\.|circa|since|from|until|in|about|around|first|late|early"
    r"|[\s,;:.?–-])*\x01(?:[\s,;:.?–-]|AD|CE|onwards?)*"
)
_NAMED_BRACKET = re.compile(r"(?P<name>[A-ZÀ-Þ][\w'’ .&-]{2,60}?),?(?: since| in| from| of)? ?\x01")
_BRACKET_PARTICIPLE = re.compile(
    r"(?:(?:originally|later|since|now|then|first|formerly|also|only|finally) )*"
    rf"(?:[a-z]{{2,20}}ed|given|taken|written|{IRREGULAR_PARTICIPLE})\b"
)
_CONJUNCTION = re.compile(r"\A(?:although|though|while|where|when|as|but|and) ")
_INTRANSITIVE = re.compile(r"(?:died|retired|closed|opened|ended|started|collapsed|failed)\b")
_PARTICIPLE_TAIL = re.compile(
    r"(?:,|, and| and) (?P<adverb>(?:(?:then|thus|thereby|subsequently|later|eventually|finally"
    r"|also|soon|first|again|only) )*)"
    r"(?!following|including|during|according|beginning|starting|ending|regarding|concerning"
    r"|letting"
    r"|excluding|being|owing|forcing|causing|making|bringing|allowing|marking|giving|prompting"
    r"|creating|enabling|leading|resulting|becoming|inflicting|ensuring|meaning|triggering"
    r"|sparking|raising|reducing|increasing|turning|establishing|culminating|depending|counting"
    r"|lasting|spring|king|bring|something|nothing"
    r"|anything|everything|evening|morning|building|meeting|leading to|resulting in)"
    r"(?P<verb>[a-z]{2,18}ing)\b"
    r"(?! (?!off|out|up|down|over|away|back|it|them|him|her|there|home)[a-z]+ ?\x01)"
    r"(?P<rest>[^;\x01]{0,200}\x01[^;,]{0,200})"
)
_OWN_GERUND = re.compile(r"\b(?:it|him|her|them|its|his|their) [a-z]+ing\b")
"""Who does what the main clause led to, who may do the next as well: "led to it closing"."""
_UNCLEAR_MAIN = re.compile(
    rf", with |\b(?:who|which|that|whose|while|when|because|although)\b|{_OWN_GERUND.pattern}"
)
"""What has a subject of its own before a participle, which may be the participle's."""
_ENDS_ASIDE = re.compile(r"(?:[^,]|(?<=\d),(?=\d))*, ?\x01\W*\Z")
"""A participle between commas, so that the date behind it is of the main clause."""
_TAIL_END = re.compile(r",? and [a-z]+ing\b|,? and \Z")
_DATED_OPENING = re.compile(
    r"(?:(?:[\w-]+ ){1,3}(?:years|months|weeks|days) (?:after|before)|By the time|After|Before"
    r"|Following|Although|Though|Since|Until|Despite|Upon|When) "
    r"(?P<said>[^,\x01]{2,160}\x01[^,]{0,80}), (?P<main>.+)"
)
_NOUN_BEHIND = re.compile(r"Following|Despite|Upon")
"""What stands before a noun, and not before a clause."""
_PARTICIPLE_OPENING = re.compile(
    r"(?P<verb>(?!King|Spring|Beijing|During|Following|Including|According|Beginning|Starting"
    r"|Ending|Being|Using|Citing|Dating|Regarding|Concerning|Depending|Owing"
    r"|Lasting)[A-Z][a-z]+ing)"
    r"(?P<rest> [^,;\x01]{0,120}\x01[^,;]{0,60}), (?P<main>.+)"
)
"""What the subject did before the main clause: "Returning to Birk in 1773, she became"."""
_NO_PERSONAL_SUBJECT = re.compile(
    r"\Z|(?:[Ii]t|[Tt]here|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b"
)
_PRONOUN = re.compile(r"he|she|it|they")
_PRONOUN_MAIN = re.compile(r"(?:it|they) ")
_BEING_DONE = re.compile(
    r", (?P<subject>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}|(?:the|his|her|its|their) [a-z]+)"
    r" (?P<verb>being)(?P<rest> (?:[a-z]+(?:ed|en|rn|lt|de)|made|sent|held)\b[^,;]*\x01[^,;]*)"
)
"""What is told beside the main clause: "they lived in Birk, Ann being born in 1859"."""
_WITH_PARTICIPLE = PrefilteredPattern(
    rf"(?:, (?:with (?=[\w'’-]+ )|(?=the [\w'’-]+ ))| with (?=(?:the|its|their) [\w'’-]+ ))"
    rf"(?!{_NO_PERSONAL_SUBJECT.pattern})"
    r"(?P<subject>(?:the )?"
    r"(?:(?!(?:who|which|that|and|of)\b)[\w'’-]+ ){0,4}?(?!during\b)[\w'’-]+)"
    r" (?P<verb>(?!being|having|including|during|following|according|depending)[a-z]{2,18}ing)"
    r"(?= \x01| (?:the|an?|his|her|its|their|in|on|at|to|from|by|for|with|as|up|out|off|over|into"
    r"|through)\b| [A-ZÀ-Þ]| [a-z]+ (?:\x01|to|in|on|for|at|from))"
    r"(?P<rest>[^,;\x01]*\x01[^,;]*)"
)
_EARLIER_PAST = re.compile(r"\bhad (?=[a-z]+ed\b)")
_HAVING = re.compile(
    rf",? having (?P<been>been )?(?P<deed>(?:[a-z]+ed|{IRREGULAR_PARTICIPLE})"
    r"\b[^,;\x01]*\x01[^,;]*)"
)
_OTHER_EVENT = re.compile(
    rf" and (?:(?:the|his|her|its|their|an?) |(?:[a-z]+ ){{0,2}}(?:{EVENT_NOUNS})\b)"
)
_TURNING_NOUN = re.compile(
    rf"(?:.* )?(?:(?i:{EVENT_NOUNS})|Peace|Treaty|Truce|Congress)(?: of [^\x01]*)? ?\x01\s*\Z"
)
_SAID_THAT = re.compile(
    r"\b(?:announced|agreed|decided|decreed|ordered|ruled|declared|learned|learnt|found|discovered"
    r"|noted|meant|ensured|revealed|confirmed|recalled"
    r"|(?<!\bwas )(?<!\bis )(?<!\bbeen )"
    r"(?:reported|stated|predict(?:ed)?|heard|said|planned|expected)"
    r"|wrote|shows?|showed|so|time|demanded|insisted|required|requested)"
    r" that (?P<said>[^;]{0,300}\x01[^;]*)"
    r"|\b(?:tells|relates|records|recounts|mentions) (?:how|that) (?P<told>[^;]{0,300}\x01[^;]*)"
)
"""What was announced; what is said by nobody in particular stays a claim."""
_OBJECT_RELATIVE = re.compile(
    rf"(?P<noun>(?:{_CAPITALISED}(?: {_CAPITALISED})*"
    rf"|\b(?:the|an?|his|her|its|their){_NOUN_WORDS})),?"
    r" (?:whom|which|that) (?P<subject>he|she|it|they|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    rf" (?P<verb>(?:had |later |also |then |first )*(?!did\b|had\b|was\b|is\b)(?:{VERB.pattern}))"
    r"(?P<rest>(?: [^,;\x01]*)?\x01)"
)
_OBJECT_RELATIVE_WORDS = (" whom ", " which ", " that ")
_PARTICIPLE = re.compile(r"(?!during|following|spring|evening|morning|building)[a-z]{2,}ing\b")
_ADVERB = re.compile(r"(?: (?:then|also|later|soon|first|thus))+\Z")
_LIMIT = re.compile(r" (?:until|till|before|after) (?P<said>[^,;\x01]{3,150}\x01[^,;]*)")
_PLACE_CLAUSE = PrefilteredPattern(
    rf",? (?:where|while|after which|at which point|during which|whereupon)"
    rf" (?P<said>(?={NOUN_PHRASE.pattern})[^;\x01]*\x01[^;]*)"
)
_PREDICATE_AHEAD = re.compile(rf", (?:and|but) ?\x01 ?(?:{VERB.pattern})")
"""What may be told of the main clause again: "in Birk, where it burned, but in 1950 left"."""
_ELLIPSIS = PrefilteredPattern(
    r",? (?:and|then) (?P<place>(?:in|at|to|from|into) [A-Z][\w'’ -]{1,40}?) ?\x01"
)
_DONE_BY = re.compile(
    r"(?:re)?(?:[a-z]+ed|taken|sold|bought|built|shot|sunk|overrun|won) (?:by|in|at|from|to|\x01)"
)
"""What was done to the subject of a clause: "it grew until captured by Pell"."""
_POINTS_BACK = re.compile(r"(?:that|this|which)\b|[^,]*\bdid and\b")
"""What begins no clause behind "after": "left after that and sold the mill"."""
_OWNED = re.compile(r"(?:his|her) ")
_TURNING_POINT = re.compile(r"\x01 ?,? (?:when|whereupon) (?P<said>.+)")


def take_bracketed_event(clause: str, *, is_listed: bool) -> str:
    """What a date in brackets dates: the clause in them, or the thing before them.

    Args:
        clause: the clause with its brackets.
        is_listed: whether its sentence has more dates in brackets, one behind each thing.
    """
    bracket = _DATED_BRACKET.search(clause)
    if bracket is None:
        return _strip_outer_brackets(clause)
    before, said = clause[: bracket.start()], bracket["said"].strip()
    name = _NAME_BEFORE.search(before[-_MAX_NAME_CHARS:])
    if name and _REIGN_BEFORE.search(before[: len(before) - len(name[0])]):
        return clause
    if named := _NAMED_BRACKET.fullmatch(said):
        return f"{named['name']} {DATE_MARK}"
    noun = name or _NOUN_BEFORE.search(before[-_MAX_NAME_CHARS:])
    thing = noun[0].strip() if noun else ""
    if _ONLY_A_DATE.fullmatch(said):
        around = clause[bracket.end() :] if _PLACE_BEFORE.match(before) else before
        is_told = VERB.search(around) or before.strip() == thing
        is_in_work = _IN_WORK.search(before.rstrip().removesuffix(thing).rstrip())
        is_manner = name is None and _MANNER_BEFORE.search(before.rstrip().removesuffix(thing))
        is_own = (is_listed and not is_manner) or (name is not None and (not is_told or is_in_work))
        return f"{thing} {DATE_MARK}" if thing and is_own else clause
    if _INTRANSITIVE.match(said) and thing:
        return f"{thing} {said}"
    if _BRACKET_PARTICIPLE.match(said) and thing:
        is_several = re.search(r"[a-rt-z]s\Z", thing) if name is None else " and " in thing
        return f"{thing} {'were' if is_several else 'was'} {said}"
    if relative := re.match(r"(?:which|who) (?=was|were|had|is|[a-z]+ed\b)", said):
        return f"{thing} {said[relative.end() :]}" if thing else clause
    if participle := _PARTICIPLE.match(said):
        subject = find_shared_subject(before, "").strip()
        rest = said[participle.end() :]
        return f"{subject} {_make_finite(participle[0], subject)}{rest}" if subject else clause
    said = _CONJUNCTION.sub("", said)
    return said if NOUN_PHRASE.match(said) and VERB.search(said) else clause


def take_turning_point(clause: str) -> str:
    """The clause of "until 1950, when it closed" that says what happened then."""
    match = _TURNING_POINT.search(clause)
    said = match["said"].partition(", ")[0] if match else ""
    return f"{said.rstrip(EDGE_MARKS)} {DATE_MARK}" if VERB.search(said) else clause


def take_dated_aside(clause: str, max_chars: int) -> str:
    """Take the clause that a date stands in, where it is not the main one; else all."""
    for take in (
        _take_reported,
        _take_limit,
        _take_place_clause,
        _take_object_relative,
        _take_opening,
        _take_absolute,
        _take_earlier_deed,
        _take_ellipsis,
    ):
        taken = take(clause)
        if taken != clause:
            return taken
    return _take_participle_tail(clause, max_chars)


def _take_reported(clause: str) -> str:
    """Take what was announced: "It said that the mill closed in 1950"."""
    may_report = " that " in clause or " how " in clause
    match = _SAID_THAT.search(clause) if may_report else None
    said = (match["said"] or match["told"]) if match else ""
    return said if VERB.search(said) else clause


def _take_limit(clause: str) -> str:
    """Take what ended or preceded the main clause: "ruled until the fall of Birk in"."""
    match = _LIMIT.search(clause)
    verb = VERB.search(clause)
    if match is None or verb is None or verb.start() > match.start():
        return clause
    said = match["said"].rstrip(EDGE_MARKS)
    if _OWNED.match(said) and OTHER_PERSON.search(clause, 0, match.start()):
        return clause
    main = drop_opening(clause, 0)
    if participle := _PARTICIPLE.match(said):
        subject = _ADVERB.sub("", find_shared_subject(main, "").strip())
        rest = said[participle.end() :]
        is_other = not subject or _OWN_GERUND.search(clause, verb.end(), match.start())
        return clause if is_other else f"{subject} {_make_finite(participle[0], subject)}{rest}"
    if _DONE_BY.match(said):
        subject = find_shared_subject(main, "").strip()
        return f"{subject} {get_past_of_be(subject)} {said}" if subject else clause
    is_told = NOUN_PHRASE.match(said) and VERB.search(said.partition(DATE_MARK)[0])
    if _POINTS_BACK.match(said):
        return clause
    return said if is_told or _names_event(said) else clause


def _make_finite(participle: str, subject: str) -> str:
    """Return the past tense of a participle behind a subject: "they", "being": "were"."""
    return get_past_of_be(subject) if participle == "being" else make_past(participle)


def _take_place_clause(clause: str) -> str:
    """Take what happened where the main clause ends: "in Rome, where he saw it in"."""
    match = _PLACE_CLAUSE.search(clause)
    if match is None or not VERB.search(match["said"].partition(DATE_MARK)[0]):
        return clause
    return clause if _PREDICATE_AHEAD.search(match["said"]) else match["said"]


def _take_object_relative(clause: str) -> str:
    """State the clause of "Ann, whom he married in 1950": "He married Ann"."""
    is_relative = any(word in clause for word in _OBJECT_RELATIVE_WORDS)
    match = _OBJECT_RELATIVE.search(clause) if is_relative else None
    if match is None or VERB.search(match["noun"]):
        return clause
    return f"{match['subject']} {match['verb']} {match['noun']}{match['rest']}"


def _take_opening(clause: str) -> str:
    """State the clause before the main one: "After serving in 1902, she left"."""
    if opening := _PARTICIPLE_OPENING.match(clause):
        subject = find_shared_subject(opening["main"], "").strip()
        is_other = _NO_PERSONAL_SUBJECT.match(subject) or VERB.search(opening["rest"])
        said = f"{subject} {_make_finite(opening['verb'].lower(), subject)}{opening['rest']}"
        return clause if is_other else said
    match = _DATED_OPENING.match(clause)
    if match is None or (_NOUN_BEHIND.match(clause) and _holds_clause(match["said"])):
        return clause
    said, main = match["said"], match["main"]
    if clause.startswith("When ") and (_PRONOUN.match(said) or not _PRONOUN_MAIN.match(main)):
        return clause
    first, _, rest = said.partition(" ")
    if first.endswith("ing") and first != "during":
        subject = find_shared_subject(main, "").strip()
        return f"{subject} {_make_finite(first, subject)} {rest}" if subject else clause
    if NOUN_PHRASE.match(said) and VERB.search(said):
        subject = find_shared_subject(main, "").strip() if _PRONOUN.fullmatch(first) else ""
        return _EARLIER_PAST.sub("", f"{subject or first} {rest}")
    return said if _names_event(said) else clause


def _holds_clause(said: str) -> bool:
    """Whether words hold a verb that is not of a relative clause of theirs."""
    verb = VERB.search(said)
    return verb is not None and not re.search(r"\b(?:that|which|who) ", said[: verb.start()])


def _names_event(said: str) -> bool:
    """Whether words name one event, with the date behind it."""
    return _TURNING_NOUN.match(said) is not None and not _OTHER_EVENT.search(said)


def _take_absolute(clause: str) -> str:
    """State what a participle says of its own subject: "with sales starting by 2005"."""
    match = _BEING_DONE.search(clause) or _WITH_PARTICIPLE.search(clause)
    if match is None or not VERB.search(clause, 0, match.start()):
        return clause
    subject = match["subject"]
    if VERB.search(subject):
        return clause
    verb = _make_finite(match["verb"], subject)
    return f"{capitalise(subject)} {verb}{match['rest']}"


def _take_earlier_deed(clause: str) -> str:
    """State what somebody had done before: "Ann sold it, having left Ash in 1950"."""
    match = _HAVING.search(clause) if " having " in clause else None
    subject = find_shared_subject(clause, "").strip() if match else ""
    if match is None or not subject or match.start() < len(subject):
        return clause
    if _UNCLEAR_MAIN.search(clause, 0, match.start()):
        return clause
    auxiliary = f"{get_past_of_be(subject)} " if match["been"] else ""
    return f"{subject} {auxiliary}{match['deed']}"


def _take_ellipsis(clause: str) -> str:
    """Add what is left unsaid before a date: "used in Rome, and in Gaul by 1200"."""
    match = _ELLIPSIS.search(clause)
    verb = VERB.search(clause)
    if match is None or verb is None or verb.start() > match.start():
        return clause
    if VERB.search(match["place"]) or VERB.match(clause[match.end() :].lstrip(EDGE_MARKS)):
        return clause
    passive = PASSIVE_VERB.match(clause, verb.start())
    end = passive.end() if passive else verb.end()
    return f"{clause[:end]} {match['place']} {DATE_MARK}"


def _take_participle_tail(clause: str, max_chars: int) -> str:
    """State a participle behind the main clause: ", leaving it in 1950" → "She left it"."""
    tails = [
        match
        for match in _PARTICIPLE_TAIL.finditer(clause)
        if not VERB.search(match["rest"].partition(DATE_MARK)[0])
    ]
    if not tails:
        return clause
    later = _find_later_participle(tails[-1])
    if not later and _ENDS_ASIDE.fullmatch(tails[-1]["rest"]):
        return f"{clause[: tails[-1].start()]} {DATE_MARK}"
    main = drop_opening(clause[: tails[-1].start()], max_chars)
    if _UNCLEAR_MAIN.search(main):
        return clause
    subject = find_shared_subject(main, "").strip()
    if not subject:
        return clause
    adverb, verb, rest = later or tails[-1].group("adverb", "verb", "rest")
    end = _TAIL_END.search(rest, rest.index(DATE_MARK))
    return f"{subject} {adverb}{make_past(verb)}{rest[: end.start()] if end else rest}"


def _find_later_participle(tail: re.Match[str]) -> tuple[str, str, str] | None:
    """Find the last participle before the date: ", taking the town and burning it"."""
    found = None
    for match in _PARTICIPLE_TAIL.finditer(f", {tail['verb']}{tail['rest']}", 3):
        found = match
    return (found["adverb"], found["verb"], found["rest"]) if found else None


def _strip_outer_brackets(clause: str) -> str:
    """Strip the brackets from a clause that is wholly in them."""
    if not clause.startswith("(") or DATE_MARK not in clause:
        return clause
    return clause[1:].replace(")", "", 1) if clause.count("(") == clause.count(")") else clause[1:]
