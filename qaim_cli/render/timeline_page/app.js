// What ties the parts together: what is in view, which event is open, and the address of both.

const MOST_LANES_ACROSS = 60, MARGIN = 0.03;
const KEYS = {
  ArrowLeft: app => app.panBy(-0.15 * app.across.width),
  ArrowRight: app => app.panBy(0.15 * app.across.width),
  ArrowUp: app => app.step(-1),
  ArrowDown: app => app.step(1),
  "+": app => app.zoomIn(), "=": app => app.zoomIn(),
  "-": app => app.zoomOut(), "_": app => app.zoomOut(),
  0: app => app.showAll(), Home: app => app.showAll(),
  Enter: app => app.current && app.open(app.current),
};
const ANYWHERE = {
  Escape: app => app.close(),
  "/": app => app.element("query").focus(),
  n: app => app.step(1), p: app => app.step(-1),
};

// The text of an address; what was broken on its way is taken as it is.
function decodeAddress(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Says something in an element; what it says already is left alone, as it costs a layout.
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Where a mark begins and ends, and from where to where it is certain, on the line of time.
function unitsOf({ from, to, sure }, scale) {
  return { from: scale.unitOf(from), to: scale.unitOf(to + 1), sure: [scale.unitOf(sure[0]), scale.unitOf(sure[1] + 1)] };
}

class App {
  constructor(json) {
    this.data = new Data(json);
    this.fonts = getComputedStyle(document.body).fontFamily;
    this.theme = new Theme();
    this.extent = this.data.extent;
    const within = ([from, to]) => from >= this.extent[0] && to <= this.extent[1];
    this.scale = json.is_log ? new LogScale(this.extent, Math.max(json.today + 1, this.extent[1]))
      : new Timescale(this.extent, (json.gaps ?? []).filter(within));
    for (const event of this.data.events) event.units = unitsOf(event.mark, this.scale);
    const margin = Math.max(this.scale.length * MARGIN, 1);
    this.whole = { from: -margin, to: this.scale.length + margin };
    this.view = { ...this.whole };
    this.form = json.form;
    this.lanes = json.lanes;
    this.current = null;
    this.filters = new Filters(this);
    this.across = new Across(this);
    this.down = new Down(this);
    this.table = new Table(this);
    this.overview = new Overview(this);
    this.card = new Card(this);
    this.listen();
    this.recolor();
    this.readAddress();
  }

  element(id) { return document.getElementById(`qaim_${id}`); }

  listen() {
    const lanes = this.element("lanes");
    lanes.append(...["none", ...this.data.facets.map(({ name }) => name)].map(name =>
      make("option", { value: name, textContent: name === "none" ? "one lane" : `by ${name}` })));
    lanes.addEventListener("change", () => { this.lanes = lanes.value; this.recolor(); this.update(); });
    for (const form of ["across", "down"]) {
      this.element(`form-${form}`).addEventListener("click", () => { this.form = form; this.update(); });
    }
    this.element("zoom-in").addEventListener("click", () => this.zoomIn());
    this.element("zoom-out").addEventListener("click", () => this.zoomOut());
    this.element("zoom-all").addEventListener("click", () => this.showAll());
    document.addEventListener("keydown", event => this.onKey(event));
    addEventListener("hashchange", () => this.readAddress());
    addEventListener("resize", () => this.schedule());
    addEventListener("scroll", () => this.form === "across" && this.schedule(), { passive: true });
    this.theme.dark.addEventListener("change", () => this.retheme(false));
    addEventListener("beforeprint", () => { this.retheme(true); this.table.grow(Infinity); this.down.fillAll(); });
    addEventListener("afterprint", () => this.retheme(false));
    this.element("drawing").addEventListener("focus", () => this.current && this.across.showTipOf(this.current));
  }

  retheme(paper) {
    this.theme.paper = paper;
    document.documentElement.classList.toggle("paper", paper);
    this.theme.read();
    this.recolor();
    this.draw();
  }

  // Colours in order of first appearance: of the lanes, else of the first tag (or timeline).
  recolor() {
    const by = this.lanes !== "none" ? this.lanes : (this.data.is_merged ? "timeline" : "tag");
    const found = new Map();
    for (const event of this.data.events) {
      const label = event.labels[by]?.[0] ?? "";
      for (const each of this.lanes !== "none" ? event.labels[by] : [label]) {
        if (!found.has(each)) found.set(each, this.theme.color(found.size));
      }
      if (!found.has(label)) found.set(label, this.theme.color(found.size));
      event.color = found.get(label);
    }
    const facet = this.data.facet(by);
    const name = label => label ? facet?.displayName(label) ?? label : `without ${by}`;
    this.colors = found;
    this.colored = found.size > 1 ? [...found].slice(0, 24).map(([label, color]) => ({ name: name(label), color })) : [];
    fillLegend(this.element("legend"), this);
    this.down.key = "";
  }

  // The lanes of the drawing, made once for all frames of a zoom.
  getLanes() {
    const key = [this.filterKey, this.lanes, this.theme.page].join("|");
    if (key !== this.lanesKey) [this.lanesKey, this.sorted] = [key, this.makeLanes()];
    return this.sorted;
  }

  // The lanes of the drawing, in order of their first events.
  makeLanes() {
    if (this.lanes === "none") return [{ name: "", events: this.hits }];
    const facet = this.data.facet(this.lanes);
    const found = new Map();
    for (const event of this.hits) {
      const labels = event.labels[this.lanes];
      for (const label of labels.length ? new Set(labels) : [""]) {
        if (!found.has(label)) found.set(label, []);
        found.get(label).push(event);
      }
    }
    const most = [...found].sort((a, b) => b[1].length - a[1].length).slice(0, MOST_LANES_ACROSS).map(([label]) => label);
    const kept = new Set(found.size > MOST_LANES_ACROSS ? most : found.keys());
    const lanes = [...found].filter(([label]) => kept.has(label)).map(([label, events]) => ({
      name: label ? facet.displayName(label) : `without ${this.lanes}`, color: this.colors.get(label) ?? this.theme.color(0), events }));
    const rest = [...found].filter(([label]) => !kept.has(label));
    if (rest.length) {
      const events = [...new Set(rest.flatMap(([, events]) => events))].sort((a, b) => a.at - b.at);
      lanes.push({ name: `${rest.length} more`, color: this.theme.color(0), events });
    }
    return lanes;
  }

  refilter() {
    const { hits, vague } = this.filters.apply();
    [this.hits, this.vague] = [hits, vague];
    this.possible = hits.filter(event => event.match === POSSIBLE).length;
    this.filterKey = this.filters.key;
    if (this.current && !hits.includes(this.current) && !this.card.shown) this.current = null;
    this.update();
  }

  // The hits of which a part is in view, in order of time.
  inView() {
    if (this.isWhole()) return this.hits;
    const { from, to } = this.view;
    return this.hits.filter(({ units }) => units.from <= to && units.to >= from);
  }

  isWhole() {
    const { from, to } = this.view;
    return to - from >= (this.whole.to - this.whole.from) * (1 - 1e-9);
  }

  // Looks at a stretch of time, kept within all there is.
  look(from, to) {
    const most = this.whole.to - this.whole.from;
    const length = Math.max(this.nearest((from + to) / 2), Math.min(to - from, most));
    const middle = (from + to) / 2;
    const start = Math.max(this.whole.from, Math.min(middle - length / 2, this.whole.to - length));
    this.view = { from: start, to: start + length };
    this.schedule();
    this.writeAddressSoon();
  }

  // The shortest stretch to look at: a few days, in the units that they have there.
  nearest(unit) {
    const day = this.scale.dayOf(unit);
    return Math.min(this.scale.unitOf(day + NEAREST) - this.scale.unitOf(day), this.whole.to - this.whole.from);
  }

  // Zooms by a factor so that a unit of time keeps its place.
  zoomAbout(factor, unit) {
    const most = this.whole.to - this.whole.from;
    const before = this.view.to - this.view.from;
    const length = Math.max(this.nearest(unit), Math.min(before * factor, most));
    const share = (unit - this.view.from) / before;
    this.look(unit - share * length, unit + (1 - share) * length);
  }

  zoomBy(factor, x) { this.zoomAbout(factor, this.view.from + x / this.across.zoom); }

  // About the event that is looked at where it is in view, else about the middle.
  zoomIn(factor = 0.5) {
    const { from, to } = this.view;
    let unit = (from + to) / 2;
    if (this.current) {
      const { mark } = this.current;
      const at = (this.scale.unitOf(mark.from) + this.scale.unitOf(Math.min(mark.to, mark.began) + 1)) / 2;
      if (at >= from && at <= to) unit = at;
    }
    this.zoomAbout(factor, unit);
  }

  zoomOut() { this.zoomIn(2); }

  showAll() { this.look(this.whole.from, this.whole.to); }

  panBy(pixels) {
    const units = pixels / (this.across.width || this.overview.width) * (this.view.to - this.view.from);
    this.look(this.view.from + units, this.view.to + units);
  }

  step(way) {
    if (!this.hits.length) return;
    const at = this.current ? this.hits.indexOf(this.current) : way > 0 ? -1 : this.hits.length;
    const next = this.hits[Math.max(0, Math.min(this.hits.length - 1, at + way))];
    if (this.card.shown) this.open(next); else this.point(next);
  }

  // Makes an event the one looked at: in sight, and told to those who listen.
  point(event) {
    this.current = event;
    this.reveal(event);
    this.element("said").textContent = `${event.when}: ${event.title}`;
    if (this.form === "down") this.down.show(event);
    else { this.draw(); this.across.showTipOf(event); }
  }

  reveal({ units: { from, to } }) {
    const { view } = this;
    if (to >= view.from && from <= view.to && (from >= view.from || to <= view.to || this.isWhole())) return;
    const length = view.to - view.from;
    const middle = to - from > length ? from + length * 0.4 : (from + to) / 2;
    this.look(middle - length / 2, middle + length / 2);
  }

  open(event) {
    this.current = event;
    this.reveal(event);
    this.across.hideTip();
    this.card.show(event);
    this.element("said").textContent = "";
    this.draw();
    if (this.form === "down") this.down.show(event);
    this.writeAddress();
  }

  close() {
    this.across.hideTip();
    if (!this.card.shown) return;
    this.card.hide();
    this.draw();
    this.writeAddress();
  }

  focusView() {
    if (this.form === "across") this.element("drawing").focus({ preventScroll: true });
    else this.element("down").focus({ preventScroll: true });
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest("input, select, textarea");
    if (isTyping && event.key !== "Escape") return;
    if (isTyping) { event.target.blur(); return; }
    const isInView = event.target.closest("#qaim_drawing, #qaim_overview, #qaim_down") && !event.target.closest("a, button");
    const act = (isInView && KEYS[event.key]) || (Object.hasOwn(ANYWHERE, event.key) && ANYWHERE[event.key]);
    if (!act) return;
    event.preventDefault();
    act(this);
  }

  // The address: the id of an event alone, or a view as fields.
  readAddress() {
    const text = decodeAddress(location.hash.slice(1));
    if (text === this.written) return;
    const event = this.data.byId.get(text);
    const fields = new URLSearchParams(event || !text.includes("=") ? "" : text);
    if (["across", "down"].includes(fields.get("form"))) this.form = fields.get("form");
    const lanes = fields.get("by");
    if (lanes === "none" || this.data.facet(lanes)) { this.lanes = lanes; this.recolor(); }
    this.element("lanes").value = this.lanes;
    for (const [name, set] of this.filters.chosen) {
      set.clear();
      for (const label of fields.getAll(name)) if (this.data.facet(name).entries.has(label)) set.add(label);
    }
    this.filters.box.value = fields.get("q") ?? "";
    this.filters.expression = null;
    this.refilter();
    this.filters.ask(this.filters.box.value);
    this.filters.showChosen();
    const [from, to] = ["from", "to"].map(name => readIsoDay(this.data.calendar, fields.get(name)));
    if (from !== null && to !== null) this.look(this.scale.unitOf(from), this.scale.unitOf(to + 1));
    else if (!event) this.view = { ...this.whole };
    this.update();
    const wanted = event ?? this.data.byId.get(fields.get("event"));
    if (wanted) this.open(wanted); else this.close();
  }

  address() {
    const { data, filters } = this;
    const fields = new URLSearchParams();
    if (this.form !== data.form) fields.set("form", this.form);
    if (this.lanes !== data.lanes) fields.set("by", this.lanes);
    if (!this.isWhole()) {
      fields.set("from", isoDay(data.calendar, this.scale.dayOf(this.view.from)));
      fields.set("to", isoDay(data.calendar, this.scale.dayOf(this.view.to) - 1e-6));
    }
    if (filters.text) fields.set("q", filters.text);
    for (const [name, set] of filters.chosen) for (const label of set) fields.append(name, label);
    const event = this.card.shown?.id;
    if (event && ![...fields].length) return event;
    if (event) fields.set("event", event);
    return fields.toString();
  }

  writeAddress() {
    clearTimeout(this.writing);
    const text = this.address();
    this.written = decodeAddress(text);
    history.replaceState(null, "", text ? `#${text}` : location.href.replace(/#.*$/, ""));
  }

  writeAddressSoon() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.writeAddress(), 200);
  }

  schedule() {
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw(); });
  }

  update() {
    const isAcross = this.form === "across";
    for (const form of ["across", "down"]) {
      this.element(`form-${form}`).setAttribute("aria-pressed", String(form === this.form));
    }
    this.element("lanes-choice").hidden = !isAcross;
    this.element("across").hidden = this.element("all-events").hidden = !isAcross;
    this.element("down").hidden = isAcross;
    this.draw();
    this.writeAddressSoon();
  }

  draw() {
    // What is asked of the browser comes before what is written: it lays the page out once.
    this.overview.measure();
    this.across.measure();
    this.overview.update();
    if (this.form === "across") { this.across.update(); this.table.update(); }
    else this.down.update();
    this.tellCounts();
  }

  tellCounts() {
    const { hits, data, vague, possible } = this;
    const number = n => NUMBERS.format(n);
    const total = `${number(data.events.length)} event${data.events.length === 1 ? "" : "s"}`;
    const parts = [hits.length === data.events.length ? total : `${number(hits.length)} of ${total}`];
    if (possible) parts.push(`${number(possible)} possibly`);
    if (vague) parts.push(`${number(vague)} hidden as too vague`);
    if (!this.isWhole()) parts.push(`${number(this.inView().length)} in view`);
    tell(this.element("counts"), parts.join(" · "));
    this.element("none").hidden = hits.length > 0;
    const isAsking = this.filters.isAsking;
    this.element("clear").hidden = !isAsking;
    tell(this.element("command"), isAsking ? this.filters.command() : "");
    this.element("zoom-all").disabled = this.isWhole();
  }
}
