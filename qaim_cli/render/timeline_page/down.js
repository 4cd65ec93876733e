// The vertical form: a list of events in order of time, durations as lanes beside it.

const CHUNK = 60, MOST_LANES = 5;

class Down {
  constructor(app) {
    this.app = app;
    this.root = app.element("down");
    this.key = "";
    this.watcher = new IntersectionObserver(seen => {
      for (const { target, isIntersecting } of seen) if (isIntersecting) this.fill(target);
    }, { rootMargin: "900px" });
  }

  update() {
    const { app } = this;
    const hits = [...app.inView()];
    const key = [app.filterKey, hits.length, hits[0]?.id, hits.at(-1)?.id].join("|");
    if (key === this.key) { this.markCurrent(); return; }
    this.key = key;
    this.watcher.disconnect();
    this.rows = layLanes(hits);
    if (app.data.is_reversed) { hits.reverse(); this.rows.reverse(); }
    this.root.classList.toggle("reversed", app.data.is_reversed === true);
    this.shown = hits;
    const chunks = [];
    for (let at = 0; at < hits.length; at += CHUNK) chunks.push(this.placeholder(hits, at));
    this.root.replaceChildren(...chunks);
    chunks.slice(0, 2).forEach(chunk => this.fill(chunk));
    chunks.forEach(chunk => this.watcher.observe(chunk));
    this.markCurrent();
  }

  placeholder(hits, at) {
    const list = make("ol", { className: "chunk", start: at + 1 });
    list.hits = hits.slice(at, at + CHUNK);
    list.at = at;
    list.style.minHeight = `${list.hits.length * 64}px`;
    return list;
  }

  fill(list) {
    if (list.childElementCount) return;
    list.append(...list.hits.map((event, offset) => this.row(event, list.at + offset)));
    list.style.minHeight = "";
    this.watcher.unobserve(list);
    this.markCurrent();
  }

  fillAll() { for (const list of this.root.children) this.fill(list); }

  row(event, at) {
    const lanes = this.rows[at];
    const heading = event.years === this.shown[at - 1]?.years ? "" : event.years;
    const item = make("li", { className: "event" });
    item.dataset.id = event.id;
    if (heading) item.append(make("h2", { className: "year", textContent: heading }));
    const rail = make("span", { className: "rail" });
    rail.setAttribute("aria-hidden", "true");
    rail.append(...lanes.map(lane => railLane(lane)));
    const link = make("a", { href: `#${event.id}`, textContent: event.title, dir: "auto" });
    const head = make("div", { className: "head" });
    head.append(make("time", { textContent: event.when, className: "when" }), link);
    if (event.summary) head.append(make("p", { textContent: event.summary, dir: "auto" }));
    const tags = event.labels.tag.map(tag => make("span", { className: "tag", textContent: tag }));
    if (tags.length) { const row = make("p", { className: "tags" }); row.append(...tags); head.append(row); }
    const mark = make("span", { className: `mark ${markClass(event)}` });
    mark.setAttribute("aria-hidden", "true");
    mark.style.setProperty("--mark", event.color);
    rail.append(mark);
    item.append(rail, head);
    item.addEventListener("click", click => {
      if (click.target.closest("a") && (click.ctrlKey || click.metaKey)) return;
      click.preventDefault();
      this.app.open(event);
    });
    return item;
  }

  find(event) {
    const at = this.shown.indexOf(event);
    const list = this.root.children[Math.floor(at / CHUNK)];
    if (at < 0 || !list) return null;
    this.fill(list);
    return list.children[at % CHUNK];
  }

  markCurrent() {
    const { current } = this.app;
    const row = current && this.root.querySelector(`[data-id="${CSS.escape(current.id)}"]`);
    if (row === this.marked) return;
    this.marked?.classList.remove("current");
    row?.classList.add("current");
    this.marked = row;
  }

  show(event) {
    const row = this.find(event);
    row?.scrollIntoView({ block: "center" });
    this.markCurrent();
  }
}

function markClass({ mark, is_possible: possible }) {
  const shape = mark.kind === "lasted" ? "lasted" : mark.kind === "one" ? "one" : mark.soft[0] ? "about" : "point";
  return possible ? `${shape} possible` : shape;
}

function railLane(lane) {
  const cell = make("i", { className: lane ? `lane ${lane.state}` : "lane" });
  if (lane) cell.style.setProperty("--mark", lane.color);
  return cell;
}

// For each event the lanes beside it.
function layLanes(hits) {
  const running = [];
  const rows = [];
  for (const [at, event] of hits.entries()) {
    const { mark } = event;
    const next = hits[at + 1]?.mark.from ?? FOREVER;
    let begun = null;
    if (mark.kind === "lasted" && (next <= mark.to || mark.right)) {
      begun = { event, color: event.color };
      const free = running.indexOf(null);
      if (free >= 0) running[free] = begun;
      else if (running.length < MOST_LANES) running.push(begun);
    }
    const lanes = running.map(lane => lane && {
      color: lane.color, state: laneState(lane, lane === begun, next, at === hits.length - 1) });
    running.forEach((lane, k) => {
      if (lane && lane.event.mark.to < next && !lane.event.mark.right) running[k] = null;
    });
    while (running.length && running.at(-1) === null) running.pop();
    rows.push(lanes);
  }
  return rows;
}

function laneState({ event: { mark } }, begins, next, isLast) {
  const states = [begins ? (mark.soft[0] || mark.sure[0] - mark.from > 40 ? "begin soft" : "begin") : "run"];
  if (mark.right) states.push(isLast ? (mark.right === "open" ? "onward" : "unknown") : mark.right === "unknown" ? "thin" : "");
  else if (mark.to < next) states.push(mark.soft[1] || mark.to - mark.sure[1] > 40 ? "end fade" : "end");
  return states.join(" ");
}
