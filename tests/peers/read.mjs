// Reads a file as another program does and prints what it found as JSON:
//     node read.mjs PEER FILE
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { JSDOM } from "jsdom";

/** Gives packages that expect a browser a window to live in. */
function openWindow() {
  const { window } = new JSDOM("<body></body>", { url: "https://localhost/" });
  globalThis.window = window;
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis)) globalThis[name] = window[name];
  }
}

/** iCalendar: the first day, the day after the last, the title and the EDTF of each event. */
async function readIcs(text) {
  const { default: ical } = await import("ical.js");
  const calendar = new ical.Component(ical.parse(text));
  return calendar.getAllSubcomponents("vevent").map((each) => {
    const event = new ical.Event(each);
    return {
      title: event.summary,
      start: event.startDate.toString(),
      end: event.endDate ? event.endDate.toString() : null,
      edtf: each.getFirstPropertyValue("x-qaim-edtf"),
    };
  });
}

/** Markwhen: the title of each event, and its range as ISO dates. */
async function readMarkwhen(text) {
  const { parse, iter } = await import("@markwhen/parser");
  const parsed = parse(text);
  const nodes = [...(parsed.iter ? parsed.iter(parsed.events) : iter(parsed.events))];
  return nodes
    .map((node) => node.eventy)
    .filter((eventy) => eventy && eventy.firstLine)
    .map((event) => ({
      title: event.firstLine.restTrimmed,
      start: event.dateRangeIso.fromDateTimeIso,
      end: event.dateRangeIso.toDateTimeIso,
    }));
}

/** Mermaid: the kind of diagram, if it parses. */
async function readMermaid(text) {
  openWindow();
  const { default: mermaid } = await import("mermaid");
  return [await mermaid.parse(text)];
}

/** TimelineJS: the headline and the start of each slide, and the errors it would show. */
async function readTimelinejs(text) {
  openWindow();
  const bundle = path.resolve("timelinejs.bundle.mjs");
  await build({
    stdin: {
      contents: 'export { TimelineConfig } from "@knight-lab/timelinejs/src/js/core/TimelineConfig.js";',
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: "esm",
    outfile: bundle,
    logLevel: "error",
  });
  const { TimelineConfig } = await import(bundle);
  const config = new TimelineConfig(JSON.parse(text));
  config.validate();
  if (config.getErrors().length) throw new Error(config.getErrors().join("; "));
  return config.events.map((each) => ({
    title: each.text.headline,
    year: each.start_date.data.year,
    month: each.start_date.data.month,
    day: each.start_date.data.day,
    end: each.end_date ? each.end_date.data.year : null,
  }));
}

const READERS = { ics: readIcs, markwhen: readMarkwhen, mermaid: readMermaid, timelinejs: readTimelinejs };
const [peer, file] = process.argv.slice(2);
console.log(JSON.stringify(await READERS[peer](fs.readFileSync(file, "utf8"))));
