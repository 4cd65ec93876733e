"""French words of dates."""

MONTHS = (
    "janvier|janv", "fevrier|fevr|fev", "mars", "avril|avr", "mai", "juin", "juillet|juil",
    "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
SEASONS = ("printemps", "ete", "automne", "hiver")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
CUES = ("av", "apr", "siecle", "er", "eme", "annees", "mi")
PATTERNS = (
    (r"\bav(?:ant)?\.?\s?(?:j(?:esus)?\.?[\s-]?c(?:hrist)?\b\.?|notre ere)", " bc "),
    (r"\bapr(?:es)?\.?\s?j(?:esus)?\.?[\s-]?c(?:hrist)?\b\.?", " ad "),
    (r"\bde (?:notre ere|l ere commune)", " ad "),
    (r"\b1er\b", "1"),
    (r"\b(\d+|[ivxl]+)(?:e|eme|er|ere|re|nd|nde)\b(?=\s?(?:et|-|a|au|siecle|s\b|millenaire|moitie|quart))",
     r"\1th"),
    (r"\b(\d+|[ivxl]+)th\s?s\b\.?", r"\1th century"),
    (r"\b(?:annees|decennie) (\d{1,3}0)s?\b", r"\1s"),
    (r"\bjusqu (?:en|a|au)\b", "until"),
    (r"\ba partir (?:de|du|d)\b", "from"),
    (r"\bil y a ([\d. ]+?) ?(millions?|milliards?)? (?:d )?ans\b", r"\1 \2 years ago"),
    (r"\bpeut[- ]etre\b", "perhaps"),
    (r"\bau plus tard\b", "at the latest"),
    (r"\bau plus tot\b", "at the earliest"),
    (r"\bmi[- ]", "mid "),
    (r"\b(de|du) (.+) (?:a|au|aux) ", r"from \2 to "),
)  # fmt: skip
WORDS = {
    "siecle": "century", "siecles": "century", "millenaire": "millennium",
    "debut": "start", "fin": "end", "milieu": "middle", "courant": "",
    "vers": "about", "environ": "about", "env": "about", "avant": "before", "apres": "after",
    "depuis": "since", "des": "since", "jusque": "until", "entre": "between", "et": "and",
    "ou": "or", "a": "to", "au": "to", "aux": "to", "de": "", "du": "", "d": "", "l": "",
    "le": "", "la": "", "les": "", "en": "", "an": "", "annee": "", "premiere": "first", "premier": "first",
    "seconde": "second", "deuxieme": "second", "troisieme": "third", "quatrieme": "fourth",
    "dernier": "last", "derniere": "last", "moitie": "half", "tiers": "third",
    "quart": "quarter", "trimestre": "quarter", "semestre": "half", "decennie": "decade",
    "probablement": "probably", "sans": "", "doute": "probably", "paques": "easter", "noel": "christmas",
    "pentecote": "pentecost", "toussaint": "all saints", "saint": "st", "tot": "early",
    "million": "million", "millions": "million", "milliard": "billion", "milliards": "billion",
}  # fmt: skip
