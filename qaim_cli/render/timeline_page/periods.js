// The periods of the search box: a date, what lies before or after one, and ranges of two.

const OPEN_SIGNS = ["..", "-"];
const SEPARATORS = ["to", "until", "till", "through", "thru", "and", ...OPEN_SIGNS];
const reach = (date, change) => ({ ...date, days: change(date.days), wide: change(date.wide) });
const since = date => reach(date, ([first]) => [first, FOREVER]);
const until = date => reach(date, ([, last]) => [-FOREVER, last]);
// What is hedged stays so: before about 1450 is by about 1450.
const before = date => date.about ? until(date) : reach(date, ([first]) => [-FOREVER, first - 1]);
const after = date => date.about ? since(date) : reach(date, ([, last]) => [last + 1, FOREVER]);
const BOUNDS = { before, after, since, from: since, by: until, until,
  till: until, to: until, through: until, thru: until,
  "before end": until, "after start": since, "after beginning": since };
Object.assign(BOUNDS, { pre: before, post: after, "pre end": until, "post start": since, "post beginning": since });

const isSaying = token => !FILLERS.includes(token);
const isSeparator = token => SEPARATORS.includes(token);
const isEra = token => Object.hasOwn(ERAS, token.toLowerCase());
const isPart = token => DATE_FIELDS.get(token)?.[0] === "part";

// The period that a text means, as a date; null where this page cannot read it.
function readPeriod(calendar, text) {
  const plain = text.trim(), masked = /^(?=.{4}$)(\d+)(X+)$/.exec(plain);
  if (masked) return makeYears(calendar, masked[1] * 10 ** masked[2].length, 10 ** masked[2].length);
  // These have two readings: 2004-3 and 2004-21 are a month or season or a year, -44 is 44 or 45 BC.
  if (/^(\d+\s*-\s*(\d|2[1-9]|3\d|4[01])|-\d{1,3})$/.test(plain)) return null;
  const tokens = splitDate(ISO_PAIR.test(plain) ? plain.replace("/", "..") : plain);
  return tokens?.length ? readPhrase(calendar, tokens) : null;
}

// A bound or a range of dates, or a date alone.
function readPhrase(calendar, tokens) {
  const [first, ...rest] = tokens, last = tokens.at(-1);
  const start = tokens.slice(first === "from" || first === "since" ? 1 : 0, -1).filter(isSaying);
  if (last === "present" && rest.length > 1) return isSeparator(start.pop()) ? readBound(calendar, "since", start) : null;
  if (first === "between" || first === "from") {
    const at = rest.findIndex(isSeparator);
    if (at >= 0) return readRange(calendar, rest, at, false);
  }
  if (/^on(wards?)?$/.test(last)) return readBound(calendar, "since", start);
  if (first === "up" && rest[0] === "to") return readBound(calendar, "until", rest.slice(1));
  if (Object.hasOwn(BOUNDS, first)) return readBound(calendar, first, rest);
  const at = tokens.findIndex(isSeparator), left = tokens.slice(0, at), right = tokens.slice(at + 1);
  if (at < 0) return buildDate(calendar, readFields(tokens));
  if (left.length && right.length) return tokens[at] === "and" ? null : readRange(calendar, tokens, at);
  return OPEN_SIGNS.includes(tokens[at]) ? readBound(calendar, left.length ? "since" : "until", [...left, ...right]) : null;
}

// What lies on one side of a date, or of the whole of which it is an edge: "before the end of 1450".
function readBound(calendar, word, tokens) {
  const said = tokens.filter(isSaying), fields = readFields(said), edge = `${word} ${said[0]}`;
  const date = isBounding([fields]) && buildDate(calendar, fields);
  return date ? (BOUNDS[said[1] ? edge : word] ?? BOUNDS[word])(date) : null;
}

// Whether dates can bound others: "about" a part of one, or a century, reaches too far for that.
const isBounding = ends => ends.every(fields => fields && !(fields.part && fields.unit === 1000))
  && !(ends.some(({ about }) => about) && ends.some(({ part, unit, decade, era }) => part || unit || (decade && era)));

