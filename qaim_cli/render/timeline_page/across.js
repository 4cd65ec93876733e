// The horizontal form: events on an axis of time, in lanes, to pan and zoom.

const AXIS_HEIGHT = 44, NEAREST = 3;

class Across {
  constructor(app) {
    this.app = app;
    this.stage = app.element("stage");
    this.canvas = app.element("drawing");
    this.axis = app.element("axis");
    this.tip = app.element("tip");
    this.layout = null;
    this.width = 0;
    this.key = "";
    this.pointers = new Map();
    this.listen();
  }

  get zoom() { return this.width / (this.app.view.to - this.app.view.from); }

  get left() { return this.app.view.from * this.zoom; }

  // Pixels from the left of the drawing of a day, and the other way.
  xOf(day) { return this.app.scale.unitOf(day) * this.zoom - this.left; }

  dayAt(x) { return this.app.scale.dayOf((this.left + x) / this.zoom); }

  // Asks the browser once for the width of the drawing and how far it is scrolled.
  measure() {
    this.width = this.stage.clientWidth;
    this.scrolled = -this.stage.getBoundingClientRect().top;
  }

  update() {
    if (!this.width) return;
    const { app } = this;
    // What stands a window's width beyond both sides is laid out too, to pan without a jump.
    const page = Math.round(app.view.from / (app.view.to - app.view.from));
    const key = [this.width, this.zoom.toPrecision(9), page, app.filterKey, app.lanes, app.theme.page].join("|");
    if (key !== this.key) {
      this.key = key;
      const lanes = app.getLanes();
      const painter = this.painter(this.canvas.getContext("2d"));
      painter.context.font = this.font();
      this.layout = new Layout(lanes, app.scale, this.zoom, event => painter.measure(event), {
        labelled: Math.max(10, Math.round(36 / lanes.length)), widest: Math.min(420, this.width - 60), margin: -app.whole.from,
        range: [(page - 1) * this.width, (page + 2) * this.width], pinned: this.pinned });
      this.pinned = null;
      this.stage.style.height = `${Math.max(120, this.layout.height) + AXIS_HEIGHT}px`;
    }
    this.paint();
  }

  font(weight = 400) { return `${weight} 13px ${this.app.fonts}`; }

  painter(context) { return new Painter(context, this.app.theme); }

  // The part of the drawing that is in the window is all that is drawn.
  paint() {
    const room = this.app.theme.paper ? 8000 : innerHeight - AXIS_HEIGHT;
    const shown = Math.max(120, Math.min(this.layout.height, room));
    const top = this.app.theme.paper ? 0 : Math.max(0, Math.min(this.scrolled, this.layout.height - shown));
    this.top = top;
    const context = fitCanvas(this.canvas, this.width, shown);
    const view = { left: this.left, width: this.width, top, height: shown };
    context.translate(0, -top);
    context.font = this.font();
    context.textBaseline = "middle";
    this.drawLanes(context, view);
    this.drawGrid(context, view);
    this.drawItems(this.painter(context), view);
    this.drawLaneNames(context, view);
    this.drawAxis(fitCanvas(this.axis, this.width, AXIS_HEIGHT));
  }

  drawLanes(context, { top, height, width }) {
    this.layout.lanes.forEach((lane, at) => {
      if (lane.top > top + height || lane.top + lane.height < top || at % 2) return;
      context.fillStyle = this.app.theme.band;
      context.fillRect(0, lane.top, width, lane.height);
    });
  }

  drawGrid(context, { top, height }) {
    context.strokeStyle = this.app.theme.line;
    context.lineWidth = 1;
    this.marks = this.ticks();
    for (const isStrong of [false, true]) {
      context.globalAlpha = isStrong ? 1 : 0.55;
      context.beginPath();
      for (const { x, strong } of this.marks) {
        if (strong !== isStrong) continue;
        context.moveTo(Math.round(x) + 0.5, top);
        context.lineTo(Math.round(x) + 0.5, top + height);
      }
      context.stroke();
    }
    for (const cut of this.app.scale.cuts) this.drawCut(context, cut, top, height);
  }

  drawCut(context, cut, top, height) {
    const [from, to] = [cut.from * this.zoom - this.left, cut.to * this.zoom - this.left];
    if (to < 0 || from > this.width) return;
    context.fillStyle = this.app.theme.band;
    context.fillRect(from, top, to - from, height);
    context.strokeStyle = this.app.theme.line;
    context.setLineDash([4, 4]);
    for (const x of [from, to]) {
      context.beginPath();
      context.moveTo(x, top);
      context.lineTo(x, top + height);
      context.stroke();
    }
    context.setLineDash([]);
  }

  drawItems(painter, view) {
    const { app } = this;
    for (const item of this.layout.items) {
      if (item.right < view.left - 20 || item.left > view.left + view.width + 20) continue;
      if (item.y < view.top - 30 || item.y > view.top + view.height + 30) continue;
      painter.draw(item, app.scale, this.zoom, view, item.event === app.current);
    }
  }

