// Days are whole numbers, 1 on 1 January of the year 1; years are astronomical (44 BC is -43).
// Beyond what Date can do: billions of years, and Julian days before the day of the switch.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const FOREVER = 1e18;
const YEAR = 365.2425;

const floorDiv = (a, b) => Math.floor(a / b);
const modulo = (a, b) => a - b * Math.floor(a / b);

class Calendar {
  // gregorianFrom: the first day number of the Gregorian calendar; null where it always holds.
  constructor(gregorianFrom) {
    this.gregorianFrom = gregorianFrom ?? -Infinity;
  }

  dayNumber(year, month, day) {
    const number = Calendar.gregorian(year, month, day);
    return number >= this.gregorianFrom ? number : Calendar.julian(year, month, day);
  }

  // The year, month and day of a day number.
  civil(number) {
    if (number < this.gregorianFrom) return Calendar.fromJulian(number);
    const era = floorDiv(number + 305, 146097);
    const day = number + 305 - era * 146097;
    const year = floorDiv(
      day - floorDiv(day, 1460) + floorDiv(day, 36524) - floorDiv(day, 146096), 365);
    const rest = day - (365 * year + floorDiv(year, 4) - floorDiv(year, 100));
    return Calendar.monthAndDay(era * 400 + year, rest);
  }

  monthLength(year, month) {
    const [next, following] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const last = this.civil(this.dayNumber(next, following, 1) - 1);
    return last[1] === month ? last[2] : 31;
  }

  static gregorian(year, month, day) {
    const y = month <= 2 ? year - 1 : year;
    const era = floorDiv(y, 400);
    const of = y - era * 400;
    return era * 146097 + of * 365 + floorDiv(of, 4) - floorDiv(of, 100)
      + Calendar.dayOfYear(month, day) - 305;
  }

  static julian(year, month, day) {
    const y = month <= 2 ? year - 1 : year;
    return y * 365 + floorDiv(y, 4) + Calendar.dayOfYear(month, day) - 307;
  }

  static fromJulian(number) {
    const day = number + 307;
    const era = floorDiv(day, 1461);
    const of = day - era * 1461;
    const year = Math.min(3, floorDiv(of, 365));
    return Calendar.monthAndDay(era * 4 + year, of - 365 * year);
  }

  // Years begin in March here, so that the leap day is the last.
  static dayOfYear(month, day) {
    return floorDiv(153 * (month + (month > 2 ? -3 : 9)) + 2, 5) + day - 1;
  }

  static monthAndDay(year, dayOfYear) {
    const shifted = floorDiv(5 * dayOfYear + 2, 153);
    const month = shifted + (shifted < 10 ? 3 : -9);
    return [year + (month <= 2 ? 1 : 0), month, dayOfYear - floorDiv(153 * shifted + 2, 5) + 1];
  }
}

const NUMBERS = new Intl.NumberFormat("en-US");
const grouped = number => number > 9999 ? NUMBERS.format(number) : String(number);

function shortNumber(number) {
  for (const [size, sign] of [[1e9, "bn"], [1e6, "M"]]) {
    if (number >= size) return `${Number((number / size).toPrecision(6)).toLocaleString("en-US")}${sign}`;
  }
  return grouped(number);
}

// A year as an axis shows it: 2004, 33 AD, 44 BC, 66 Ma.
function yearLabel(year) {
  if (year <= -1e5) {
    const [size, sign] = [[1e9, "Ga"], [1e6, "Ma"], [1e3, "ka"]].find(([least]) => -year >= least);
    return `${Number((-year / size).toPrecision(6)).toLocaleString("en-US")} ${sign}`;
  }
  if (year <= 0) return `${shortNumber(1 - year)} BC`;
  return year >= 1000 ? shortNumber(year) : `${year} AD`;
}

function dayLabel(calendar, number) {
  const [year, month, day] = calendar.civil(Math.floor(number));
  return `${day} ${MONTHS[month - 1].slice(0, 3)} ${yearLabel(year)}`;
}

// A day as ISO 8601 writes it, as addresses of views hold it.
function isoDay(calendar, number) {
  const [year, month, day] = calendar.civil(Math.floor(number));
  const sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  const two = n => String(n).padStart(2, "0");
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function readIsoDay(calendar, text) {
  const found = /^([+-]?\d{4,13})-(\d\d)-(\d\d)$/.exec(text || "");
  return found ? calendar.dayNumber(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}
