"""Days, months, seasons, years and longer units, with or without all that fixes them."""

from __future__ import annotations

from qaim_cli.extract.dates.date_patterns.pattern import (
    EVENT_NAME_KIND,
    RESTATED_KIND,
    Continuation,
    MentionPattern,
)

CALENDAR_DATES = (
    MentionPattern(
        "day", r"{start}(?P<year>\d{4})-(?P<month_of>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\w|-\d)"
    ),
    MentionPattern("day", r"{free}(?:{weekday},? )?{day} (?:of )?{month}{of_year}"),
    MentionPattern(
        "day of list",
        r"{free}(?P<day>\d{1,2}){th}?"
        r"(?=(?:(?: ?(?:{dash}|/) ?|,? ?(?:and|or|to|until|till|through|,) (?:the )?)"
        r"\d{1,2}{th}?){1,6} (?:of )?(?P<month>{a_month}))",
    ),
    MentionPattern(
        "day",
        r"(?<!\w)(?:{weekday},? )?{month} (?:the (?!\d+{th} (?:and \d+{th} )?{numbered_name}))?"
        r"{day}{of_year}",
    ),
    MentionPattern("day", r"{free}(?:[Tt]he )?{day_word} (?:day )?of {month}{of_year}"),
    MentionPattern(
        "day", r"(?<!\w){not_in}{month} the {day_word}{of_year}(?! [a-z]+ (?:of|time)\b)"
    ),
    MentionPattern("day", r"(?<!\w)(?:[Tt]he )?{nth_weekday} (?:of|in) {month}{of_year}"),
    MentionPattern(
        "day", r"(?<!\w)(?:[Tt]he )?last day of (?=(?P<month>{a_month})){last_day_of}{of_year}"
    ),
    MentionPattern("month", r"(?<!\w){week_of}{full_month}(?!,? (?:of )?\d)"),
    MentionPattern("month", r"(?<!\w){part}?{month},? (?:of )?(?:the year )?{year}"),
    MentionPattern("short year", r"(?<!\w){part}?{month} (?:of )?{short_year}"),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?(?P<season>[Ww]inter),? (?:of )?{year} ?[-–/] ?"
        r"(?:1\d|20)\d\d(?!\d)",
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season},? (?:of )?(?:the year )?{year}(?:[-–/]\d\d?(?!\d))?",
    ),
    MentionPattern("short year", r"(?<!\w)(?:{part}|[Tt]he )?{season} (?:of )?{short_year}"),
    MentionPattern(
        "century", r"(?<!\w){about}?{part}?{century}(?: |-)[Cc]entur(?:y|ies)(?: {era})?"
    ),
    MentionPattern(
        "century",
        r"(?<!\w){part}?{century}(?=,? (?:and|&|or|to) (?:the )?(?:(?:early|mid|late)[- ])?"
        r"(?:\d+{th}|\w+th|[\w-]+first)(?: |-)[Cc]entur(?:y|ies)(?: {era})?)",
    ),
    MentionPattern("decade", r"{start}{about}?{part}?(?P<decade>\d{2,3}0)['’]?s\b(?: {era})?"),
    MentionPattern(
        "year",
        r"{start}{part}?{circa}?(?P<year_of>\d{1,4})"
        r"(?= ?(?:{dash}|/|to|and|until|or) ?\d{1,4} ?{era})",
    ),
    MentionPattern("year", r"{start}{part}?{circa}?(?:[Tt]he years? )?{year}"),
    MentionPattern("short year", r"(?<!\w)(?P<circa>[Aa]round ){short_year}(?=[,.;)]|$)"),
    MentionPattern(
        "short year",
        r"{cue}{part}?{short_year}"
        r"(?=[,.;)]|$| (?![A-Z]\w+s\b)[A-Z]"
        r"| (?:the|[a-z]+ed|he|they|it|a|an|was|were|when|with|and)\b)",
    ),
    MentionPattern(
        "short year",
        r"(?<!\w){in}{part}?{short_year}"
        r"(?= (?:[A-Z]|(?:without|by|at|on|with|under|but|as|from|his|her|its|their)\b))",
    ),
    MentionPattern("short year", r"(?<=\(){circa}{short_year}(?=\))"),
    MentionPattern("short year", r"{cue}(?P<short>\d{3})(?={dash}\d{3}(?:[,.;)]|$| [A-Za-z]))"),
    MentionPattern(
        "short year",
        r"(?<=\b[Ii]n )(?P<short>[1-9]\d)(?=,(?! \d)| (?:the|he|she|they|it|a|an|[A-Z]))",
    ),
    MentionPattern(
        "short decade",
        r"(?<!\w)(?:{part}|(?:[Tt]he|[Tt]hat) (?:[Rr]oaring )?){short_decade}",
    ),
    MentionPattern(
        "month",
        r"(?<!\w)(?:{part}|{in}|(?<=\bspent )|(?<=\b[Ii]t was ))(?!May Day){full_month}"
        r"{of_that_year}(?!{day_behind}|['’]s [A-Z])",
    ),
    MentionPattern(
        "month", r"(?<!\w){cue}{full_month}{of_that_year}(?!{day_behind}| [A-Z]|['’]s [A-Z])"
    ),
    MentionPattern(
        "month",
        r"(?<!\w){full_month}(?=(?: ?(?:{dash}|/) ?|,? (?:and|or|to|until|till|through) |, )"
        r"(?:(?:early|mid|late)[ -])?{a_month})",
    ),
    MentionPattern(
        "month",
        r"(?:(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\btheir )|(?<=\bits ))(?!May)"
        r"{full_month}"
        r"(?= (?!on\b|of\b|through\b|from\b|towards?\b|into\b|against\b|{verb}|{predicate})"
        r"[a-z])",
    ),
    MentionPattern("month", r"(?<=\w ){full_month}(?= {event_noun})"),
    MentionPattern("month", r"^{full_month}(?=,| (?:was|were|saw|brought|had|also|to)\b)"),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season}"
        r"(?=(?: ?{dash} ?| (?:and|or|to|until|through) (?:the )?)"
        r"(?:(?:early|mid|late)[ -])?(?:spring|summer|autumn|fall|winter)\b)",
    ),
    MentionPattern("season", r"(?<!\w){season}(?= (?:[Oo]ffensive|[Cc]ampaign|[Ff]ighting)s?\b)"),
    MentionPattern(
        EVENT_NAME_KIND,
        r"(?<!\w)(?:{full_month}|(?P<season>Spring|Summer|Autumn|Winter))"
        r"(?= (?:[A-Z]\w+ )?{event_name})",
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?<!\bbeside )(?<!\bnear )"
        r"(?:{part}|{cue}|{cue}the |[Tt]he )(?!fall)(?![Ff]all){season}(?! ?{dash})"
        r"(?! (?:[A-Z]|(?:whose|time|of (?:fresh|hot) water)\b"
        r"|(?:[a-z]+ )?(?:offensive|campaign|season|quarters|line|war|break|palace|capital"
        r"|residence|house|heat|clothing|uniforms?)))",
    ),
    MentionPattern(
        "season",
        r"(?<!\w){in}(?:{part}|the )?(?P<season>spring|summer|autumn|winter)"
        r"(?= [A-Z])(?! (?:Olympic|Games|Palace|War|Offensive)\w*)",
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil|[Ll]ate|[Ee]arly) (?:in )?(?:the )?"
        r"(?P<season>fall)(?! of\b|\w)",
    ),
    MentionPattern(
        "day of month",
        r"(?<!\w)(?:[Oo]n )?{weekday},? (?:the )?(?P<day>\d{1,2}){th}(?!-|\w| (?:of|[A-Z]))",
    ),
    MentionPattern(
        "day of month",
        r"{bound_before}the (?P<day>\d{1,2}){th}"
        r"(?=[,.;:)]|$| \d[\d,]* (?:[a-z]+ )?{verb_form}"
        r"| (?:the|an?|s?he|it|they|his|her|their|its|that|when|did)\b"
        r"| (?:to|and|until) the \d+{th}(?:[,.;:)]|$))"
        r"(?! \w+ the \d+{th} (?:of )?{a_month})",
    ),
    MentionPattern(
        "day of month",
        r"(?:{part_of_day_before}|(?<=\b[Ss]ame day, ))the (?P<day>\d{1,2}){th}(?![-\w]| of\b)",
    ),
    MentionPattern(
        "day of month",
        r"(?:{bound_before}the |(?<!\w)[Oo]n the )(?P<day>\d{1,2}){th}{before_subject}",
    ),
    MentionPattern(
        "day of month",
        r"(?<!\w)[Oo]n the (?P<day>\d{1,2}){th}"
        r"(?!-| [A-Z]| (?:of|inst|ult|prox|day|anniversary|birthday|floor|hour|parallel|attempt"
        r"|century)\b)",
    ),
)
"""What is not said (a month without its year) is left to `anchor`."""

