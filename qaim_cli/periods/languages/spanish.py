"""Spanish words of dates."""

MONTHS = (
    "enero|ene", "febrero", "marzo", "abril|abr", "mayo", "junio", "julio", "agosto",
    "septiembre|setiembre", "octubre", "noviembre", "diciembre|dic",
)  # fmt: skip
SEASONS = ("primavera", "verano", "otono", "invierno")
WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
CUES = ("edad", "mas", "pronto", "siglo", "siglos", "s", "anos", "cristo", "a", "d")
PATTERNS = (
    (r"\ba(?:ntes)?\.?\s?(?:de\s)?c(?:risto)?\b\.?|\ba\.?\s?n\.?\s?e\b\.?", " bc "),
    (r"\bd(?:espues)?\.?\s?(?:de\s)?c(?:risto)?\b\.?", " ad "),
    (r"\b(?:los )?anos (\d{1,3}0)\b", r"\1s"),
    (r"\bdecada de (?:los )?(?:anos )?(\d{1,3}0)\b", r"\1s"),
    (r"\bhace (\d[\d.,]*) (millones|mil)? ?(?:de )?anos\b", r"\1 \2 years ago"),
    (r"\bs(?:iglos|s\.)\s([ivxl]+)\s?(?:y|e|-|al?)\s?([ivxl]+)\b", r"\1-\2 century"),
    (r"\bs\.?\s(?=[ivxl]+\b)", "century "),
    (r"\bdecada de los (\d0)\b", r"\1s"), (r"\b(?:los )?anos (\d0)\b", r"\1s"),
    (r"\bno (?:antes|anterior) (?:del?|al?)\b", "not before"),
    (r"\bno (?:despues|posterior|mas tarde) (?:del?|al?|que)\b", "not after"),
    (r"\ba mas tardar(?: en| el)?\b", "by"), (r"\bcomo (?:muy )?pronto(?: en)?\b", "notbefore"),
    (r"\b(?:poco|justo) (?=antes|despues)", ""),
    (r"\bdesde (.+) hasta ", r"from \1 to "), (r"\b(?:la )?edad media\b", "middle ages"),
    (r"\bantes del?\b", "before"), (r"\bdespues del?\b", "after"),
    (r"\b(?:a )?(?:principios|comienzos|inicios) del?\b", "start"),
    (r"\b(?:a )?mediados del?\b", "middle"),
    (r"\b(?:a )?(?:finales|fines) del?\b", "end"),
    (r"\b(?:alrededor|cerca) del?\b", "about"),
    (r"\ba partir del?\b", "from"),
    (r"\bdel? (.+) al? ", r"from \1 to "),
    (r"\b1o\b|\buno(?= de)", "1"), (r"\bviernes santo\b", "good friday"),
    (r"\bsemana santa\b", "holy week"),
)  # fmt: skip
WORDS = {
    "siglo": "century", "siglos": "century", "milenio": "millennium",
    "hacia": "about", "aproximadamente": "about", "desde": "since", "hasta": "until",
    "entre": "between", "y": "and", "e": "and", "o": "or", "u": "or", "a": "to", "al": "to",
    "de": "", "del": "", "el": "", "la": "", "los": "", "las": "", "en": "", "ano": "",
    "primera": "first", "primer": "first", "primero": "first", "segunda": "second",
    "segundo": "second", "tercer": "third", "tercera": "third", "cuarto": "quarter",
    "ultimo": "last", "ultima": "last", "mitad": "half", "tercio": "third",
    "trimestre": "quarter", "semestre": "half", "decada": "decade", "fin": "end",
    "principio": "start", "quiza": "perhaps", "quizas": "perhaps",
    "probablemente": "probably", "posiblemente": "possibly", "tal": "", "vez": "perhaps",
    "pascua": "easter", "viernes santo": "good friday", "semana": "week", "santa": "holy",
    "san": "st", "navidad": "christmas", "renacimiento": "renaissance", "barroco": "baroque",
    "epifania": "epiphany", "pentecostes": "pentecost", "mil": "thousand",
    "millones": "million", "inicio": "start", "comienzo": "start", "mediados": "middle",
}  # fmt: skip
