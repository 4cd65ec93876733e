// The legend: only the signs and colours that occur.

const SIGNS = [
  ["point", "known at this scale", mark => mark.kind === "moment" && !mark.soft[0]],
  ["lasted", "lasted; fades where it may have begun or ended", mark => mark.kind === "lasted"],
  ["one", "one of these days", mark => mark.kind === "one"],
  ["about", "about, or uncertain", mark => mark.soft[0] || mark.soft[1]],
  ["open", "goes on", mark => mark.left === "open" || mark.right === "open"],
  ["unknown", "how far is not known", mark => mark.left === "unknown" || mark.right === "unknown"],
];

function fillLegend(root, app) {
  const signs = SIGNS.filter(([, , occurs]) => app.data.events.some(event => occurs(event.mark)))
    .map(([shape, words]) => legendEntry(`sign ${shape}`, words));
  if (app.data.events.some(event => event.is_possible)) signs.push(legendEntry("sign possible", "possibly in the range asked for"));
  const colors = app.colored.map(({ name, color }) => {
    const entry = legendEntry("swatch", name);
    entry.firstChild.style.setProperty("--mark", color);
    return entry;
  });
  root.replaceChildren(...signs, ...colors);
}

function legendEntry(className, words) {
  const entry = make("li");
  const sign = make("i", { className });
  sign.setAttribute("aria-hidden", "true");
  entry.append(sign, make("span", { textContent: words, dir: "auto" }));
  return entry;
}
