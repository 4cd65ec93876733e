// One date in the words of the search box, as `qaim list` reads it: its fields in any order.
// A date is { days, wide, about }: its first and last day, the same as wide as "about" reaches, and
// whether it says "about".

const numbered = (words, first = 1) => words.split(" ").map((word, at) => [word, first + at]);
const MONTH_NUMBERS = MONTHS.flatMap((name, at) => [
  [name.toLowerCase(), at + 1], [name.slice(0, 3).toLowerCase(), at + 1]]).concat([["sept", 9]]);
const ORDINALS = new Map(numbered("first second third fourth fifth sixth seventh eighth ninth tenth "
  + "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
  + "twentieth twenty-first").concat([["last", -1]]));
const FRACTIONS = { half: 2, third: 3, quarter: 4, decade: 10 };
const UNIT_YEARS = { century: 100, centuries: 100, millennium: 1000 };
const CIRCA = ["c", "ca", "circa", "about", "around", "approximately", "roughly", "approx", "~"];
const ERAS = { bc: "bc", bce: "bc", ad: "ad", ce: "ad" };
const FILLERS = ["of", "the", "in", "on", "during", ",", "."];

// What a word gives: a field and its value. Months are the first of so many; a part is its place
// from 0 in so many, and whether it is the start or end, which of a year is two months.
const DATE_FIELDS = new Map([
  ["month", MONTH_NUMBERS],
  ["months", [["spring", [3, 3]], ["summer", [6, 3]], ["autumn", [9, 3]], ["fall", [9, 3]],
    ["winter", [12, 3]], ["q1", [1, 3]], ["q2", [4, 3]], ["q3", [7, 3]], ["q4", [10, 3]],
    ["h1", [1, 6]], ["h2", [7, 6]]]],
  ["part", [["early", [0, 3]], ["mid", [1, 3]], ["middle", [1, 3]], ["late", [2, 3]],
    ["start", [0, 3, true]], ["beginning", [0, 3, true]], ["end", [2, 3, true]]]],
  ["weekday", numbered("monday tuesday wednesday thursday friday saturday sunday").flatMap(
    ([name, at]) => [[name, at], [name.slice(0, 3), at]])],
  ["era", Object.entries(ERAS)],
  ["about", CIRCA.map(word => [word, true])],
].flatMap(([field, words]) => words.map(([word, value]) => [word, [field, value]])));

const DATE_TOKEN = new RegExp([
  "(?<=^|\\.\\.|[a-z] )-\\d{4}(?:-\\d\\d){0,2}(?!\\d)", "(?<!\\d)\\d{4}-(?:0[1-9]|1[0-2])(?:-\\d\\d)?(?!\\d)",
  "\\d+(?:st|nd|rd|th)\\b", "\\d+'?s\\b", "[qh][1-4]\\b", "\\d+(?:,\\d{3})+(?!\\d)", "\\d+",
  "twenty-first", "\\p{L}+", "\\.\\.", "[-~,.]"].join("|"), "gu");
const ISO_PAIR = /^-?\d{4}(-\d\d){0,2}\/-?\d{4}(-\d\d){0,2}$/;
const ISO = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

// Spellings whose hyphens and dots join, and the same without; then a dash is a hyphen, but no minus.
const NAMED_MONTHS = [...DATE_FIELDS].filter(([word, [field]]) => word.length > 2 && /^month/.test(field)).map(([word]) => word);
const SPELLINGS = [
  [/…/g, ".."], [/[−‐‑]/g, "-"], [/’/g, "'"], [/\btwenty first\b/g, "twenty-first"],
  [/\b(early|mid|late|pre|post)-(?=\w)/g, "$1 "], [/\b(\d{4})-([qh][1-4])\b/g, "$1 $2"],
  [RegExp(`(?:\\b(\\d\\d?)-)?\\b(${NAMED_MONTHS.join("|")})-(\\d{4})\\b`, "g"),
    (_, day = "", month, year) => `${day} ${month} ${year}`],
  [/\b(b|c|a)\.\s?(c|e|d)\b(?:\.\s?(e))?\b\.?/g, (_, ...letters) => `${letters.slice(0, 3).join("")} `],
  [/(?<![\d-])(\d{4})[‒–—―](\d\d)(?![\d‒–—―-])/g, "$1 - $2"], [/^[‒–—―]/, ".."], [/[‒–—―]/g, "-"],
];

