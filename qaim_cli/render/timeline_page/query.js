// The query language of `qaim list`, as far as a page can answer it; what it cannot, it refuses.

const NO = 0, VAGUE = 1, POSSIBLE = 2, CERTAIN = 3;
const TOKEN = /([()])|(-)(?=[^\s-])|([xX]-[A-Za-z0-9_-]+|[A-Za-z_][A-Za-z_-]*):("[^"]*"|[^\s()"]*)|"([^"]*)"|([^\s()"]+)/y;
const ELSEWHERE = "this page cannot answer that; `qaim list` can";
const DATE_EXAMPLES = "write 2004, 2004-04-17, apr 2004, spring 2004, early 2005, 1990s, 19th century, 44 BC, "
  + "about 2003, since 2017 or 2003..2005";

const PERIOD_FIELDS = ["date", "in", "sure", "from", "to", "before", "after", "during"];

class QueryError extends Error {}

// How surely an event falls in the days first..last, by its bounds.
function matchDays(dates, first, last, surely) {
  if (certainlyIn(dates, first, last)) return CERTAIN;
  const parts = dates.parts || [dates];
  if (surely || !parts.some(({ reach: [from, to] }) => from <= last && to >= first)) return NO;
  const near = parts.some(({ near: [from, to] }) => from <= last && to >= first);
  return near && dates.vagueness <= 12 * (last - first + 7) ? POSSIBLE : VAGUE;
}

function certainlyIn(dates, first, last) {
  if (!dates.parts) return dates.sure[0] <= last && dates.sure[1] >= first;
  const inside = part => certainlyIn(part, first, last);
  return dates.all ? dates.parts.some(inside) : dates.parts.every(inside);
}

const daysTerm = (first, last, surely = false) => ({
  first, last, surely, match: event => matchDays(event.dates, first, last, surely) });
const plainTerm = test => ({ match: event => test(event) ? CERTAIN : NO });

const allOf = parts => parts.length === 1 ? parts[0] : {
  parts, match: event => Math.min(...parts.map(part => part.match(event))) };
const anyOf = parts => parts.length === 1 ? parts[0] : {
  match: event => Math.max(...parts.map(part => part.match(event))) };
const not = part => ({ match: event => {
  const found = part.match(event);
  return found === NO || found === CERTAIN ? CERTAIN - found : found;
} });

// What fields mean: a term for each, made of its value.
class Scope {
  constructor(data) {
    this.data = data;
    this.fields = {
      text: text => this.words(text, event => [event.title, event.summary]),
      title: text => this.words(text, event => [event.title]),
      id: text => plainTerm(event => event.id.startsWith(text.toLowerCase())),
      claim: text => this.claim(text),
      source: text => this.source(text),
      date: text => daysTerm(...this.period(text).wide),
      in: text => daysTerm(...this.period(text).wide),
      sure: text => daysTerm(...this.period(text).wide, true),
      from: text => daysTerm(this.period(text).wide[0], FOREVER),
      to: text => daysTerm(-FOREVER, this.period(text).wide[1]),
      before: text => daysTerm(-FOREVER, this.edge(text, 0) - 1),
      after: text => daysTerm(this.edge(text, 1) + 1, FOREVER),
      during: text => daysTerm(...this.period(text).days),
    };
    for (const name of data.own_fields) this.fields[name] = text => this.ownField(name, text);
    for (const { name } of data.facets) this.fields[name] ??= text => this.label(name, text);
    for (const quantity of ["killed", "wounded", "captured", "sources"]) {
      this.fields[quantity] = text => this.number(quantity, text);
    }
  }

  period(text) {
    const found = readPeriod(this.data.calendar, text);
    if (!found) throw new QueryError(`the date “${text}” is not read on this page; ${DATE_EXAMPLES}`);
    return found;
  }

  // The first or the last day of a period.
  edge(text, at) {
    const day = this.period(text).days[at];
    if (Math.abs(day) === FOREVER) throw new QueryError(`“${text}” has no ${at ? "end; write from:" : "start; write to:"}`);
    return day;
  }

  // Whether a field takes a text of several words whole.
  takes(field, text) {
    if (PERIOD_FIELDS.includes(field)) return readPeriod(this.data.calendar, text) !== null;
    return !/^(source|x-.*)$/.test(field) && Boolean(this.data.facet(field)?.find(text).size);
  }

