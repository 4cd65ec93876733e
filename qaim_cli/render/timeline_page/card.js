// The card of an event: all that is known of it.

class Card {
  constructor(app) {
    this.app = app;
    this.root = app.element("card");
    this.body = app.element("card-body");
    app.element("card-close").addEventListener("click", () => app.close());
    app.element("card-before").addEventListener("click", () => app.step(-1));
    app.element("card-after").addEventListener("click", () => app.step(1));
    this.shown = null;
  }

  show(event) {
    if (this.shown === event) return;
    const moveFocus = !this.shown || this.root.contains(document.activeElement);
    this.shown = event;
    this.root.hidden = false;
    document.body.classList.add("has-card");
    this.root.style.setProperty("--mark", event.color);
    const title = make("h2", { textContent: event.title, dir: "auto", tabIndex: -1, id: "qaim_card-title" });
    const parts = [make("p", { className: "when", textContent: event.when }), title];
    if (event.image) parts.push(...picture(event.image));
    if (event.summary) parts.push(make("p", { className: "summary", textContent: event.summary, dir: "auto" }));
    parts.push(facts(event.lines, event.is_possible ? [["Match", "possibly in the range asked for: the source does not say exactly"]] : []));
    const link = make("a", { href: `#${event.id}`, textContent: "Link to this event" });
    const row = make("p", { className: "permalink" });
    row.append(link);
    parts.push(row);
    this.body.replaceChildren(...parts);
    this.body.scrollTop = 0;
    if (moveFocus) title.focus({ preventScroll: true });
  }

  hide() {
    if (!this.shown) return;
    this.shown = null;
    const hadFocus = this.root.contains(document.activeElement);
    this.root.hidden = true;
    document.body.classList.remove("has-card");
    if (hadFocus) this.app.focusView();
  }
}

// Labelled lines as a list; several of one label stand under it together.
function facts(lines, more) {
  const list = make("dl");
  for (const [label, text, link] of [...more, ...lines]) {
    if (label) list.append(make("dt", { textContent: label }));
    const about = make("dd", { dir: "auto" });
    const address = webAddress(link) || webAddress(text);
    about.append(address ? make("a", { href: address, textContent: text, rel: "noopener noreferrer" }) : text);
    list.append(about);
  }
  return list;
}

// An address as far as it is one of the web's; nothing else is ever linked.
function webAddress(text) {
  return /^https?:\/\/[^\s]+$/i.test(text || "") ? text : "";
}

function picture({ src, credit }) {
  const frame = make("figure");
  frame.append(make("img", { src, alt: credit || "", loading: "lazy" }));
  if (credit) frame.append(make("figcaption", { textContent: credit, dir: "auto" }));
  return [frame];
}

function fillTip(tip, event) {
  const summary = event.summary.length > 180 ? `${event.summary.slice(0, 180).trimEnd()}…` : event.summary;
  tip.replaceChildren(
    make("span", { className: "when", textContent: event.when }),
    make("strong", { textContent: event.label, dir: "auto" }),
    ...(summary ? [make("span", { textContent: summary, dir: "auto" })] : []),
    ...(event.who ? [make("span", { className: "who", textContent: event.who, dir: "auto" })] : []));
}

function make(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