// The words, numbers and signs of a text; null where it holds anything else.
function splitDate(text) {
  const plain = SPELLINGS.reduce((shorter, [form, written]) => shorter.replace(form, written), text.toLowerCase()).trim();
  const tokens = plain.match(DATE_TOKEN) || [];
  if (/(?:~|\b(?:of|the|in|on|during|between)) -\d{4}/.test(plain)) return null;
  return tokens.join("") === plain.replace(/\s/g, "") ? tokens : null;
}

const ordinal = token => ORDINALS.get(token) ?? (/^\d+(?:st|nd|rd|th)$/.test(token) ? parseInt(token, 10) : null);
const isNumber = token => /^\d+$/.test(token || "");

// The fields of a date; null where a word has no meaning in one, or two give the same.
function readFields(tokens) {
  const fields = {}, rest = tokens.filter(token => !FILLERS.includes(token));
  while (rest.length) {
    const found = Object.entries(readNextFields(fields, rest));
    if (!found.length || found.some(([name]) => name in fields)) return null;
    Object.assign(fields, Object.fromEntries(found));
  }
  return Object.keys(fields).length ? fields : null;
}

// What the first of the words gives, which it takes away.
function readNextFields(fields, rest) {
  const token = rest.shift(), nth = ordinal(token), known = DATE_FIELDS.get(token);
  if (known) return { [known[0]]: known[1] };
  if (nth !== null) {
    const count = FRACTIONS[rest[0]], at = nth < 0 ? count - 1 : nth - 1;
    if (count) return rest.shift() && at >= 0 && at < count ? { part: [at, count] } : {};
    if (UNIT_YEARS[rest[0]]) return { nth, unit: UNIT_YEARS[rest.shift()] };
    return nth > 0 ? { day: nth } : {};
  }
  const decade = /^(\d{1,3}0)'?s$/.exec(token), iso = /-/.test(token) && ISO.exec(token);
  if (decade) return { decade: Number(decade[1]), digits: decade[1].length };
  if (iso) {
    if (token[0] === "-" && (rest.length || Object.keys(fields).length)) return {};
    const [, year, ...parts] = iso, [month, day] = parts.map(part => Number(part || 0));
    return { year: Number(year), digits: 4, ...month && { month }, ...day && { day } };
  }
  const digits = token.replace(/,/g, ""), number = Number(digits);
  if (!isNumber(digits) || digits.length > 12) return {};
  if (digits.length < 3 && !("day" in fields) && !isOnlyYear(fields, number, rest)) return { day: number };
  return { year: number, digits: digits.length };
}

// Whether a number of two digits can only be a year: "AD 33", "5 BC".
function isOnlyYear(fields, number, [next, behind]) {
  if ("year" in fields || (next === "ad" && isNumber(behind))) return false;
  return "era" in fields || next in ERAS || number < 1 || number > 31;
}

// The date of fields that say all; null where there is none such, or it has two readings.
function buildDate(calendar, fields) {
  if (!fields) return null;
  const { day, month, months, year, decade, nth, unit, part, era, weekday, about } = fields;
  const long = unit || decade !== undefined, inYear = [day, month, months].some(field => field !== undefined);
  if ((long && (inYear || year !== undefined)) || (unit && decade !== undefined) || (months && (month || day !== undefined))
    || (part && day !== undefined) || (weekday && day === undefined)) return null;
  const make = unit ? makeCentury : long ? makeDecade : year === undefined ? () => null : months ? makeSeason
    : month ? makeMonthOrDay : day === undefined ? makeYear : () => null;
  const found = make(calendar, fields, year === undefined ? null : yearOf(fields));
  if (!found || (weekday && modulo(found.days[0] - 1, 7) + 1 !== weekday)) return null;
  return { days: found.days, wide: about ? widen(calendar, found) : found.days, about };
}

function yearOf({ year, digits, era }) {
  if ((!era && (digits < 3 || digits > 5)) || ((era || digits < 4) && year < 1)) return null;
  return era === "bc" ? 1 - year : year;
}

