// What can be written at a place of a rule file: the keys of the mapping that the place is in.

const FIELD = ["select", "match"];
const MOMENT = ["select", "match", "zone"];
const CONDITION = ["css", "text"];
const KEYS = {
  "": ["site", "hosts", "when", "title", "source", "byline", "editors", "date", "modified", "captions", "body", "next_page", "tests"],
  when: ["text", "css"],
  body: ["select", "drop", "start_after", "stop_before"],
  "body.drop": CONDITION,
  "body.start_after": CONDITION,
  "body.stop_before": CONDITION,
  tests: ["name", "url", "fetched_at", "html", "text", "expect"],
  "tests.expect": ["status", "title", "source", "date", "modified", "next_page", "byline", "editors", "captions", "paragraphs", "starts", "ends", "lacks"],
  date: MOMENT,
  modified: MOMENT,
  ...Object.fromEntries(["title", "source", "byline", "editors", "captions", "next_page"].map((name) => [name, FIELD])),
};

/** `{start, word, keys}` for the place `at` of `text`: what has been written of a key, and which it may become. */
export function complete(text, at) {
  const first = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(first, at);
  const word = /(?:^|[\s{,-])([a-z_]*)$/.exec(line)?.[1];
  if (word === undefined || /^\s*#/.test(line)) return null;
  const before = line.slice(0, line.length - word.length);
  const flow = flowKey(before);
  if (flow === null ? !/^\s*(?:- )?$/.test(before) : !/[{,]\s*$/.test(before)) return null; // a value is written here
  const around = [...path(text.slice(0, first), before), ...(flow ? [flow] : [])].join(".");
  const written = new Set(flow === null ? [] : before.match(/[a-z_]+(?=:)/g));
  const keys = (KEYS[around] ?? []).filter((key) => key.startsWith(word) && key !== word && !written.has(key));
  return { start: at - word.length, word, keys };
}

/** The key whose braces are open at the end of a line; "" for those of an item, null where none are, or a list is. */
function flowKey(before) {
  let depth = 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    if ("]}".includes(before[i])) depth += 1;
    if (!"[{".includes(before[i])) continue;
    if (depth) depth -= 1;
    else return before[i] === "{" ? (/([a-z_]+):\s*(?:\[.*)?$/.exec(before.slice(0, i))?.[1] ?? "") : null;
  }
  return null;
}

/** The keys that a line stands under, by the indentation of the lines above. */
function path(above, before) {
  const keys = [];
  let indent = /^\s*(?:- )?/.exec(before)[0].length;
  if (!indent) return keys;
  for (const line of above.trimEnd().split("\n").reverse()) {
    const found = /^(\s*)(?:- )?([a-z_]+):/.exec(line);
    if (!found) continue;
    const depth = found[1].length + (/^\s*- /.test(line) ? 2 : 0);
    if (depth < indent) {
      keys.unshift(found[2]);
      indent = depth;
    }
    if (indent === 0) break;
  }
  return keys;
}
