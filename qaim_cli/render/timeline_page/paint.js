// Marks on a canvas. What is certain is solid; what may be is pale, fading or hollow.

const DASHES = 56; // pixels that hold a whole number of each pattern of dashes: 8, 7 and 4 pixels

class Painter {
  constructor(context, theme) {
    this.context = context;
    this.theme = theme;
  }

  // Draws one item; view: { left, width } in pixels of the whole line.
  draw(item, scale, zoom, view, isCurrent) {
    if (item.isDot) this.dot(item, view.left);
    else if (item.event.mark.kind === "all") this.stops(item, scale, zoom, view.left);
    else this.bar(item, zoom, view);
    if (isCurrent) this.ring(item, view.left);
    if (item.labelled) this.label(item, view);
  }

  dot(item, left) {
    const { context } = this;
    const { mark } = item.event;
    const x = (item.x + item.end) / 2 - left;
    const radius = item.labelled ? DOT : DOT - 2;
    const isVague = mark.kind === "one" || mark.soft[0] || mark.left === "unknown" || mark.right === "unknown";
    if (mark.soft[0] && item.labelled) {
      const halo = context.createRadialGradient(x, item.y, 2, x, item.y, radius + 7);
      halo.addColorStop(0, this.shade(item.color, 0.55));
      halo.addColorStop(1, this.shade(item.color, 0));
      this.circle(x, item.y, radius + 7);
      context.fillStyle = halo;
      context.fill();
    }
    this.circle(x, item.y, radius - (isVague ? 0.75 : 0));
    context.fillStyle = isVague || item.event.is_possible ? this.theme.page : item.color;
    context.fill();
    if (isVague || item.event.is_possible) {
      context.strokeStyle = item.color;
      context.lineWidth = 1.75;
      if (mark.kind === "one") context.setLineDash([2.5, 2]);
      context.stroke();
      if (mark.kind === "one") context.setLineDash([]);
    }
  }

  circle(x, y, radius) {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
  }

  stops(item, scale, zoom, left) {
    const { context } = this;
    context.fillStyle = item.color;
    context.globalAlpha *= 0.35;
    context.fillRect(item.x - left, item.y - 1, item.end - item.x, 2);
    context.globalAlpha /= 0.35;
    for (const [from, to] of item.event.mark.stops) {
      const x = (scale.unitOf(from) + scale.unitOf(to + 1)) / 2 * zoom - left;
      this.circle(x, item.y, DOT - 1);
      context.fill();
    }
  }

  // A bar: pale where the event may have been, solid where it certainly was.
  bar(item, zoom, view) {
    const { context } = this;
    const { mark } = item.event;
    const [from, to] = [item.x + (mark.left ? 14 : 0) - view.left, item.end - (mark.right ? 14 : 0) - view.left];
    const box = [Math.max(from, -60), Math.min(to, view.width + 60)];
    if (box[1] <= box[0]) return;
    const [left, right] = this.near(from, to, view.width);
    context.beginPath();
    context.roundRect(left, item.y - item.half, right - left, 2 * item.half, this.corners(item));
    if (mark.kind === "lasted") {
      context.fillStyle = this.fading(item, zoom, view.left, [from, to], box);
      context.fill();
      if (item.event.is_possible) this.outline(item.color, [5, 3]);
    } else {
      context.fillStyle = mark.soft[0] ? this.mist(item, from, to) : this.shade(item.color, 0.16);
      context.fill();
      if (!mark.soft[0]) this.outline(item.color, mark.kind === "one" || item.event.is_possible ? [4, 3] : [1.5, 2.5]);
    }
    if (mark.left) this.beyond(item, from, -1, mark.left);
    if (mark.right) this.beyond(item, to, 1, mark.right);
  }

  // The part of a bar near the view: dashes along millions of pixels would take seconds to draw. It is
  // cut by whole patterns of dashes, so that they do not creep along the bar while it is panned.
  near(from, to, width) {
    const cut = (beyond) => Math.max(0, Math.floor((beyond - 60) / DASHES) * DASHES);
    return [from + cut(-from), to - cut(to - width)];
  }

  corners({ half, event: { mark } }) {
    const [left, right] = [mark.left ? 2 : half, mark.right ? 2 : half];
    return [left, right, right, left];
  }

  outline(color, dash) {
    this.context.strokeStyle = color;
    this.context.lineWidth = 1.25;
    this.context.setLineDash(dash);
    this.context.stroke();
    this.context.setLineDash([]);
  }

