// Where each event stands: its stretch in pixels, its label inside or beside it, and its row.

const ROW = 30, DOT_ROW = 12, LANE_HEAD = 30, LANE_GAP = 14, DOT = 6, LABEL_GAP = 8, LABEL_PAD = 9, FADE = 22;

// The first row whose last mark ends before a place, found in a tree of the rows' ends.
class Rows {
  constructor(count) {
    this.size = 1;
    while (this.size < count) this.size *= 2;
    this.ends = new Float64Array(2 * this.size).fill(-Infinity);
    this.ends.fill(Infinity, this.size + count);
    for (let at = this.size - 1; at > 0; at--) this.update(at);
    this.used = 0;
  }

  update(at) { this.ends[at] = Math.min(this.ends[2 * at], this.ends[2 * at + 1]); }

  // The row taken from one place to another; -1 where none is free.
  take(from, to) {
    if (this.ends[1] > from) return -1;
    let at = 1;
    while (at < this.size) at = this.ends[2 * at] <= from ? 2 * at : 2 * at + 1;
    const row = at - this.size;
    for (this.ends[at] = to; (at >>= 1) > 0;) this.update(at);
    this.used = Math.max(this.used, row + 1);
    return row;
  }
}

class Layout {
  // lanes: [{ name, color, events }]; scale: a Timescale; zoom: pixels a unit; range: the pixels
  // to lay out; pinned: an event that is to stay at its height.
  constructor(lanes, scale, zoom, measure, { labelled, widest, margin, range, pinned }) {
    this.items = [];
    this.lanes = [];
    const edge = (scale.length + margin) * zoom;
    let top = 0;
    for (const lane of lanes) {
      const head = lane.name ? LANE_HEAD : LANE_GAP;
      const isNear = ({ units }) => units.to * zoom >= range[0] - widest && units.from * zoom <= range[1] + widest;
      const items = lane.events.filter(isNear).map(event => Layout.place(event, zoom, measure, edge, widest))
        .filter(item => item.right >= range[0] && item.left <= range[1]);
      if (!items.length && lanes.length > 1) continue;
      items.sort((a, b) => a.x - b.x);
      const height = this.pack(items, top + head, labelled, pinned);
      for (const item of items) item.color = lane.color ?? item.event.color;
      this.items.push(...items);
      this.lanes.push({ ...lane, top, height: head + height + LANE_GAP });
      top += head + height + LANE_GAP;
    }
    this.height = top;
  }

  // Exchanges two rows, so that an event keeps its height while all around it is laid out anew.
  static pin(items, top, rows, pinned) {
    const item = pinned && items.find(({ event, labelled }) => labelled && event === pinned.event);
    if (!item) return;
    const [from, to] = [item.row, Math.max(0, Math.min(rows.size - 1, Math.round((pinned.y - top) / ROW - 0.5)))];
    for (const each of items) if (each.labelled) each.row = each.row === from ? to : each.row === to ? from : each.row;
    rows.used = Math.max(rows.used, to + 1);
  }

  // An event's stretch from x to end, and how far it reaches with its label.
  static place(event, zoom, measure, edge, widest) {
    const { mark, units } = event;
    const [x, end] = [units.from * zoom, units.to * zoom];
    const isDot = mark.kind !== "lasted" && end - x < 2 * DOT + 6;
    const center = (x + end) / 2;
    const item = { event, x: isDot ? center - DOT : x, end: isDot ? center + DOT : Math.max(end, x + 4), isDot };
    if (mark.right) item.end += 14;
    if (mark.left) item.x -= 14;
    let wide = Math.min(measure(event), widest);
    item.core = Layout.core(item, event, zoom);
    item.inside = !isDot && mark.kind !== "all" && item.core[1] - item.core[0] >= wide + 2 * LABEL_PAD;
    [item.left, item.right] = [item.x, item.end];
    if (!item.inside) {
      // Beside its mark, where there is more room if it does not fit behind.
      const [before, after] = [item.x - LABEL_GAP - 4, edge - item.end - LABEL_GAP];
      item.before = wide > after && before > after;
      wide = Math.max(40, Math.min(wide, Math.max(before, after)));
      if (item.before) item.left = item.x - LABEL_GAP - wide; else item.right = item.end + LABEL_GAP + wide;
    }
    item.wide = wide;
    return item;
  }

  // The stretch on which a label can be read: the solid part of a bar, or all of what is pale.
  static core(item, { mark, units }, zoom) {
    if (mark.kind !== "lasted") return [item.x, item.end];
    return [
      Math.max(units.sure[0] * zoom, item.x + (mark.soft[0] ? FADE : 0) + (mark.left ? 14 : 0)),
      Math.min(units.sure[1] * zoom, item.end - (mark.soft[1] ? FADE : 0) - (mark.right ? 14 : 0)),
    ];
  }

  // Rows with labels first; what finds no room there stands below without, smaller and closer.
  pack(items, top, labelled, pinned) {
    const rows = new Rows(labelled);
    const small = new Rows(Math.min(4096, items.length));
    const below = [];
    for (const item of items) {
      const row = rows.take(item.left, item.right + 14);
      item.labelled = row >= 0;
      item.row = row;
      item.half = row >= 0 ? 11 : 4;
      if (row < 0) below.push(item);
    }
    Layout.pin(items, top, rows, pinned);
    for (const item of items) item.y = top + item.row * ROW + ROW / 2;
    const base = top + rows.used * ROW + (below.length && rows.used ? 4 : 0);
    below.sort((a, b) => a.x - b.x);
    for (const item of below) {
      if (item.isDot) [item.x, item.end] = [item.x + 2, item.end - 2];
      const row = Math.max(0, small.take(item.x, item.end + 2));
      item.y = base + row * DOT_ROW + DOT_ROW / 2;
    }
    return base - top + small.used * DOT_ROW;
  }
}