  words(text, texts = null) {
    const phrases = [...text.matchAll(/"([^"]*)"/g)].map(found => fold(found[1])).filter(Boolean);
    const words = text.replace(/"[^"]*"/g, " ").split(/\s+/).map(fold).filter(Boolean);
    if (!phrases.length && !words.length) throw new QueryError(`“${text}” has no letter or digit`);
    return plainTerm(event => {
      const searched = texts ? haystack(texts(event)) : this.data.searchText(event);
      return words.every(word => hasWord(searched, word))
        && phrases.every(phrase => hasPhrase(searched, phrase));
    });
  }

  claim(text) {
    const wanted = { any: true, none: false }[text.toLowerCase()];
    if (wanted === undefined) return this.words(text, event => [event.claim]);
    return plainTerm(event => Boolean(event.claim) === wanted);
  }

  label(name, text) {
    const facet = this.data.facet(name);
    const found = facet.find(text);
    if (!found.size) throw new QueryError(`no event here has the ${name} “${text}”`);
    return plainTerm(event => event.labels[name].some(label => found.has(label)));
  }

  // A source, a place in one, or a place in a section: "livy", "livy 22.49", "Iraq War ¶4.2".
  source(text) {
    const words = text.trim().split(/\s+/), called = new Facet("source", "", this.data.sources);
    for (let count = words.length; count > 0; count--) {
      const found = called.find(words.slice(0, count).join(" "));
      if (found.size) return this.placeInSource(found, words.slice(count).join(" "));
    }
    const place = this.place(text.trim());
    if (!place.sections.size) throw new QueryError(`no event here has the source “${text}”`);
    return plainTerm(event => event.cited.some(place.test));
  }

  placeInSource(sources, text) {
    if (!text) return plainTerm(event => event.labels.source.some(id => sources.has(id)));
    const { test } = this.place(text), start = text.toLowerCase();
    const isAt = at => at.toLowerCase().startsWith(start) && !/[\p{L}\p{N}_]/u.test(at[start.length] ?? "");
    return plainTerm(event => event.cited.some(each => sources.has(each[3]) && (isAt(each[4]) || test(each))));
  }

  // A section as it is called, or else all that are called alike, and what lies in it.
  place(text) {
    const found = /^(.*?)\s*(?:¶\s*(\d{1,9})(?:[.:](\d{1,9}))?)?$/.exec(text);
    const all = this.data.sections, exact = all.filter(each => each === found[1]);
    const sections = new Set(exact.length ? exact : all.filter(each => fold(each) === fold(found[1])));
    const same = (wanted, number) => !Number(wanted || 0) || Number(wanted) === number;
    const test = ([section, paragraph, sentence]) =>
      sections.has(section) && same(found[2], paragraph) && same(found[3], sentence);
    return { sections, test };
  }

  // A field of a timeline's own: words in a value, or a comparison of numbers.
  ownField(name, text) {
    const wanted = { any: true, none: false }[text.toLowerCase()];
    if (wanted !== undefined) return plainTerm(event => event.labels[name].length > 0 === wanted);
    const number = value => /^-?\d{1,15}(,\d{3})*(\.\d{1,15})?$/.test(value) ? Number(value.replace(/,/g, "")) : NaN;
    const compared = /^(>=|<=|>|<|=)\s*(\S+)$/.exec(text), range = /^(\S*?)\.\.(\S*)$/.exec(text);
    const has = test => plainTerm(event => event.labels[name].some(test));
    if (compared) {
      const than = number(compared[2]);
      if (Number.isNaN(than)) throw new QueryError(`${name} cannot be “${text}”; compare with a number: ${name}:>3`);
      const tests = { ">": value => value > than, ">=": value => value >= than, "<": value => value < than,
        "<=": value => value <= than, "=": value => value === than };
      return has(value => tests[compared[1]](number(value)));
    }
    const [low, high] = range ? [range[1] ? number(range[1]) : -Infinity, range[2] ? number(range[2]) : Infinity] : [NaN, NaN];
    if (low > high) throw new QueryError(`${name} cannot be “${text}”; put the smaller number first`);
    if (text !== ".." && low <= high) return has(value => number(value) >= low && number(value) <= high);
    if (!Number.isNaN(number(text))) {
      return has(value => Number.isNaN(number(value)) ? hasPhrase(haystack([value]), fold(text)) : number(value) === number(text));
    }
    const phrase = fold(text);
    return has(value => value === text || (phrase && hasPhrase(haystack([value]), phrase)));
  }