  drawLaneNames(context, view) {
    context.font = this.font(650);
    for (const lane of this.layout.lanes) {
      if (!lane.name || lane.top > view.top + view.height || lane.top + lane.height < view.top) continue;
      // The name of a tall lane stays in sight.
      const y = Math.max(lane.top, Math.min(view.top, lane.top + lane.height - LANE_HEAD)) + LANE_HEAD / 2 + 2;
      const name = lane.events.length > 1 ? `${lane.name} · ${lane.events.length.toLocaleString("en-US")}` : lane.name;
      context.fillStyle = this.app.theme.page;
      context.globalAlpha = 0.82;
      context.fillRect(0, y - 11, context.measureText(name).width + 30, 22);
      context.globalAlpha = 1;
      context.fillStyle = lane.color;
      context.beginPath();
      context.roundRect(10, y - 5, 10, 10, 3);
      context.fill();
      context.fillStyle = this.app.theme.text;
      context.fillText(name, 27, y);
    }
  }

  // The ticks of every stretch between cuts that is in sight.
  ticks() {
    const { scale, data } = this.app;
    const bounds = [this.dayAt(0)];
    for (const { days } of scale.cuts) bounds.push(...days);
    bounds.push(this.dayAt(this.width));
    const found = [];
    for (let at = 0; at < bounds.length; at += 2) {
      const [from, to] = [Math.max(bounds[at], this.dayAt(0)), Math.min(bounds[at + 1], this.dayAt(this.width))];
      if (to <= from) continue;
      const wide = this.xOf(to) - this.xOf(from);
      let free = -Infinity;
      for (const tick of scale.ticks(data.calendar, from, to, wide, 62)) {
        const x = this.xOf(tick.day);
        if (x >= free - 1) { found.push({ ...tick, x }); free = x + 40; }
      }
    }
    return found;
  }

  drawAxis(context) {
    const { theme } = this.app;
    context.fillStyle = theme.page;
    context.fillRect(0, 0, this.width, AXIS_HEIGHT);
    context.textBaseline = "middle";
    let free = -Infinity;
    for (const { x, label, strong } of this.marks) {
      context.fillStyle = strong ? theme.text : theme.faint;
      context.font = this.font(strong ? 650 : 400);
      const wide = measureLabel(context, label);
      const at = Math.max(2, Math.min(x - wide / 2, this.width - wide - 2));
      context.fillRect(Math.round(x), AXIS_HEIGHT - 7, 1, 7);
      if (at < free) continue;
      context.fillText(label, at, 29);
      free = at + wide + 8;
    }
    this.drawCutLengths(context);
    context.fillStyle = theme.faint;
    context.fillRect(0, AXIS_HEIGHT - 1, this.width, 1);
    this.drawContext(context);
  }

  drawCutLengths(context) {
    const { theme, scale } = this.app;
    context.font = this.font();
    let free = 70;
    for (const { from, to, days } of scale.cuts) {
      const x = (from + to) / 2 * this.zoom - this.left;
      const text = lengthInWords(days[1] - days[0]);
      const wide = context.measureText(text).width;
      if (x < 0 || x > this.width) continue;
      context.fillStyle = theme.page;
      context.fillRect(x - 4, AXIS_HEIGHT - 2, 8, 2);
      context.strokeStyle = context.fillStyle = theme.faint;
      for (const slant of [-5, 1]) {
        context.beginPath();
        context.moveTo(x + slant, AXIS_HEIGHT);
        context.lineTo(x + slant + 4, AXIS_HEIGHT - 9);
        context.stroke();
      }
      const at = Math.min(x - wide / 2, this.width - wide - 2);
      if (at < free) continue;
      context.fillText(text, at, 11);
      free = at + wide + 10;
    }
  }

  // The year or month at the left edge, where the labels leave it out.
  drawContext(context) {
    const [first, second] = this.marks;
    if (!first || !second || first.isAge || (first.strong && first.x < 60)) return;
    const text = axisContext(this.app.data.calendar, this.dayAt(0), second.day - first.day);
    context.font = this.font(650);
    context.fillStyle = this.app.theme.text;
    context.fillText(text, 4, 11);
  }

