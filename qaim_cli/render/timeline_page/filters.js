// The search box and the chips: which events are shown.

const FEW_CHIPS = 12;

class Filters {
  constructor(app) {
    this.app = app;
    this.box = app.element("query");
    this.note = app.element("query-note");
    this.chips = app.element("chips");
    this.scope = new Scope(app.data);
    this.chosen = new Map(app.data.facets.map(({ name }) => [name, new Set()]));
    this.text = "";
    this.box.addEventListener("input", () => this.ask(this.box.value));
    app.element("search").addEventListener("submit", event => event.preventDefault());
    this.chips.append(...app.data.facets.map(facet => this.group(facet)).filter(Boolean));
    app.element("clear").addEventListener("click", () => this.clear());
  }

  // The hits of what is asked; a text with a fault keeps the last that had none.
  apply() {
    const labels = [...this.chosen].filter(([, set]) => set.size);
    const hits = [];
    let vague = 0;
    for (const event of this.app.data.events) {
      if (!labels.every(([name, set]) => this.hasAny(event, name, set))) continue;
      const found = this.expression ? this.expression.match(event) : CERTAIN;
      if (found === VAGUE) vague += 1;
      if (found < POSSIBLE) continue;
      event.match = Math.min(found, event.is_possible ? POSSIBLE : CERTAIN);
      hits.push(event);
    }
    return { hits, vague };
  }

  // Whether an event has one of the labels, or a part of one.
  hasAny(event, name, wanted) {
    const facet = this.app.data.facet(name);
    return event.labels[name].some(label => facet.withWholes(label).some(each => wanted.has(each)));
  }

  get key() {
    return JSON.stringify([this.expression ? this.text : "", ...[...this.chosen].map(([, set]) => [...set])]);
  }

  get isAsking() { return Boolean(this.expression) || [...this.chosen.values()].some(set => set.size); }

  ask(text) {
    try {
      this.expression = parseQuery(text, this.scope);
      this.text = text.trim();
      this.note.textContent = "";
      this.box.removeAttribute("aria-invalid");
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      this.note.textContent = error.message;
      this.box.setAttribute("aria-invalid", "true");
      return;
    }
    this.app.refilter();
  }

  clear() {
    this.box.value = "";
    for (const set of this.chosen.values()) set.clear();
    this.showChosen();
    this.ask("");
  }

  // Chips of a facet, the most used first; with one label alone there is nothing to choose.
  group(facet) {
    const counts = new Map();
    for (const event of this.app.data.events) {
      const labels = new Set(event.labels[facet.name].flatMap(label => facet.withWholes(label)));
      for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    if (counts.size < 2) return null;
    const group = make("fieldset");
    group.append(make("legend", { textContent: facet.title }));
    const chips = [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => this.chip(facet, label, count));
    group.append(...chips);
    if (chips.length > FEW_CHIPS + 2) {
      chips.slice(FEW_CHIPS).forEach(chip => { chip.hidden = true; });
      const more = make("button", { type: "button", className: "more", textContent: `${chips.length - FEW_CHIPS} more` });
      more.addEventListener("click", () => { chips.forEach(chip => { chip.hidden = false; }); more.remove(); });
      group.append(more);
    }
    return group;
  }

  chip(facet, label, count) {
    const chip = make("button", { type: "button", className: "chip" });
    chip.append(make("span", { textContent: facet.displayName(label), dir: "auto" }), make("b", { textContent: count.toLocaleString("en-US") }));
    chip.setAttribute("aria-pressed", "false");
    [chip.dataset.facet, chip.dataset.label] = [facet.name, label];
    chip.addEventListener("click", () => this.toggle(facet.name, label));
    return chip;
  }

  toggle(name, label) {
    const set = this.chosen.get(name);
    if (!set.delete(label)) set.add(label);
    this.showChosen();
    this.app.refilter();
  }

  showChosen() {
    let count = 0;
    for (const chip of this.chips.querySelectorAll(".chip")) {
      const isOn = this.chosen.get(chip.dataset.facet).has(chip.dataset.label);
      chip.setAttribute("aria-pressed", String(isOn));
      if (isOn) { chip.hidden = false; count += 1; }
    }
    this.app.element("chosen").textContent = count ? ` · ${count} chosen` : "";
  }

  // The command that gives the same events.
  command() {
    const quote = text => /^[\w.:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
    const words = ["qaim", "list", ...(this.expression ? [quote(this.text)] : [])];
    for (const [name, set] of this.chosen) for (const label of set) words.push(`--${name}`, quote(label));
    return words.join(" ");
  }
}
