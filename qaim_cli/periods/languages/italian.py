"""Italian words of dates."""

MONTHS = (
    "gennaio|genn|gen", "febbraio|febbr", "marzo", "aprile", "maggio|magg|mag", "giugno|giu",
    "luglio|lug", "agosto", "settembre|sett", "ottobre|ott", "novembre", "dicembre|dic",
)  # fmt: skip
SEASONS = ("primavera", "estate", "autunno", "inverno")
WEEKDAYS = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica")
CUES = ("secolo", "entro", "non", "secoli", "sec", "anni", "cristo", "a", "d")
PATTERNS = (
    (r"\ba(?:vanti)?\.?\s?c(?:risto)?\b\.?", " bc "),
    (r"\bd(?:opo)?\.?\s?c(?:risto)?\b\.?", " ce "),
    (r"\b(?:gli )?anni  ?(\d{1,3}0)\b", r"\1s"),
    (r"\bsecoli\s([ivxl]+)\s?(?:e|-|al?)\s?([ivxl]+)\b", r"\1-\2 century"),
    (r"\b(?:fino|sino) (?:alla|all|ad?|al)\b", "until"),
    (r"\bprimo (?=(?:due|tre|quattro|cinque|sei|sette|otto|nove)cento)", "early "),
    (r"\btardo (?=(?:due|tre|quattro|cinque|sei|sette|otto|nove)cento)", "late "),
    (r"\b(\d[\d.,]*) (milioni|miliardi|mila)? ?(?:di )?anni fa\b", r"\1 \2 years ago"),
    (r"\bsec\b\.? ([ivxl]+),? (in|ex|med)\b\.?", r"s. \1 \2."), (r"\bsec\b\.?", "century"),
    (r"\bprima (?=meta)", "first "),
    (r"(?<!first )(?<!seconda )\bmeta(?: del?l?)?\b", "middle"),
    (r"\bnon (?:prima|anteriore) (?:del?l?|di|al?)\b", "not before"),
    (r"\bnon (?:oltre|dopo|posteriore al?|piu tardi del?l?)\b", "not after"),
    (r"\b(?:al piu tardi|entro)(?: nel)?\b", "by"), (r"\bal piu presto(?: nel)?\b", "notbefore"),
    (r"\b(?:poco )?(?:prima) (?:del?l?|di)\b", "before"), (r"\bpoco (?=dopo)", ""),
    (r"\bintorno (?:al?|del|alla)\b", "about"),
    (r"\ba partire (?:dal?|dall)\b", "from"),
    (r"\bdal? (.+) al? ", r"from \1 to "),
    (r"\b1o\b|\bprimo (?=\w+ \d{3})", "1 "),
)  # fmt: skip
WORDS = {
    "secolo": "century", "secoli": "century", "millennio": "millennium",
    "verso": "about", "circa": "about", "dopo": "after", "prima": "before", "dal": "since",
    "da": "since", "dall": "since", "fino": "until", "sino": "until", "tra": "between",
    "fra": "between", "e": "and", "o": "or", "a": "to", "al": "to", "ad": "to", "di": "",
    "del": "", "dell": "", "della": "", "degli": "", "il": "", "la": "", "lo": "", "l": "",
    "nel": "", "nell": "", "nella": "", "anno": "", "inizio": "start", "inizi": "start",
    "primi": "start",
    "fine": "end", "meta": "half", "primo": "first", "seconda": "second", "secondo": "second",
    "terzo": "third", "quarto": "quarter", "ultimo": "last", "trimestre": "quarter",
    "decennio": "decade", "forse": "perhaps", "probabilmente": "probably",
    "medioevo": "middle ages", "rinascimento": "renaissance", "barocco": "baroque",
    "risorgimento": "risorgimento", "ognissanti": "all saints", "epifania": "epiphany",
    "pasqua": "easter", "natale": "christmas", "pentecoste": "pentecost",
    "mila": "thousand", "milioni": "million", "miliardi": "billion",
    "duecento": "13th century", "trecento": "14th century", "quattrocento": "15th century",
    "cinquecento": "16th century", "seicento": "17th century", "settecento": "18th century",
    "ottocento": "19th century", "novecento": "20th century",
}  # fmt: skip