CONTINUATIONS = (
    Continuation(
        frozenset(("year", "month")),
        r"(?: ?(?:{dash}|/) ?(?=\d\d)|(?:{dash}|/))(?P<own>(?P<end_digits>\d\d?))"
        r"(?!\w|[.,:-]\d| ?{era}| (?:of )?{a_month})",
    ),
    Continuation(
        frozenset(("year", "short year", "month", "season")), r" ?{dash} ?(?P<own>{year})"
    ),
    Continuation(frozenset(("short year",)), r"{dash}(?P<own>(?P<short>\d{3}))(?!\w)"),
    Continuation(
        frozenset(("day",)),
        r"(?: ?(?:{dash}|,) ?|,? (?:and|or|to|until|till|through) (?:the )?)"
        r"(?P<own>{day}{of_year})(?! [A-Z]\w|{a_month}| (?:of )?{a_month}| {counted}"
        r"| (?!{no_plural})(?:[a-z]+ )?[a-z]{3,}s\b)",
    ),
    Continuation(
        frozenset(("day", "month", "year", "phrase")),
        r"(?:, | \(| ?{dash} ?)(?P<own>(?:only |just )?(?:"
        r"(?:the|{count_word}|\d{1,2}) (?:day|night|week|month|year)s? (?:after|before)"
        r"(?= (?:[A-Z]|(?:the|an?|he|she|it|they|his|her|its|their)\b))"
        r"|{count_word} (?:day|week|month|year)s? (?:later|earlier|afterwards?)(?=[,.;)]|$)"
        r"|the (?:(?:{nth}|first|last|final) (?:day|night|month|year) of"
        r"|(?:{nth}|first) anniversary of"
        r"|(?:[a-z]+est|worst|most [a-z]+) (?:[a-z]+ )?(?:day|night|month|year) (?:of|in|since))"
        r"(?!\w)))",
        RESTATED_KIND,
    ),
)
"""The 17 of "1915-17", the 19 of "April 17 and 19"."""
