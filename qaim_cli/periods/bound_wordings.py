"""Wordings of bounds, hedges and parts of a unit, rewritten into the words of the grammar."""

from __future__ import annotations

from qaim_cli.periods.wording_rule import WordingRule

_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}

BOUND_RULES: tuple[WordingRule, ...] = (
    ("or", r"^(?:in|on|at) or (?:about|around|c\b\.?|ca\b\.?|near)\s?", "about "),
    ("or", r"^(?:in|on|at) or before\b", "by"),
    ("or", r"^before or (?:in|on|at)\b", "by"),
    ("or", r"^(?:in|on|at) or after\b", "notbefore"),
    ("or", r"^after or (?:in|on|at)\b", "notbefore"),
    ("either", r"^(?:in |on )?either\b", ""),
    ("certainly", r"\b(?:almost|nearly|virtually) certainly\b", "probably"),
    ("certainly", r"^certainly (?!by|before|after|until)", ""),
    ("ly ", r"\b(?:quite|very|most|more than) (?=probably|possibly|likely)", ""),
    ("likelihood", r"\bin all likelihood\b", "probably"),
    ("probability", r"\bin all probability\b", "probably"),
    ("ing ", r"^(?:beginning|starting|commencing) (?:in|on|from|with|as of)\b", "from"),
    ("ing ", r"^(?:ending|finishing) (?:in|on|with|by)\b", "until"),
    ("starting", r"^starting (?=\d)", "from "),
    ("as ", r"^as (?:from|of)\b", "from"),
    ("up to", r"\bup to (?=(?:the )?present|now|today)", "to "),
    ("as ", r"\bas (?:early|late|recently) as\b", ""),
    ("ly ", r"\b(?:shortly|immediately|presumably not long) (?=before|after|by)", ""),
    ("long", r"\bnot long (?=before|after)", ""),
    ("some", r"\b(?:some|any)\s?time (?=before|after|around|about|c|between|by|since|prior)", ""),
    ("o", r"\b(?:just|soon|well|long) (?=before|after)", ""),
    ("by ", r"\b(?:already|at least|certainly) (?=by\b|before\b|after\b|until\b)", ""),
    ("by or", r"\bby or before\b", "by"),
    ("point", r"\bat some (?:point|time) (?:in|during)\b", ""),
    ("within", r"\bwithin (?=\d)", ""),
    ("up to", r"(?<=\d) up to (?=\d)", " to "),
    (">", r"(?<=\d)\s?>\s?(?=\d)", " to "),
    ("→", r"\s?→\s?", " to "),
    ("prior", r"\bprior to\b", "before"),
    ("ante", r"\bante (?=\d)", "before "),
    ("up ", r"\bup until\b", "until"),
    ("ever", r"\bever since\b", "since"),
    ("through", r"\ball through\b", "throughout"),
    ("all of", r"\ball of\b", "throughout"),
    (
        "whole",
        r"\b(?:for )?(?:the )?whole(?: of)?(?= (?:the )?(?:\w+ )*(?:\d|century|year))",
        "throughout",
    ),
    ("<", r"<\s?(?=\d)(?!.*>)", "before "),
    (">", r"^>\s?(?=\d)", "after "),
    ("≤", r"≤\s?", "by "),
    ("≥", r"≥\s?", "notbefore "),
    ("±", r"^±\s?(?=\d)", "about "),
    ("≈", r"≈\s?", "about "),
    ("∼", r"∼\s?", "about "),
    ("+", r"^(.*\d)\s?\+$", r"from \1"),
    ("ff", r"^(.*\d)\s?ff\b\.?$", r"from \1"),
    ("seq", r"^(.*\d),? et seq(?:q|uentes|uentia)?\b\.?$", r"from \1"),
    (" and ", r"^(.*\d.*) and (?:later|after|afterwards?|following)$", r"from \1"),
    (
        "ly ",
        (
            r"\b(?:apparently|allegedly|reportedly|supposedly|purportedly|conceivably"
            r"|traditionally|arguably|seemingly)\b"
        ),
        "perhaps",
    ),
    ("than", r"\b(?:no|not) later than\b", "by"),
    ("than", r"\b(?:no|not) earlier than\b", "notbefore"),
    ("than", r"\blater than\b", "after"),
    ("than", r"\bearlier than\b", "before"),
    ("not", r"\bnot after\b", "by"),
    ("not", r"\bnot before\b", "notbefore"),
    ("quem", r"\b(?:terminus )?ante quem\b:?(?: non)?", "by"),
    ("quem", r"\b(?:terminus )?post quem\b:?(?: non)?", "notbefore"),
    ("taq", r"\btaq\b:?", "by"),
    ("tpq", r"\btpq\b:?", "notbefore"),
    ("latest", r"^(?:at (?:the )?latest,?\s)?(.*?),?\s?\b(?:at (?:the )?latest)?$", r"by \1"),
    (
        "earliest",
        r"^(?:at (?:the )?earliest,?\s)?(.*?),?\s?\b(?:at (?:the )?earliest)?$",
        r"notbefore \1",
    ),
    (" or ", r"^(.*\d.*?) or (?:earlier|before)$", r"by \1"),
    (" or ", r"^(.*\d.*?) or (?:later|after)$", r"notbefore \1"),
    (" or ", r"^(.*\d.*?) or (?:so|thereabouts)$", r"about \1"),
    ("there", r"^(.*\d.*?),? thereabouts$", r"about \1"),
    ("ish", r"\b(\d{3,4})-?ish\b", r"about \1"),
    ("x", r"\b(\d{3,4})\s?x\s?(\d{3,4})\b", r"between \1 and \2"),
    ("×", r"\b(\d{3,4})\s?×\s?(\d{3,4})\b", r"between \1 and \2"),
    ("x", r"\b(\d\d)(\d\d)\s?x\s?(\d\d)\b", r"between \1\2 and \1\3"),
    ("×", r"\b(\d\d)(\d\d)\s?×\s?(\d\d)\b", r"between \1\2 and \1\3"),
    ("x", r"^(.*\d) [x×] (?=.*\d)(.*)$", r"between \1 and \2"),
    ("×", r"^(.*\d) × (?=.*\d)(.*)$", r"between \1 and \2"),
    ("going", r"\b(?:(?:to|until|till|-)\s)?(?:still )?on-?going$", "- present"),
    ("date", r"\bto date$", "to present"),
    ("present", r"\bpresent (?:day|time|moment)\b", "present"),
    ("henceforth", r"\bhenceforth$", "onwards"),
    ("forward", r"\bforwards?$", "onwards"),
)

