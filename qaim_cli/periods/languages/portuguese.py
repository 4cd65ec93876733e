"""Portuguese words of dates."""

MONTHS = (
    "janeiro", "fevereiro|fev", "marco", "abril|abr", "maio", "junho", "julho", "agosto",
    "setembro|set", "outubro|out", "novembro", "dezembro|dez",
)  # fmt: skip
SEASONS = ("primavera", "verao", "outono", "inverno")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "sabado", "domingo")
CUES = ("idade", "feira", "mais", "nao", "seculo", "seculos", "sec", "anos", "cristo", "a", "d")
PATTERNS = (
    (r"\ba(?:ntes)?\.?\s?(?:de\s)?c(?:risto)?\b\.?", " bc "),
    (r"\bd(?:epois)?\.?\s?(?:de\s)?c(?:risto)?\b\.?", " ad "),
    (r"\b(?:os )?anos (\d{1,3}0)\b", r"\1s"),
    (r"\bdecada de (?:anos )?(\d{1,3}0)\b", r"\1s"),
    (r"\bha (\d[\d.,]*) (milhoes|mil)? ?(?:de )?anos\b", r"\1 \2 years ago"),
    (r"\b(?:seculos|secs\.)\s([ivxl]+)\s?(?:e|-|a)\s?([ivxl]+)\b", r"\1-\2 century"),
    (r"\bsec\b\.? ([ivxl]+),? (in|ex|med)\b\.?", r"s. \1 \2."), (r"\bsec\b\.?", "century"),
    (r"\b(?:no|nao) (?:antes|anterior) (?:d[eo]|a)\b", "not before"),
    (r"\b(?:no|nao) (?:depois d[eo]|posterior a|mais tarde que)\b", "not after"),
    (r"\b(?:o )?mais tardar(?: em)?\b", "by"), (r"\b(?:pouco|logo) (?=antes|depois|apos)", ""),
    (r"\bdesde (.+) ate ", r"from \1 to "), (r"\b(?:a )?idade media\b", "middle ages"),
    (r"\bantes d[eo]\b", "before"), (r"\bdepois d[eo]\b", "after"),
    (r"\b(?:no )?(?:inicio|comeco|principio)s? d[eo]s?\b", "start"),
    (r"\b(?:em )?meados d[eo]s?\b", "middle"),
    (r"\b(?:no )?(?:fim|final|fins|finais) d[eo]s?\b", "end"),
    (r"\b(?:por volta|cerca) d[eo]\b", "about"),
    (r"\ba partir d[eo]\b", "from"),
    (r"\bde (.+) a ", r"from \1 to "),
    (r"\bsegunda[- ]feira\b", "monday"), (r"\bterca[- ]feira\b", "tuesday"),
    (r"\bquarta[- ]feira\b", "wednesday"), (r"\bquinta[- ]feira\b", "thursday"),
    (r"\bsexta[- ]feira\b", "friday"),
    (r"\b1[oº]", "1"),
)  # fmt: skip
WORDS = {
    "seculo": "century", "seculos": "century", "milenio": "millennium", "apos": "after",
    "desde": "since", "ate": "until", "entre": "between", "e": "and", "ou": "or", "a": "to",
    "de": "", "do": "", "da": "", "dos": "", "o": "", "os": "", "em": "", "no": "", "na": "",
    "ano": "", "primeira": "first", "primeiro": "first", "segunda": "second",
    "segundo": "second", "terceiro": "third", "quarto": "quarter", "ultimo": "last",
    "ultima": "last", "metade": "half", "terco": "third", "trimestre": "quarter",
    "quartel": "quarter",
    "decada": "decade", "talvez": "perhaps", "provavelmente": "probably",
    "possivelmente": "possibly", "pascoa": "easter", "natal": "christmas",
    "renascimento": "renaissance", "renascenca": "renaissance",
    "mil": "thousand", "milhoes": "million", "inicio": "start", "fim": "end", "meados": "middle",
}  # fmt: skip