const THIRDS = { 10: [0, 4, 7, 10], 100: [0, 33, 66, 100], 1000: [0, 333, 666, 1000] };

// A part of so many pieces, as the first and the one behind its last; null where they do not divide.
function cutPart(pieces, part, thirds) {
  const [at, count] = part || [0, 1];
  if (thirds && count === 3) return [thirds[at], thirds[at + 1]];
  if (!thirds && pieces % count) return null;
  return [at, at + 1].map(each => floorDiv(pieces * each, count));
}

function makeYears(calendar, first, count, part) {
  const [from, to] = cutPart(count, part, THIRDS[count]);
  const slack = count === 10 && !part && first >= 10 ? [60, 60] : [first + from, first + to - 1].map(yearSlack);
  const days = [calendar.dayNumber(first + from, 1, 1), calendar.dayNumber(first + to, 1, 1) - 1];
  return { days, wide: days, slack };
}

function makeMonths(calendar, year, [first, count], part) {
  const found = cutPart(count, part);
  if (!found) return null;
  const day = month => calendar.dayNumber(year + floorDiv(month - 1, 12), modulo(month - 1, 12) + 1, 1);
  const slack = part ? 1 : count;
  return { days: [day(first + found[0]), day(first + found[1]) - 1], slack: [slack, slack] };
}

function makeCentury(calendar, { nth, unit, era, part }) {
  if (nth < 1 || nth > 1e12 / unit || (part?.[1] === 10 && unit !== 100)) return null;
  return makeYears(calendar, era === "bc" ? 1 - nth * unit : (nth - 1) * unit + 1, unit, part);
}

// The 2000s are ten years or a hundred, and the 60s in any century.
function makeDecade(calendar, { decade, digits, era, part, isSure }) {
  if ((digits < 3 && !(era && decade)) || (decade % 100 === 0 && !isSure) || part?.[1] === 10) return null;
  return makeYears(calendar, era === "bc" ? -decade - 8 : decade, 10, part);
}

const makeSeason = (calendar, { months: named, part }, year) => year === null ? null : makeMonths(calendar, year, named, part);

function makeYear(calendar, { part }, year) {
  if (year === null) return null;
  if (!part) return makeYears(calendar, year, 1);
  const [at, count, isEdge] = part, found = makeMonths(calendar, year, [1, 12], isEdge ? [at && 5, 6] : part);
  return found && { ...found, slack: count === 3 ? [1, 1] : [12 / count, 12 / count] };
}

function makeMonthOrDay(calendar, { day, month, part }, year) {
  if (year === null || month > 12) return null;
  if (day === undefined && !part) return makeMonths(calendar, year, [month, 1]);
  const end = calendar.monthLength(year, month), cuts = { 2: [0, 15, end], 3: [0, 10, 20, end] }[part?.[1]];
  if (part && !cuts) return null;
  const numbers = part ? [cuts[part[0]] + 1, cuts[part[0] + 1]] : [day, day];
  const days = numbers.map(each => calendar.dayNumber(year, month, each));
  // A day that the month, or the calendar at its switch, does not have is another when read back.
  return days.every((each, at) => calendar.civil(each).join() === [year, month, numbers[at]].join()) ? { days, slack: null } : null;
}

// By how many months "about" a year may be off; before 3000 BC by half of its last place.
function yearSlack(year) {
  const stated = year > 0 ? year : 1 - year;
  const half = number => floorDiv(10 ** /0*$/.exec(String(number))[0].length, 2);
  if (year < -2999) return 12 * Math.max(1, half(stated), half(-year));
  return 12 * (stated % 50 === 0 ? 10 : stated % 10 === 0 ? 5 : 1);
}

// The days of a date that says "about": three more about a day, else as many months as its slack.
function widen(calendar, { days: [first, last], slack }) {
  if (!slack) return [first - 3, last + 3];
  const shift = (day, by) => {
    const [year, month] = calendar.civil(day), at = year * 12 + month - 1 + by;
    return calendar.dayNumber(floorDiv(at, 12), modulo(at, 12) + 1, 1);
  };
  return [shift(first, -slack[0]), shift(last + 1, slack[1]) - 1];
}
