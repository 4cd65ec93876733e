// The strip that shows all of time, how dense it is, and which part is in view.

const OVERVIEW_HEIGHT = 46;

class Overview {
  constructor(app) {
    this.app = app;
    this.canvas = app.element("overview");
    this.strip = make("canvas");
    this.width = 0;
    this.dragged = null;
    this.canvas.addEventListener("pointerdown", event => this.onDown(event));
    this.canvas.addEventListener("pointermove", event => this.onMove(event));
    this.canvas.addEventListener("pointerup", () => { this.dragged = null; });
    this.canvas.addEventListener("wheel", event => this.onWheel(event), { passive: false });
  }

  measure() { this.width = this.canvas.parentElement.clientWidth; }

  x(unit) { return (unit - this.app.whole.from) / (this.app.whole.to - this.app.whole.from) * this.width; }

  unit(x) { return this.app.whole.from + x / this.width * (this.app.whole.to - this.app.whole.from); }

  update() {
    const { width, app } = this;
    if (!width) return;
    const context = fitCanvas(this.canvas, width, OVERVIEW_HEIGHT);
    const key = [app.filterKey, width, app.theme.page, this.canvas.width].join("|");
    if (key !== this.key) this.drawStrip();
    this.key = key;
    context.drawImage(this.strip, 0, 0, width, OVERVIEW_HEIGHT);
    const [from, to] = [this.x(app.view.from), this.x(app.view.to)];
    context.fillStyle = app.theme.page;
    context.globalAlpha = 0.72;
    context.fillRect(0, 0, Math.max(0, from), OVERVIEW_HEIGHT);
    context.fillRect(to, 0, Math.max(0, width - to), OVERVIEW_HEIGHT);
    context.globalAlpha = 1;
    if (app.isWhole()) return;
    context.strokeStyle = app.theme.focus;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(Math.max(1, from), 1, Math.max(4, Math.min(width - 1, to) - Math.max(1, from)), OVERVIEW_HEIGHT - 2, 5);
    context.stroke();
  }

  // What only another filter changes: how many events there are in each column, and the years.
  drawStrip() {
    const { width, app: { theme } } = this;
    const context = fitCanvas(this.strip, width, OVERVIEW_HEIGHT);
    const counts = this.density();
    const most = Math.max(...counts) || 1;
    context.fillStyle = theme.faint;
    counts.forEach((count, at) => {
      const high = count ? Math.max(1, 30 * Math.sqrt(count / most)) : 0;
      context.fillRect(at * 4, 34 - high, 3, high);
    });
    context.fillStyle = theme.line;
    context.fillRect(0, 34, width, 1);
    this.labels(context);
  }

  labels(context) {
    const { scale, theme, data, whole } = this.app;
    context.font = `11px ${this.app.fonts}`;
    context.fillStyle = theme.faint;
    context.textBaseline = "middle";
    let free = 0;
    const [first, last] = [scale.dayOf(whole.from), scale.dayOf(whole.to)];
    const days = scale.cuts.length ? [...scale.days.filter((_, at) => at % 2 === 0)].map(day => ({ day }))
      : scale.ticks(data.calendar, first, last, this.width, 90);
    for (const { day, label: age, isAge } of days) {
      const label = isAge ? age : yearLabel(data.calendar.civil(Math.floor(day))[0]);
      const x = this.x(scale.unitOf(day));
      const wide = context.measureText(label).width;
      if (x < free || x + wide > this.width) continue;
      context.fillText(label, x, 41);
      free = x + wide + 24;
    }
  }

  // Each event spread evenly over the days on which it may have begun, a column every four pixels.
  density() {
    const { scale, hits } = this.app;
    const columns = Math.ceil(this.width / 4);
    const counts = new Float64Array(columns + 1);
    for (const { mark, units } of hits) {
      const from = Math.max(0, this.x(units.from) / 4);
      const to = Math.max(from, this.x(scale.unitOf(Math.min(mark.to, mark.began) + 1)) / 4);
      const [first, last] = [Math.floor(from), Math.min(columns, Math.floor(to))];
      if (first === last) { counts[first] += 1; continue; }
      const share = 1 / (to - from);
      for (let at = first; at <= last; at++) counts[at] += share * (Math.min(at + 1, to) - Math.max(at, from));
    }
    return [...counts.subarray(0, columns)];
  }

  onDown(event) {
    const x = event.clientX - this.canvas.getBoundingClientRect().left;
    const { view } = this.app;
    const [from, to] = [this.x(view.from), this.x(view.to)];
    this.canvas.setPointerCapture(event.pointerId);
    const isInside = x > from + 6 && x < to - 6 && !this.app.isWhole();
    this.dragged = { kind: isInside ? "move" : Math.abs(x - from) <= 8 ? "from" : Math.abs(x - to) <= 8 ? "to" : "draw",
      began: this.unit(x), view: { ...view } };
  }

  onMove(event) {
    if (!this.dragged) return;
    const unit = this.unit(event.clientX - this.canvas.getBoundingClientRect().left);
    const { kind, began, view } = this.dragged;
    if (kind === "move") this.app.look(view.from + unit - began, view.to + unit - began);
    else if (kind === "from") this.app.look(Math.min(unit, view.to - 1), view.to);
    else if (kind === "to") this.app.look(view.from, Math.max(unit, view.from + 1));
    else if (Math.abs(unit - began) > (this.unit(6) - this.unit(0))) this.app.look(Math.min(unit, began), Math.max(unit, began));
  }

  onWheel(event) {
    if (event.deltaY > 0 && this.app.isWhole()) return;
    event.preventDefault();
    const x = event.clientX - this.canvas.getBoundingClientRect().left;
    const { from, to } = this.app.view;
    const unit = Math.max(from, Math.min(to, this.unit(x)));
    this.app.zoomAbout(Math.exp(Math.max(-240, Math.min(240, event.deltaY)) / 420), unit);
  }
}