  number(quantity, text) {
    const found = /^(>=|<=|>|<|=)?(\d{1,12})$|^(\d{0,12})\.\.(\d{0,12})$/.exec(text.replace(/[, ]/g, ""));
    if (!found) throw new QueryError(`${quantity} cannot be “${text}”; write ${quantity}:>10 or ${quantity}:5..25`);
    const number = Number(found[2]);
    const [low, high] = found[2] === undefined
      ? [Number(found[3] || 0), Number(found[4] || Infinity)]
      : { ">": [number + 1, Infinity], ">=": [number, Infinity], "<": [0, number - 1], "<=": [0, number] }[
        found[1]] || [number, number];
    return { match: event => {
      const bounds = event.numbers[quantity];
      if (!bounds || bounds[0] > high || (bounds[1] ?? Infinity) < low) return NO;
      return low <= bounds[0] && (bounds[1] ?? Infinity) <= high ? CERTAIN : POSSIBLE;
    } };
  }
}

class Parser {
  constructor(text, scope) {
    this.scope = scope;
    this.tokens = Parser.scan(text.split(/\s+/).filter(Boolean).join(" "));
    this.at = 0;
    this.depth = 0;
  }

  static scan(text) {
    const tokens = [];
    for (let at = 0; at < text.length;) {
      if (text[at] === " ") { at += 1; continue; }
      TOKEN.lastIndex = at;
      const found = TOKEN.exec(text);
      if (!found) throw new QueryError("the quote is never closed");
      const [all, bracket, minus, field, value, phrase, word] = found;
      tokens.push(
        bracket ? { kind: "bracket", text: all } : minus ? { kind: "minus", text: all, start: at }
          : field !== undefined ? { kind: "field", text: field, value: value.replace(/^"|"$/g, ""), isQuoted: value.endsWith('"') }
            : phrase !== undefined ? { kind: "phrase", text: all, value: phrase }
              : { kind: "word", text: word, start: at });
      at += all.length;
    }
    return tokens;
  }

  query() {
    const parsed = this.either();
    if (this.peek()) throw new QueryError("there is a closing bracket too many");
    return joinHalves(parsed);
  }

  either() {
    const parts = [this.both()];
    while (this.take("word", "or")) parts.push(this.both());
    return anyOf(parts);
  }

  both() {
    const parts = [this.one()];
    for (let token; (token = this.peek()) && token.text !== ")" && !Parser.is(token, "word", "or");) {
      this.take("word", "and");
      parts.push(this.one());
    }
    return allOf(parts);
  }

  one() {
    const token = this.peek();
    if (!token) throw new QueryError("the query ends where something should follow");
    if (++this.depth > 50) throw new QueryError("the query is nested too deeply");
    const found = this.negatedOrTerm(token);
    this.depth -= 1;
    return found;
  }

  negatedOrTerm(token) {
    const behind = this.tokens[this.at + 1];
    if (token.kind === "minus" && behind?.start === token.start + 1 && /^\d{3,}/.test(behind.text)) {
      throw new QueryError(`“-${behind.text}” is not ${behind.text}, or a year BC; write not or date:`);
    }
    if (this.take("word", "not") || this.take("minus", "-")) return not(this.one());
    if (token.kind === "word" && /^(and|or)$/i.test(token.text)) {
      throw new QueryError(`“${token.text}” has nothing before it`);
    }
    this.at += 1;
    if (token.text === "(") {
      const inside = this.either();
      if (!this.take("bracket", ")")) throw new QueryError("the bracket is never closed");
      return inside;
    }
    if (token.text === ")") throw new QueryError("there is nothing to close here");
    if (token.kind === "phrase") return this.scope.words(token.text);
    return token.kind === "word" ? this.dateOrWord(token) : this.field(token);
  }