PART_RULES: tuple[WordingRule, ...] = (
    ("at ", r"\bat (?=(?:the )?(?:very )?(?:start|beginning|outset|end|close|turn|middle)\b)", ""),
    ("toward", r"\btowards? (?:the )?(?=start|beginning|end|close|middle)", ""),
    ("later", r"\b(?:the )?later (?=\d{1,4}(?:th|st|nd|rd|s)\b|\w+ century)", "late "),
    ("earlier", r"\b(?:the )?earlier (?=\d{1,4}(?:th|st|nd|rd|s)\b|\w+ century)", "early "),
    ("very", r"\b(?:very|fairly|rather) (?=early|late|start|beginning|end)", ""),
    ("end", r"\byear[ -]end(?: of)?\b", "end of"),
    ("opening", r"\b(?:opening|initial) (?=half|third|quarter|decade|week)", "first "),
    ("closing", r"\b(?:closing|concluding) (?=half|third|quarter|decade|week)", "last "),
    *(
        (
            f"first {word} ",
            rf"\b(?:the )?first {word} decades of (.*)",
            rf"between first decade of \1 and {_ORDINALS.split('|')[count - 1]} decade of \1",
        )
        for word, count in _COUNTS.items()
    ),
    *(
        (
            f"last {word} ",
            rf"\b(?:the )?last {word} decades of (.*)",
            rf"between {_ORDINALS.split('|')[10 - count]} decade of \1 and last decade of \1",
        )
        for word, count in _COUNTS.items()
    ),
    (
        "of",
        r"\b(?:the )?(?:first|early|opening|initial) (?:years|months|days|part|weeks) of\b",
        "early",
    ),
    (
        "of",
        (
            r"\b(?:the )?(?:last|final|closing|latter|later|late) (?:years|months|days|part"
            r"|weeks) of\b"
        ),
        "late",
    ),
    ("close", r"\b(?:at )?(?:the )?(?:very )?close of\b", "end of"),
    ("outset", r"\boutset of\b", "start of"),
    ("begin", r"\bbeginnings of\b", "start of"),
    ("midst", r"\bmidst of\b", "middle of"),
    ("latter", r"\blatter half\b", "second half"),
    ("-", r"\b(early|mid)\s?-\s?(?=(?:mid|late)\b)", r"\1 to "),
    ("- to", r"\b(early|mid|late)- (?=to\b)", r"\1 "),
    ("to-", r"\b(early|mid|late)-to-(?=\w)", r"\1 to "),
    ("first", r"\bfirst(?= part\b)", "early"),
    ("-", r"\b(early|mid|late|first|second)-(?=[a-z\d])", r"\1 "),
    ("mid", r"\bmid(?=\d)", "mid "),
)