  // Solid in the middle, and fading out over the days on which it may begin and end.
  fading(item, zoom, shift, [from, to], [left, right]) {
    const { mark, units } = item.event;
    const full = item.event.is_possible ? 0.4 : 1;
    let [sure, until] = units.sure.map(unit => unit * zoom - shift);
    if (sure > until) sure = until = (Math.max(from, until) + Math.min(to, sure)) / 2;
    if (mark.soft[0]) sure = Math.max(sure, Math.min(from + FADE, (from + to) / 2));
    if (mark.soft[1]) until = Math.min(until, Math.max(to - FADE, (from + to) / 2));
    const stops = [[from, sure - from > 3 ? 0.06 : full], [sure, full], [until, full], [to, to - until > 3 ? 0.06 : full]];
    if (sure - from <= 3 && to - until <= 3) return this.shade(item.color, full);
    const gradient = this.context.createLinearGradient(left, 0, right, 0);
    const alphaAt = x => {
      for (let k = 0; k < 3; k++) {
        const [[a, one], [b, other]] = [stops[k], stops[k + 1]];
        if (x <= b) return b - a < 1e-9 ? other : one + (other - one) * Math.max(0, (x - a) / (b - a));
      }
      return stops[3][1];
    };
    for (const x of [left, ...stops.map(([x]) => x).filter(x => x > left && x < right), right]) {
      gradient.addColorStop((x - left) / (right - left), this.shade(item.color, alphaAt(x)));
    }
    return gradient;
  }

  // Densest in the middle: about there.
  mist(item, from, to) {
    const gradient = this.context.createLinearGradient(from, 0, to, 0);
    gradient.addColorStop(0, this.shade(item.color, 0.03));
    gradient.addColorStop(0.5, this.shade(item.color, 0.42));
    gradient.addColorStop(1, this.shade(item.color, 0.03));
    return gradient;
  }

  // An arrow for what goes on, dots for what nobody knows.
  beyond(item, x, way, how) {
    const { context } = this;
    context.fillStyle = item.color;
    const half = item.half;
    if (how === "open") {
      context.beginPath();
      context.moveTo(x, item.y - half);
      context.lineTo(x + way * 12, item.y);
      context.lineTo(x, item.y + half);
      context.fill();
      return;
    }
    for (const [step, radius] of [[4, 1.8], [8.5, 1.5], [13, 1.2]]) {
      this.circle(x + way * step, item.y, radius);
      context.fill();
    }
  }

  ring(item, left) {
    const { context } = this;
    context.beginPath();
    context.roundRect(item.x - left - 4, item.y - item.half - 3, item.end - item.x + 8, 2 * item.half + 6, item.half + 3);
    context.strokeStyle = this.theme.focus;
    context.lineWidth = 2.5;
    context.stroke();
  }

  label(item, view) {
    const { context } = this;
    item.text ??= item.wide < this.measure(item.event) ? this.cut(item.event.title, item.wide) : item.event.title;
    let x = item.before ? item.left - view.left : item.end + LABEL_GAP - view.left;
    context.fillStyle = this.theme.text;
    if (item.inside) {
      // It stays in sight while any part of its bar that is long enough does.
      const [from, to] = item.core;
      x = Math.max(from + LABEL_PAD, Math.min(view.left + LABEL_PAD, to - item.wide - LABEL_PAD)) - view.left;
      if (this.isSolid(item)) context.fillStyle = this.theme.on(item.color);
    }
    context.fillText(item.text, x, item.y + 0.5);
  }

  isSolid({ event }) {
    return event.mark.kind === "lasted" && !event.is_possible && event.mark.sure[0] <= event.mark.sure[1];
  }

  measure(event) { return event.wide ??= this.context.measureText(event.title.slice(0, 300)).width; }

  cut(text, wide) {
    let [low, high] = [1, Math.min(text.length, 300)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.context.measureText(`${text.slice(0, middle)}…`).width <= wide) low = middle; else high = middle - 1;
    }
    return `${text.slice(0, low).trimEnd()}…`;
  }

  shade(color, alpha) {
    const key = color + alpha.toFixed(2);
    let shade = Painter.shades.get(key);
    if (!shade) {
      const [r, g, b] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
      Painter.shades.set(key, shade = `rgba(${r},${g},${b},${alpha.toFixed(2)})`);
    }
    return shade;
  }
}
Painter.shades = new Map();
