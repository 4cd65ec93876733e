// Time on a line: days to even units and back, with long stretches without events cut short.

class Timescale {
  // cuts: pairs of days between which nothing happens; each takes a small share of the whole,
  // and what stands between two of them no less than can be read.
  constructor([first, last], cuts) {
    const left = cuts.reduce((days, [from, to]) => days - (to - from), last - first);
    const width = Math.max(left, 1) * Math.min(0.04, 0.3 / Math.max(1, cuts.length));
    const least = cuts.length ? Math.max(left, 1) * Math.min(0.1, 0.5 / cuts.length) : 1;
    this.cuts = [];
    this.days = [first];
    this.units = [0];
    let [day, at] = [first, 0];
    for (const [from, to] of cuts) {
      at += Math.max(from - day, least);
      this.days.push(from, to);
      this.units.push(at, at + width);
      this.cuts.push({ from: at, to: at + width, days: [from, to] });
      [day, at] = [to, at + width];
    }
    this.length = at + Math.max(last - day, least);
    this.days.push(last);
    this.units.push(this.length);
  }

  ticks(...wanted) { return ticks(...wanted); }

  unitOf(day) { return Timescale.between(this.days, this.units, day); }

  dayOf(unit) { return Timescale.between(this.units, this.days, unit); }

  // Where a value of one line stands on the other; beyond their ends both run evenly.
  static between(from, to, value) {
    if (value <= from[0]) return to[0] + value - from[0];
    const end = from.length - 1;
    if (value >= from[end]) return to[end] + value - from[end];
    let [low, high] = [0, end];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from[middle] <= value) low = middle; else high = middle;
    }
    const share = (value - from[low]) / (from[high] - from[low] || 1);
    return to[low] + share * (to[high] - to[low]);
  }
}

// Time by the logarithm of how long ago it was: the Big Bang and last year in one piece.
class LogScale {
  // now: the day that is counted back from.
  constructor([first, last], now) {
    this.now = now;
    this.cuts = [];
    this.oldest = LogScale.squeeze(now - first);
    this.length = this.unitOf(last);
  }

  unitOf(day) { return 1000 * (this.oldest - LogScale.squeeze(this.now - day)); }

  dayOf(unit) {
    const squeezed = this.oldest - unit / 1000;
    return this.now - (squeezed > 0 ? Math.exp(squeezed) : squeezed + 1);
  }

  // Ages below a day, and what is to come, run evenly.
  static squeeze(age) { return age > 1 ? Math.log(age) : age - 1; }

  // Round ages, or days of the calendar where the days in view are nearly as old as each other.
  ticks(calendar, first, last, pixels, room) {
    const [oldest, youngest] = [this.now - first, Math.max(1, this.now - last)];
    if (oldest < 3 * youngest) return ticks(calendar, first, last, pixels, room);
    const decade = pixels * Math.LN10 / (LogScale.squeeze(oldest) - LogScale.squeeze(youngest));
    const hasRoom = decade * Math.log10(2) > room;
    return ROUND_AGES.filter(({ days, isTen }) => days <= oldest && days >= youngest && (isTen || hasRoom))
      .map(({ days, label, isTen }) => ({ day: this.now - days, label, strong: isTen, isAge: true }));
  }
}

// An age as an axis has room for: 66 Ma, 12 ka, 500 years.
function yearsAgo(count) {
  const [least, size, sign] = [[1e9, 1e9, " Ga"], [1e6, 1e6, " Ma"], [1e4, 1e3, " ka"]].find(([least]) => count >= least) ?? [];
  return least ? `${NUMBERS.format(count / size)}${sign}` : countOf(count, "year");
}

const countOf = (count, unit) => `${NUMBERS.format(count)} ${unit}${count === 1 ? "" : "s"}`;

// 500, 200, 100, 50 … down to 1, for a power of 2.
const roundNumbers = power => Array.from({ length: power + 1 }, (_, at) => [5, 2, 1].map(digit => digit * 10 ** (power - at))).flat();

// The oldest first: how many days they are, and whether they are a power of ten.
const ROUND_AGES = [
  ...roundNumbers(12).map(count => ({ count, days: count * YEAR, label: yearsAgo(count) })),
  ...roundNumbers(2).filter(count => count < YEAR).map(count => ({ count, days: count, label: countOf(count, "day") })),
].map(age => ({ ...age, isTen: Number.isInteger(Math.log10(age.count)) }));

// Round units of time, finest first: how many days each has, and the days at which it begins.
const TICK_STEPS = [
  ...[1, 2, 5, 10].map(count => ({ days: count, kind: "day", count })),
  ...[1, 3, 6].map(count => ({ days: 30.44 * count, kind: "month", count })),
  ...Array.from({ length: 13 }, (_, power) => [1, 2, 5].map(digit => {
    const count = digit * 10 ** power;
    return { days: YEAR * count, kind: "year", count };
  })).flat(),
];

function* tickDays(calendar, { kind, count }, first, last) {
  let [year, month, day] = calendar.civil(Math.floor(first));
  if (kind === "year") {
    for (let at = Math.floor(year / count) * count; ; at += count) {
      // There is no year 0 among people: 100 BC is round, and so is 1 AD.
      const found = calendar.dayNumber(at > 0 ? at : at + 1, 1, 1);
      if (found > last) return;
      if (found >= first && (at !== 0 || count > 1)) yield found;
    }
  }
  if (kind === "month") {
    for (let at = year * 12 + Math.floor((month - 1) / count) * count; ; at += count) {
      const found = calendar.dayNumber(Math.floor(at / 12), modulo(at, 12) + 1, 1);
      if (found > last) return;
      if (found >= first) yield found;
    }
  }
  for (let at = Math.floor(first); at <= last; at++) {
    [year, month, day] = calendar.civil(at);
    if (at >= first && (count === 1 || ((day - 1) % count === 0 && (day < 30 || count === 1)))) yield at;
  }
}

// Labelled days from first to last, as many as have room: { day, label, strong }.
function ticks(calendar, first, last, pixels, room) {
  const least = (last - first) / Math.max(1, pixels / room);
  const step = TICK_STEPS.find(each => each.days >= least) ?? TICK_STEPS.at(-1);
  const found = [];
  for (const day of tickDays(calendar, step, first, last)) {
    const [year, month, of] = calendar.civil(day);
    const begins = month === 1 && of === 1;
    const label = step.kind === "year" ? yearLabel(year)
      : step.kind === "month" ? (begins ? yearLabel(year) : MONTHS[month - 1].slice(0, 3))
        : begins ? yearLabel(year) : of === 1 ? MONTHS[month - 1].slice(0, 3) : String(of);
    const strong = step.kind === "year" ? modulo(year, step.count * 10) === 0
      : begins || (step.kind === "day" && of === 1);
    found.push({ day, label, strong });
    if (found.length > 400) break;
  }
  return found;
}

// What stands at the left of an axis whose ticks leave the year or the month out.
function axisContext(calendar, day, step) {
  const [year, month] = calendar.civil(Math.floor(day));
  return step < 25 ? `${MONTHS[month - 1].slice(0, 3)} ${yearLabel(year)}` : step < 300 ? yearLabel(year) : "";
}
