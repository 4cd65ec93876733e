// The events that the page holds, and what their labels are called.

class Facet {
  // entries: [{ id, name, names, parents }]
  constructor(name, title, entries) {
    this.name = name;
    this.title = title;
    this.entries = new Map(entries.map(entry => [entry.id, entry]));
    this.wholes = new Map();
  }

  displayName(label) {
    return this.entries.get(label)?.name ?? label;
  }

  // The labels that a name means, with all their parts; first those called just so.
  find(name) {
    const called = test => [...this.entries.keys()].filter(label => this.names(label).some(test));
    let found = this.entries.has(name) ? [name] : [];
    for (const label of called(each => each === name)) if (!found.includes(label)) found.push(label);
    if (!found.length && fold(name)) found = called(each => fold(each) === fold(name));
    return this.withParts(found);
  }

  names(label) {
    return this.entries.get(label).names ?? [label];
  }

  // A label with all that it is a part of.
  withWholes(label) {
    let found = this.wholes.get(label);
    if (!found) {
      found = [label];
      for (const each of found) {
        for (const parent of this.entries.get(each)?.parents ?? []) if (!found.includes(parent)) found.push(parent);
      }
      this.wholes.set(label, found);
    }
    return found;
  }

  withParts(labels) {
    const wanted = new Set(labels);
    return new Set([...this.entries.keys()].filter(label => this.withWholes(label).some(each => wanted.has(each))));
  }
}

// The bounds of a date as `matchDays` takes them.
function readBounds([earliest, latest, first, last, sureStart, sureEnd, vagueness, parts = [], all = false]) {
  return { reach: [earliest, latest], near: [first, last], sure: [sureStart, sureEnd], vagueness,
    parts: parts.length ? parts.map(readBounds) : null, all };
}

function readMark({ kind, from_day: from, to_day: to, began_by: began, sure, soft, left, right, stops }) {
  return { kind, from, to, began, sure: sure ?? [from, to], soft: soft ?? [false, false],
    left: left ?? "", right: right ?? "", stops: stops ?? [] };
}

// The values of a field that a timeline has of its own.
function ownValues(event, name) {
  return event.own?.find(([own]) => own === name)?.[1] ?? [];
}

class Data {
  constructor(json) {
    Object.assign(this, json);
    this.calendar = new Calendar(json.gregorian_from);
    this.facets = [
      new Facet("actor", "Actors", json.actors),
      new Facet("place", "Places", json.places),
      new Facet("tag", "Tags", Data.labels(json.events, event => event.tags)),
      new Facet("section", "Sections", Data.labels(json.events, event => event.cited?.map(([section]) => section).filter(Boolean))),
      ...(json.sources.length > 1 || json.lanes === "source" ? [new Facet("source", "Sources", json.sources)] : []),
      ...json.own_fields.map(name => new Facet(name, name, Data.labels(json.events, event => ownValues(event, name)))),
      ...(json.is_merged ? [new Facet("timeline", "Timelines", Data.labels(json.events, event => [event.timeline]))] : []),
    ];
    this.searched = new Map();
    this.byName = new Map(this.facets.map(facet => [facet.name, facet]));
    this.events = json.events.map((event, at) => this.prepare(event, at));
    this.byId = new Map(this.events.map(event => [event.id, event]));
    this.sections = [...this.facet("section").entries.keys()];
    this.extent = this.wholeExtent();
  }

  static labels(events, labelsOf) {
    return [...new Set(events.flatMap(event => labelsOf(event) ?? []))].map(id => ({ id, name: id, names: [id] }));
  }

  facet(name) { return this.byName.get(name); }

  prepare(event, at) {
    const { participants = [], harmed = [], places = [], tags = [], cited = [] } = event;
    const unique = labels => [...new Set(labels)];
    const name = (facet, id) => this.facet(facet).displayName(id);
    const numbers = Object.fromEntries((event.numbers ?? []).map(([quantity, ...bounds]) => [quantity, bounds]));
    return {
      ...event, at, cited,
      summary: event.summary ?? "", claim: event.claim ?? "", label: event.label ?? event.title,
      dates: readBounds(event.dates), mark: readMark(event.mark), participants: participants.map(([id]) => id),
      who: participants.map(([id, role]) => role ? `${name("actor", id)} (${role})` : name("actor", id)).join("; "),
      where: places.map(id => name("place", id)).join(", "),
      labels: {
        actor: unique([...participants.map(([id]) => id), ...harmed]), place: unique(places), tag: unique(tags),
        section: unique(cited.map(([section]) => section).filter(Boolean)),
        source: unique(cited.map(([, , , of]) => of).filter(Boolean)), timeline: [event.timeline ?? ""],
        ...Object.fromEntries(this.own_fields.map(name => [name, unique(ownValues(event, name))])) },
      numbers: { sources: [cited.length, cited.length], ...numbers },
      match: event.is_possible ? POSSIBLE : CERTAIN,
    };
  }

  // The first and last day that any mark stands on.
  wholeExtent() {
    let [first, last] = [Infinity, -Infinity];
    for (const { mark } of this.events) {
      first = Math.min(first, mark.from);
      last = Math.max(last, mark.to);
    }
    if (first > last) return [this.today - 365, this.today + 1];
    return [first, last + 1];
  }

  // What a keyword is looked for in: the texts, and all names of whom and where.
  searchText(event) {
    let words = this.searched.get(event);
    if (words === undefined) {
      const names = (name, labels) => labels.flatMap(label => this.facet(name).names(label));
      words = haystack([event.title, event.summary, ...event.labels.tag,
        ...names("place", event.labels.place), ...names("actor", event.participants)]);
      this.searched.set(event, words);
    }
    return words;
  }
}
