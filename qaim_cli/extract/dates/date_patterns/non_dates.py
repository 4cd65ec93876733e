"""Numbers that are no dates, and only keep others from reading a part of them as one."""

from __future__ import annotations

from qaim_cli.extract.dates.date_patterns.pattern import NON_DATE_KIND, MentionPattern

NON_DATES = (
    MentionPattern(NON_DATE_KIND, r"(?<![\d:])\d{1,2}[:.]\d\d ?(?:hrs|hours|[ap]\.?m\b\.?)"),
    MentionPattern(NON_DATE_KIND, r"(?<![\d:])\d{1,2}:\d\d(?!\d)|(?<!\w)\d{1,2} ?[ap]\.?m\b\.?"),
    MentionPattern(
        NON_DATE_KIND, r"(?<!\w)\d{4} ?(?:hours|hrs)\b|(?<=\b[Aa]t )\d{4}(?! ?(?:BC|AD|CE))\b"
    ),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)\d+{th}(?: |-)(?!{a_month}|[Cc]entur|of\b|[Mm]illen)"
        r"(?:[A-Z]\w*|parallel|anniversary|meridian|division|birthday|floor|person)",
    ),
    MentionPattern(
        NON_DATE_KIND, r"(?<!\w)[$£€#] ?\d[\d,.]*|\d+ ?%|\d+\.\d+|\d{1,3}/\d{1,3}(?!\d| {a_month})"
    ),
    MentionPattern(NON_DATE_KIND, r"(?<![\w.])\d{1,3}(?:,\d{3})+(?! ?BC)"),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?:{a_month} \d{1,2}(?:{th})?|\d{1,2}(?:{th})?(?: of)? {a_month}) "
        r"(?:Movement|Brigade|Square|Street|Avenue|Boulevard|Bridge|Park|Stadium)(?!\w)",
    ),
    MentionPattern(NON_DATE_KIND, r"(?<![\w.])\d{3,4}{dash}\d{5,}(?! ?{era})"),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?!\d+[ -](?:hour|day|night|week|month|year|decade)s? {way})"
        r"(?:\d{1,3}|\d{5,}|{not_in}\d{4})(?: |-)(?:(?!{verb}|{a_month})[A-Za-z-]+ )?{counted}",
    ),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<![\w.])\d[\d,.]* ?(?:[A-Za-zµ°]{1,6}/(?:s|h|hr|m|km|kg|g|yr|year|day|cm|min|l|L|ha)"
        r"|[kKMGT](?:bits?|bps|B|Hz|Wh?|V|Pa|eV|J)|Hz|rpm|mph|psi|hp|ppm|°[CF]?)(?!\w)",
    ),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)\d{1,4} ?(?:{dash}|to|and|or|by) ?\d[\d,.]* ?"
        r"(?:mm|cm|km|m|ft|mi|kg|ha|km2|km²|mph|°C?|metres|meters|feet|miles)(?!\w)",
    ),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?:Earls?|Countess|Lords?) of (?:[A-Z]\w+,? (?:and|or) )?{full_month}(?! \d)",
    ),
    MentionPattern(NON_DATE_KIND, r"(?<=[\"“])(?<!\b[Ii]n [\"“])\d{3,4}(?=[\"”])"),
    MentionPattern(NON_DATE_KIND, r"(?<=\b[Uu]p to )\d{4} (?:[a-z]+ )?(?!{no_plural})[a-z]{2,}s\b"),
    MentionPattern(NON_DATE_KIND, r"{not_year}\d{4} [a-z]+ and \d[\d,]* [a-z]"),
    MentionPattern(NON_DATE_KIND, r"{not_year}(?<!\bof )\d{4}(?= (?:were|had|have|are)\b)"),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?:[Aa]bout|[Ss]ome|[Nn]early|[Aa]lmost|[Aa]pproximately|[Oo]ver) \d{4}"
        r" (?!{no_plural})[a-z]{2,}s\b",
    ),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?:(?:[Aa]bout|[Ss]ome|[Aa]round|[Nn]early|[Aa]lmost|[Aa]pproximately|[Oo]ver) )?"
        r"{not_of_year}\d{4}(?= in (?:the year )?(?:1\d{3}|20\d\d)(?!\w|,\d))",
    ),
    MentionPattern(NON_DATE_KIND, r"{not_year}\d{4} (?!{no_plural})[a-z]{2,}s\b"),
    MentionPattern(
        NON_DATE_KIND,
        r"(?<!\w)(?:Nos?\.|pp?\.|vol\.|Number|Resolution|Flight|Route|Highway|Article|Section"
        r"|Hill|Point|Order"
        r"|Directive|Boeing|Phase|Campaign|Convention|Act|Type|Model|Unit|Room|Page|Chapter)"
        r" \d[\d,.]*(?:[-–]\d+)?",
    ),
)
"""Times of day, ordinals, measures, and the numbers of things: "10:30", "400 km", "Flight 93".

Lands that are called as a month is, too: "the Earl of March".
"""
