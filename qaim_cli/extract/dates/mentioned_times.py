"""Times that a sentence only compares with, plans, supposes, remembers or means."""

from __future__ import annotations

import re

from qaim_cli.extract.words.name_patterns import DATED_WORK_NOUNS
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern

_COMPARED_SINCE = PrefilteredPattern(
    r"\b(?:first|only|worst|best|largest|longest|highest|lowest|greatest|biggest|heaviest|hottest"
    r"|coldest|wettest|driest|deadliest|strongest|oldest|youngest|fastest|(?:most|least) \w+)"
    r"(?: [\w()-]+){0,14} since"
    r" (?:the )?(?:(?!and\b|but\b)(?:[^.;]|\bno\.){1,80} (?:in|on|of) (?:the )?)?\Z"
)
_WITHIN_CLAUSE = r"(?:(?!\b(?:but|and|when|who|which)\b)(?:[^,;:]|,(?=\d))){0,120}\Z"
_INTENDED = PrefilteredPattern(
    r"\b(?:intent on|(?:intend(?:ing|s|ed)?|hop(?:ing|es?|ed)|aim(?:ing|s|ed)?|plan(?:ning|s|ned)"
    r"|predict(?:ed|ing|s)?|forecast(?:ed|s)?|promis(?:ed|ing|es)|expect(?:ed|ing|s)?|scheduled"
    r"|slated|projected|(?:is|are) estimated) (?:to(?! have)|that)|(?:likely|meant) to(?! have)"
    r"|plans? (?:for [^,;]{1,30} )?to(?! have)"
    r"|(?:planned|scheduled|slated|due|intended) for"
    r"|(?:is|are|was|were) (?:due|set) to (?:be|open|close|begin|start|end|take|sail|leave|arrive"
    r"|appear|expire|become|run|go|come|move|play))\b" + _WITHIN_CLAUSE
)
"""What somebody meant to do, or foresaw, which need not have come about."""
_SUPPOSED = PrefilteredPattern(
    r"(?:\A|[,;] |\b(?:and|but|that) )(?:If|if|Unless|unless|Had(?= (?:he|she|it|they|the)\b))"
    r"(?! (?:not|only|any)\b) [^,;]{0,120}\Z"
    r"|(?<!asked )(?<!see )(?<!as )\bif (?:he|she|it|they|the) [^,;]{0,100}\Z"
)
"""What would have been: "Had she lived until 1850", "if the war had ended in 1916"."""
_COMMEMORATED = PrefilteredPattern(
    r"\b(?:anniversary|(?:bi|ter|quater|sesqui)?cent(?:enary|ennial)|jubilee|memory|remembrance"
    r"|commemorat(?:es?|ed|ing|ion)|memorial|monument|honou?r(?:s|ed|ing)?)\b"
    r"(?: (?:of|to))? [^,;]{0,80}\bof (?:the )?\Z"
    r"|\A(?:On|At|For|To (?:mark|celebrate|commemorate)) the (?:[\w-]+ )?(?:anniversary"
    r"|(?:bi|ter|quater|sesqui)?cent(?:enary|ennial)|jubilee) of [^,;]{0,80} (?:in|on) \Z"
)
"""What is remembered on the day of the event: "the centenary of the flood of 1850"."""
_MEANT = PrefilteredPattern(
    r"\b(?:(?:to )?(?:represent|symboli[sz]e|depict|portray|allude to|refer to|parallel|mirror)"
    r"|symboli[sz]es|represents|depicts|portrays|alludes to|refers to|parallels|mirrors|recalls"
    r"|paralleling|depicting|portraying|symboli[sz]ing|analogy (?:with|for|of|to)|analogue of"
    r"|portrayal of|depiction of|allegory (?:of|for)|reminiscent of|takes? place (?:in|on|during)"
    r"|(?:is|are) set (?:\w+ly )?(?:in|on|during|around|between)"
    rf"|(?:{DATED_WORK_NOUNS}|drama|series|thriller|comedy|tale)\b,? set (?:\w+ly )?(?:in|during)"
    r")\b" + _WITHIN_CLAUSE
)
"""What a work is about."""
_COMPARED = PrefilteredPattern(
    r"\b(?:(?:in comparison (?:to|with)|compared (?:to|with)|relative to) (?:[^,;]|,(?=\d)){0,80}"
    r"|(?:up|down|(?:an?|the) (?:[a-z]+ )?(?:increase|decrease|rise|fall|drop|decline|gain)) from"
    r" [\d$£€](?:[^,;]|,(?=\d)){0,30} (?:in|on) (?:the )?"
    r"|(?:against|versus|as opposed to) [\d$£€](?:[^,;]|,(?=\d)){0,30} (?:in|on) (?:the )?"
    r"|than (?:(?:in|on|for|during|that of|those of|that in|those in)"
    r"|(?:it|they|he|she) (?:was|were|did|had(?: been)?) (?:in|on)) (?:the )?)\Z"
)
"""What another time is held against: "more than in 2010"."""
COMPARED_TO = re.compile(r"\b(?:from|over|on|than)(?: in| that of)? \Z")
"""What stands before the time that a figure is held against: "up 2% from the previous year"."""
_COMPARED_IN_BRACKETS = PrefilteredPattern(
    r"\((?:(?:the|its|his|her|their) (?:first|second|third|last|latest|previous|other|next)"
    r"(?: \w+)? (?:being|having|was|were|in|on)|compared|versus|vs\.?|previously|up from|down from"
    r")\b[^()]*\Z|\bto date,? \(\Z"
)
"""What else was so at another time: "for the second time (the first being in 1905)"."""
_EXAMPLE_IN_BRACKETS = PrefilteredPattern(
    r"\b(?:[Ee]xamples?(?: of [^,;()]{1,60})? (?:include|are|is|was|were)|[Ff]or example|e\.g\."
    r"|[Ss]uch as|as in)\b[^;]*\([^()]{0,30}\Z"
)
"""What a date in brackets says of an example: "later films, such as The Ford (1951)"."""
_OUTLASTED = PrefilteredPattern(
    r"\b(?:that|which)(?: \w+)? (?:survived|lasted|endured|persisted|remained|continued|lived)"
    r"(?: [a-z]+){0,4} into (?:the )?\Z"
)
"""What came of an event much later: "a council that lasted well into the 19th century"."""
_NO_EVENT = (
    _COMPARED, _INTENDED, _MEANT, _COMPARED_SINCE, _OUTLASTED, _SUPPOSED, _COMMEMORATED
)  # fmt: skip
_NO_EVENT_IN_BRACKETS = (_COMPARED_IN_BRACKETS, _EXAMPLE_IN_BRACKETS)
_MAX_GOVERNED_CHARS = 160


def only_mentions_time(text: str, start: int, *, in_brackets: bool) -> bool:
    """Whether the words before a date compare with it, plan, suppose, remember or mean it."""
    first = max(0, start - _MAX_GOVERNED_CHARS)
    kinds = (*_NO_EVENT, *_NO_EVENT_IN_BRACKETS) if in_brackets else _NO_EVENT
    return any(each.search(text, first, start) for each in kinds)
