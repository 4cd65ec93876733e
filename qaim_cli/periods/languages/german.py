"""German words of dates."""

MONTHS = (
    "januar|jaenner|janner|jan", "februar|feber", "marz|maerz|mrz", "april", "mai", "juni",
    "juli", "august", "september", "oktober|okt", "november", "dezember|dez",
)  # fmt: skip
SEASONS = ("fruhling|fruhjahr|fruehling|fruehjahr", "sommer", "herbst", "winter")
WEEKDAYS = (
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag",
)  # fmt: skip
CUES = (
    "v", "n", "chr", "jh", "jhd", "jhdt", "er", "jahre", "jahren", "spatestens", "fruhestens",
    "michaelis", "jahr", "im", "am", "nicht", "kurz",
)  # fmt: skip
PATTERNS = (
    (r"\b(?:v|vor)\.?\s?(?:chr(?:istus|isti geburt)?\b\.?|u\.?\s?z\b\.?)", " bc "),
    (r"\b(?:n|nach)\.?\s?(?:chr(?:istus|isti geburt)?\b\.?|u\.?\s?z\b\.?)", " ad "),
    (
        r"\b(\d+)\.(?=\s*(?:und|bis|-|/|jahrhundert|jh|jahrtausend|jt|halfte|viertel|drittel|quartal|halbjahr))",
        r"\1th",
    ),
    (r"\b([ivxlc]+)\.(?=\s*(?:und|bis|-|/|jahrhundert|jh))", r"\1"),
    (r"\b(\d{1,3}0)er(?:[- ]?jahren?)?\b", r"\1s"),
    (
        r"\bvor (?:etwa |rund |ca\.? )?(\d[\d.,]*) ?(millionen|milliarden|tausend)? jahren\b",
        r"\1 \2 years ago",
    ),
    (r"\b(?:im jahre?|jahr) (?=\d)", ""),
    (r"\bnicht (?:vor|fruher als)\b", "not before"),
    (r"\bnicht (?:nach|spater als)\b", "not after"),
    (r"\b(?:kurz|bald|unmittelbar|gleich|lange) (?=vor|nach)", ""),
    (r"\b(?:in der )?nacht (?:vom|zum|des|auf den)\b", "vom"),
    (r"\b(?:der )?heilig(?:e[rn]?)? (?:drei konige?|dreikonig(?:e|stag)?)\b", "epiphany"),
    (r"\bspatestens\b", "by"),
    (r"\bfruhestens\b", "notbefore"),
    (r"\b(?:der|die|das|des|dem|den|im|am|in)\b", ""),
)
WORDS = {
    "jahrhundert": "century", "jahrhunderts": "century", "jh": "century", "jhs": "century",
    "jhd": "century", "jhdt": "century", "jahrhunderte": "century",
    "jahrtausend": "millennium", "jahrtausends": "millennium", "jt": "millennium",
    "anfang": "start", "beginn": "start", "mitte": "middle", "ende": "end",
    "fruhe": "early", "fruhes": "early", "fruhen": "early", "fruher": "early",
    "spate": "late", "spates": "late", "spaten": "late", "spater": "late",
    "um": "about", "etwa": "about", "gegen": "about", "ca": "about", "ungefahr": "about",
    "vor": "before", "nach": "after", "seit": "since", "ab": "from", "von": "from", "vom": "from",
    "mittelalter": "middle ages", "mittelalters": "middle ages", "bis": "until",
    "tausend": "thousand", "michaelis": "michaelmas",
    "karfreitag": "good friday", "zum": "", "zur": "", "zwischen": "between",
    "und": "and", "oder": "or", "jahr": "", "jahre": "", "zirka": "about",
    "renaissance": "renaissance", "barock": "baroque", "spatmittelalter": "late middle ages",
    "fruhmittelalter": "early middle ages", "hochmittelalter": "high middle ages",
    "neujahr": "new years day", "allerheiligen": "all saints", "allerseelen": "all souls",
    "fronleichnam": "corpus christi", "aschermittwoch": "ash wednesday",
    "palmsonntag": "palm sunday", "grundonnerstag": "maundy thursday",
    "himmelfahrt": "ascension", "epiphanias": "epiphany", "lichtmess": "candlemas",
    "martini": "martinmas", "johannis": "st john", "ostersonntag": "easter sunday",
    "ostermontag": "easter monday", "pfingstsonntag": "pentecost", "heiligabend": "christmas eve",
    "erste": "first", "ersten": "first", "erstes": "first", "zweite": "second",
    "zweiten": "second", "zweites": "second", "dritte": "third", "drittes": "third",
    "dritten": "third", "viertes": "fourth", "letzte": "last", "letztes": "last",
    "letzten": "last", "halfte": "half", "drittel": "third", "viertel": "quarter",
    "quartal": "quarter", "halbjahr": "half", "jahrzehnt": "decade",
    "vielleicht": "perhaps", "vermutlich": "probably", "wohl": "probably",
    "wahrscheinlich": "probably", "moglicherweise": "possibly",
    "ostern": "easter", "pfingsten": "pentecost", "weihnachten": "christmas",
    "heute": "present", "millionen": "million", "milliarden": "billion",
} | {
    stem + ending: english
    for stem, english in (
        ("viert", "fourth"), ("funft", "fifth"), ("sechst", "sixth"), ("siebt", "seventh"),
        ("siebent", "seventh"), ("acht", "eighth"), ("neunt", "ninth"), ("zehnt", "tenth"),
        ("elft", "eleventh"), ("zwolft", "twelfth"), ("dreizehnt", "thirteenth"),
        ("vierzehnt", "fourteenth"), ("funfzehnt", "fifteenth"), ("sechzehnt", "sixteenth"),
        ("siebzehnt", "seventeenth"), ("achtzehnt", "eighteenth"), ("neunzehnt", "nineteenth"),
        ("zwanzigst", "twentieth"),
    )
    for ending in ("e", "es", "en", "er")
}  # fmt: skip
