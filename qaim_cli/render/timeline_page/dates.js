// The dates that the search box reads: years, months, days, decades, centuries and ranges of them.

const ISO = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const MONTH_NAMES = new Map(MONTHS.flatMap((name, at) => [
  [name.toLowerCase(), at + 1], [name.slice(0, 3).toLowerCase(), at + 1]]).concat([["sept", 9]]));
const MONTH = `(${[...MONTH_NAMES.keys()].sort((a, b) => b.length - a.length).join("|")})`;
const ERA = "(?:\\s*(bce?|ad|ce))";

const DATE_FORMS = [
  [ISO, (c, [, year, month, day]) => unit(c, Number(year), Number(month || 0), Number(day || 0))],
  [RegExp(`^${MONTH}\\.?,? (\\d{4})$`), (c, [, month, year]) => unit(c, Number(year), monthOf(month), 0)],
  [RegExp(`^(\\d\\d?)(?:st|nd|rd|th)? ${MONTH}\\.?,? (\\d{4})$`),
    (c, [, day, month, year]) => unit(c, Number(year), monthOf(month), Number(day))],
  [RegExp(`^${MONTH}\\.? (\\d\\d?)(?:st|nd|rd|th)?,? (\\d{4})$`),
    (c, [, month, day, year]) => unit(c, Number(year), monthOf(month), Number(day))],
  [RegExp(`^(\\d{1,12})${ERA}$`), (c, [, year, era]) => unit(c, ofEra(Number(year), era), 0, 0)],
  [/^(\d{2,3}[1-9]0|\d{2}[1-9]0)s$/, (c, [, year]) => years(c, Number(year), 10)],
  [/^(\d{3})x$/, (c, [, digits]) => years(c, Number(digits) * 10, 10)],
  [RegExp(`^(\\d{1,2})(?:st|nd|rd|th) century${ERA}?$`), (c, [, nth, era]) =>
    years(c, /^b/.test(era || "") ? 1 - Number(nth) * 100 : Number(nth) * 100 - 99, 100)],
];

const monthOf = name => MONTH_NAMES.get(name);
const ofEra = (year, era) => year === 0 ? null : era[0] === "b" ? 1 - year : year;

// The first and last day of a year, a month or a day; null where there is none such.
function unit(calendar, year, month, day) {
  if (year === null) return null;
  if (!month) return years(calendar, year, 1);
  if (month > 12) return null;
  const length = calendar.monthLength(year, month);
  if (day > length) return null;
  if (day) return [calendar.dayNumber(year, month, day), calendar.dayNumber(year, month, day)];
  return [calendar.dayNumber(year, month, 1), calendar.dayNumber(year, month, length)];
}

const years = (calendar, first, count) =>
  [calendar.dayNumber(first, 1, 1), calendar.dayNumber(first + count, 1, 1) - 1];

// The first and last day that a text means; null where this page cannot read it.
function readDate(calendar, text) {
  const plain = text.trim().toLowerCase().replace(/[‐‑‒–—―−]/g, "-").replace("…", "..");
  for (const [form, days] of DATE_FORMS) {
    const found = form.exec(plain);
    if (found) return days(calendar, found);
  }
  const range = /^(.*?)\s*\.\.\s*(.*)$/.exec(plain) || /^(\d{4})-(\d{4})$/.exec(plain);
  if (!range || !(range[1] || range[2])) return null;
  const first = range[1] ? readDate(calendar, range[1]) : [-FOREVER];
  const last = range[2] ? readDate(calendar, range[2]) : [0, FOREVER];
  return first && last && first[0] <= last[1] ? [first[0], last[1]] : null;
}

// Words beside a date that change what it means, which only `qaim list` understands.
const DATE_WORDS = new RegExp("^(?:" + [
  ...MONTH_NAMES.keys(), "c\\.?", "ca\\.?", "circa", "about", "around", "approximately", "roughly", "~",
  "early", "mid", "late", "beginning", "start", "end", "middle", "first", "second", "third", "last",
  "spring", "summer", "autumn", "fall", "winter", "half", "quarter", "[qh][1-4]", "before", "by",
  "until", "till", "to", "through", "after", "since", "from", "between", "today", "now", "yesterday",
  "tomorrow", "this", "next", "past", "ago", "days?", "weeks?", "months?", "years?", "decades?",
  "centur(?:y|ies)", "millenni(?:um|a)", "million", "billion", "bce?", "ad", "ce", "ma", "ga", "ka", "bp",
].join("|") + ")[,.]?$", "i");
const BARE_NUMBER = /^~?-?\d+(?:st|nd|rd|th|s|x)?[,.]?$/i;