// The days from the date before a separator to the one behind it.
function readRange(calendar, tokens, at, isWhole = true) {
  let left = tokens.slice(0, at);
  const right = tokens.slice(at + 1), isOpen = OPEN_SIGNS.includes(tokens[at]);
  // "Winter 2003-04" is one winter.
  if (isOpen && left.at(-2) === "winter" && right.length === 1 && isNumber(right[0])) return null;
  if (isPart(left.at(-1)) && !left.some(token => /\d/.test(token))) left = [...left, ...right.filter(token => !isPart(token))];
  const isTight = isOpen && isNumber(left.at(-1)) && isNumber(right[0]);
  const ends = shareEra(left, right), fields = [ends[0], expandYear(...ends, isTight)].map(readFields);
  if (!fields.every(Boolean)) return null;
  shareFields(...fields);
  if (isWhole && fields[0].about) fields[1].about = true;
  const [start, end] = isBounding(fields) ? fields.map(each => buildDate(calendar, each)) : [];
  if (!start || !end || start.days[0] > end.days[1]) return null;
  return { days: [start.days[0], end.days[1]], wide: [start.wide[0], end.wide[1]], about: start.about || end.about };
}

// The era that only one end says: "10-5 BC", "AD 1-33".
function shareEra(left, right) {
  const isBare = isNumber(left.at(-1)) && left.slice(0, -1).every(token => !isSaying(token) || CIRCA.includes(token));
  if (isBare && right.length === 2 && right[1] in ERAS) return [[...left, right[1]], right];
  if (left.length === 2 && left[0] in ERAS && right.length === 1) return [left, [left[0], ...right]];
  return [left, right];
}

// The right end of 1914-18 with all digits of its year; empty where it has two readings.
function expandYear(left, right, isTight) {
  const year = left.filter(token => !(token in ERAS)).at(-1), shorts = right.filter(token => !(token in ERAS));
  const [short] = shorts;
  if (shorts.length !== 1 || !isNumber(short) || short.length > 2 || !/^\d{3,4}$/.test(year)) return right;
  let end = Number(year.slice(0, -short.length) + short);
  if (left.some(token => DATE_FIELDS.get(token)?.[0] === "month")) return [];
  if ([...left, ...right].some(token => ERAS[token] === "bc")) return isTight && end < year ? [] : right;
  if (end <= year && short.length === 1) return right;
  if (end <= year) end += 100;
  if (end - year > 50 && short !== "00") return [];
  return right.map(token => token === short ? String(end).padStart(year.length, "0") : token);
}

// Gives each end of a range what only the other says: "17-18 April 2004", "17th to 18th century".
function shareFields(left, right) {
  const hasYear = fields => ["year", "decade", "unit"].some(name => name in fields);
  const give = (from, to, names) => names.forEach(name => { if (name in from) to[name] ??= from[name]; });
  const said = hasYear(left);
  if ("day" in left && !("month" in left) && !said && right.unit) {
    left.nth = left.day;
    delete left.day;
  }
  if (!said) give(right, left, ["year", "digits", "decade", "unit", "nth"]);
  if (!hasYear(right)) give(left, right, ["year", "digits", "era"]);
  give(right, left, ["era"]);
  if ("day" in left) give(right, left, ["month"]);
  if ("day" in right) give(left, right, ["month"]);
  if (left.digits > 2 && right.digits < 3 && "decade" in left && "decade" in right) {
    Object.assign(right, { decade: floorDiv(left.decade, 100) * 100 + right.decade, digits: left.digits });
  }
  if ((left.decade + right.decade) % 100) left.isSure = right.isSure = true;
}

// Words that only `qaim list` understands beside a date.
const OTHER_WORDS = new RegExp("^(?:perhaps|probably|possibly|maybe|between|half|third|quarter|today|now|present|"
  + "yesterday|tomorrow|this|next|past|previous|ago|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
  + "millenni(?:um|a)|million|billion|ma|ga|ka|bp|onwards?|later|earlier|era)$");
const DATE_CUE = /\d|\b(?:century|centuries|millennium|decade)\b/i;
const BARE_NUMBER = /^~?-?\d+(?:st|nd|rd|th|s|x)?[,.]?$/i;

// Whether a word can be part of a date, and not of a text as easily.
function isDateWord(text) {
  const word = text.toLowerCase().replace(/[,.]+$/, "");
  return DATE_FIELDS.has(word) || ORDINALS.has(word) || Object.hasOwn(BOUNDS, word) || isSeparator(word) || OTHER_WORDS.test(word);
}