  // The item under a place of the canvas, its label included.
  itemAt(x, y) {
    if (!this.layout) return null;
    const [left, top] = [x + this.left, y + this.top];
    let [found, nearest] = [null, 8];
    for (const item of this.layout.items) {
      const slack = item.isDot ? 6 : 2;
      if (Math.abs(item.y - top) > item.half + 3) continue;
      const far = Math.max(item.left - left, left - item.right, 0);
      if (far <= slack && far < nearest) [found, nearest] = [item, far];
    }
    return found;
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", event => this.onWheel(event), { passive: false });
    canvas.addEventListener("pointerdown", event => this.onDown(event));
    canvas.addEventListener("pointermove", event => this.onMove(event));
    canvas.addEventListener("pointerup", event => this.onUp(event));
    canvas.addEventListener("pointercancel", event => this.pointers.delete(event.pointerId));
    canvas.addEventListener("pointerleave", () => this.hideTip());
    canvas.addEventListener("dblclick", event => this.app.zoomBy(0.4, this.place(event).x));
    canvas.addEventListener("blur", () => this.hideTip());
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  // Turning the wheel zooms about the pointer; where there is no farther out, the page scrolls on.
  onWheel(event) {
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (isSideways) {
      event.preventDefault();
      this.app.panBy((event.deltaX || event.deltaY) * unit);
      return;
    }
    const isFarOut = event.deltaY > 0 && this.app.isWhole();
    const isScrolled = event.deltaY < 0 && this.stage.getBoundingClientRect().top < 0;
    if (!event.ctrlKey && (isFarOut || isScrolled)) return;
    event.preventDefault();
    const { x, y } = this.place(event);
    const item = this.itemAt(x, y);
    this.pinned = item && { event: item.event, y: item.y };
    const turned = Math.max(-240, Math.min(240, event.deltaY * unit * (event.ctrlKey ? 4 : 1)));
    this.app.zoomAbout(Math.exp(turned / 420), this.anchor(item?.event, x));
  }

  // The point of time that keeps its place: under the pointer, or on the mark whose label that is on.
  anchor(event, x) {
    const unit = this.app.view.from + x / this.zoom;
    return event ? Math.max(event.units.from, Math.min(unit, event.units.to)) : unit;
  }

  onDown(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, { ...this.place(event), began: this.place(event), moved: false });
    this.canvas.setPointerCapture(event.pointerId);
  }

  onMove(event) {
    const here = this.place(event);
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) { this.hover(here); return; }
    if (this.pointers.size === 2) this.pinch(event.pointerId, here);
    else if (pointer.moved || Math.abs(here.x - pointer.began.x) > 4) {
      pointer.moved = true;
      this.canvas.classList.add("dragging");
      this.hideTip();
      this.app.panBy(pointer.x - here.x);
    }
    [pointer.x, pointer.y] = [here.x, here.y];
  }

  pinch(id, here) {
    const [one, other] = [...this.pointers.entries()].sort(([a]) => a === id ? -1 : 1).map(([, each]) => each);
    const [before, now] = [Math.abs(one.x - other.x), Math.abs(here.x - other.x)];
    one.moved = other.moved = true;
    if (before > 10 && now > 10) this.app.zoomBy(before / now, (here.x + other.x) / 2);
    this.app.panBy((one.x - here.x) / 2);
  }

  onUp(event) {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    this.canvas.classList.remove("dragging");
    if (!pointer || pointer.moved) return;
    const item = this.itemAt(pointer.x, pointer.y);
    if (item) this.app.open(item.event);
    else this.app.close();
  }

  hover({ x, y }) {
    const item = this.itemAt(x, y);
    this.canvas.classList.toggle("over", Boolean(item));
    if (item) this.showTip(item.event, x, item.y - this.top + item.half);
    else this.hideTip();
  }

  // A small card beside the mark of an event.
  showTip(event, x, y) {
    if (this.tipped !== event) fillTip(this.tip, event);
    this.tipped = event;
    this.tip.hidden = false;
    const wide = this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(4, Math.min(x + 12, this.width - wide - 4))}px`;
    const below = this.canvas.offsetTop + y + 8;
    const fits = y + 8 + this.tip.offsetHeight < this.canvas.clientHeight || y < this.tip.offsetHeight + 30;
    this.tip.style.top = `${fits ? below : below - this.tip.offsetHeight - 40}px`;
  }

  showTipOf(event) {
    const item = this.layout?.items.find(each => each.event === event);
    if (item) this.showTip(event, Math.max(0, item.x - this.left), item.y - this.top + item.half);
  }

  hideTip() {
    this.tip.hidden = true;
    this.tipped = null;
  }
}

// A canvas made sharp for the screen, cleared, and its context.
function fitCanvas(canvas, width, height) {
  const density = Math.min(3, Math.max(devicePixelRatio || 1, 1));
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== wide || canvas.height !== high) {
    [canvas.width, canvas.height] = [wide, high];
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// The width of a short label, of which few are ever drawn.
const LABEL_WIDTHS = new Map();
function measureLabel(context, label) {
  const key = `${context.font}|${label}`;
  if (!LABEL_WIDTHS.has(key)) LABEL_WIDTHS.set(key, context.measureText(label).width);
  return LABEL_WIDTHS.get(key);
}

function lengthInWords(days) {
  if (days >= 2 * YEAR) return `${shortNumber(Math.round(days / YEAR))} years`;
  return days >= 61 ? `${Math.round(days / 30.44)} months` : `${Math.round(days)} days`;
}
