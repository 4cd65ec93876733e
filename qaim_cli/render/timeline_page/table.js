// The table: the filtered events as rows, sorted by any column, grown as it is scrolled.

const PAGE_ROWS = 100;
const COLUMNS = [
  { title: "When", text: event => event.when, compare: (a, b) => a.at - b.at },
  { title: "What", text: event => event.label },
  { title: "Who", text: event => event.who },
  { title: "Where", text: event => event.where },
];

class Table {
  constructor(app) {
    this.app = app;
    this.root = app.element("table");
    this.body = this.root.querySelector("tbody");
    this.more = app.element("more");
    this.sorted = { column: 0, down: app.data.is_reversed === true };
    const heads = [...this.root.querySelectorAll("th")];
    heads.forEach((head, at) => head.querySelector("button").addEventListener("click", () => this.sortBy(at)));
    this.heads = heads;
    this.more.addEventListener("click", () => this.grow());
    new IntersectionObserver(seen => seen.some(each => each.isIntersecting) && this.grow(), { rootMargin: "400px" })
      .observe(this.more);
    this.key = "";
  }

  sortBy(column) {
    const down = this.sorted.column === column && !this.sorted.down;
    this.sorted = { column, down };
    this.update();
  }

  update() {
    const { column, down } = this.sorted;
    const key = [this.app.filterKey, column, down].join("|");
    if (key === this.key) { this.markCurrent(); return; }
    this.key = key;
    const { text, compare } = COLUMNS[column];
    const order = compare ?? ((a, b) => fold(text(a)).localeCompare(fold(text(b))) || a.at - b.at);
    this.rows = [...this.app.hits].sort(order);
    if (down) this.rows.reverse();
    this.heads.forEach((head, at) => head.setAttribute("aria-sort", at !== column ? "none" : down ? "descending" : "ascending"));
    this.body.replaceChildren();
    this.grow();
  }

  grow(count = PAGE_ROWS) {
    const shown = this.body.childElementCount;
    this.body.append(...this.rows.slice(shown, shown + count).map(event => this.row(event)));
    const left = this.rows.length - this.body.childElementCount;
    this.more.hidden = left <= 0;
    this.more.textContent = `${left.toLocaleString("en-US")} more`;
    this.markCurrent();
  }

  row(event) {
    const row = make("tr");
    row.dataset.id = event.id;
    row.append(...COLUMNS.map(({ title, text }, at) => {
      const cell = make("td", { dir: "auto" });
      cell.dataset.label = title;
      if (at === 1) cell.append(make("a", { href: `#${event.id}`, textContent: text(event) }));
      else cell.textContent = (at === 0 && event.match === POSSIBLE ? "? " : "") + text(event);
      return cell;
    }));
    row.addEventListener("click", click => {
      if (click.ctrlKey || click.metaKey) return;
      click.preventDefault();
      this.app.open(event);
    });
    return row;
  }

  markCurrent() {
    const { current } = this.app;
    const row = current && this.body.querySelector(`[data-id="${CSS.escape(current.id)}"]`);
    if (row === this.marked) return;
    this.marked?.classList.remove("current");
    row?.classList.add("current");
    this.marked = row;
  }
}