  field(token) {
    const name = token.text.toLowerCase();
    const make = Object.hasOwn(this.scope.fields, name) ? this.scope.fields[name] : null;
    if (!make) throw new QueryError(`“${token.text}:” is not known here; ${ELSEWHERE}`);
    if (!token.value) throw new QueryError(`“${name}:” has no value`);
    return make(token.isQuoted ? token.value : this.longestValue(name, token.value));
  }

  // A value with the words behind it that belong to it, the most that do.
  longestValue(field, value) {
    const words = [value, ...this.following(value)];
    let count = words.length;
    while (count > 1 && !this.scope.takes(field, words.slice(0, count).join(" "))) count -= 1;
    if (PERIOD_FIELDS.includes(field)) this.refuseMore(words, count);
    this.at += count - 1;
    return words.slice(0, count).join(" ");
  }

  // The plain words from here on; "between" and "from" go on beyond an "and".
  following(first) {
    const stop = /^(between|bet|from)$/i.test(first) ? /^(or|not)$/i : /^(and|or|not)$/i;
    const tokens = this.tokens.slice(this.at, this.at + 8);
    const end = tokens.findIndex(token => token.kind !== "word" || stop.test(token.text));
    return tokens.slice(0, end < 0 ? tokens.length : end).map(token => token.text);
  }

  // The days that the most words from this one on mean, else the word itself.
  dateOrWord(token) {
    const words = [token.text, ...this.following(token.text)];
    for (let count = words.length; count > 0; count--) {
      const text = words.slice(0, count).join(" ");
      if (words[count - 1].includes(",") || !DATE_CUE.test(text) || /^((of|the|on|during) )*\d{1,3}$/i.test(text)) continue;
      const period = readPeriod(this.scope.data.calendar, text);
      if (!period) continue;
      const earlier = this.tokens[this.at - 2];
      if (earlier?.kind === "word" && isDateWord(earlier.text) && earlier !== this.dateEnd) break;
      this.refuseMore(words, count);
      this.at += count - 1;
      this.dateEnd = this.tokens[this.at - 1];
      return daysTerm(...period.wide);
    }
    // "3rd Battalion" and "100 people" are words, "12 mars 2004" is a date in another language.
    const next = words[1] || "", isCount = /^\d{1,3}(st|nd|rd|th)?$/i.test(token.text)
      && !isDateWord(next) && !words.slice(1, 4).some(word => /\d{3}/.test(word) || isEra(word));
    if ((BARE_NUMBER.test(token.text) && !isCount) || /^\d{4}-|^\d+\/\d+\/\d+|\.\./.test(token.text)
      || (isDateWord(token.text) && (BARE_NUMBER.test(next) || isDateWord(next)) && words.some(word => DATE_CUE.test(word)))) {
      this.refuseDate(words);
    }
    return this.scope.words(token.text);
  }

  // Refuses a date whose next word may belong to it, which only `qaim list` can tell.
  refuseMore(words, count) {
    if (isDateWord(words[count] || "")) this.refuseDate(words);
  }

  refuseDate(words) {
    throw new QueryError(`the date at “${words.slice(0, 3).join(" ")}” is not read on this page; ${DATE_EXAMPLES}, or put words in quotes`);
  }

  peek() { return this.tokens[this.at]; }

  static is(token, kind, text) { return token?.kind === kind && token.text.toLowerCase() === text; }

  take(kind, text) {
    const taken = Parser.is(this.peek(), kind, text);
    if (taken) this.at += 1;
    return taken;
  }
}

// Two halves of a range mean what the range means.
function joinHalves(parsed) {
  const parts = parsed.parts || [parsed];
  const isHalf = part => part.first !== undefined && !part.surely
    && (part.first === -FOREVER) !== (part.last === FOREVER);
  const halves = parts.filter(isHalf);
  if (halves.length < 2) return parsed;
  const first = Math.max(...halves.map(half => half.first));
  const last = Math.min(...halves.map(half => half.last));
  if (first > last) throw new QueryError("no day is in both ranges");
  return allOf([...parts.filter(part => !isHalf(part)), daysTerm(first, last)]);
}

// What a text asks; null where it asks for everything.
function parseQuery(text, scope) {
  if (text.length > 2000) throw new QueryError("the query has more than 2,000 characters");
  return text.trim() ? new Parser(text, scope).query() : null;
}
