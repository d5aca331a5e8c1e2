// A rule file as text: what a click writes into it, where, and a test made of the page. All functions take the text of
// the file and give the new one; what somebody wrote by hand stays as it is wherever it can.

const TOP = /^([a-z_]+):(?:\s+(.*))?$/;
const SOURCE_WORDS = /(文章来源|信息来源|稿件来源|新闻来源|来源|來源|稿源|转自|Source)\s*[:：]/;
const LONGEST_LINE = 90;
const ORDER = ["site", "hosts", "when", "title", "source", "byline", "editors", "date", "modified", "captions", "body", "next_page", "tests"];
// A test expects these where the rule says something of them; without that the line would not be needed.
const TESTED = ["source", "byline", "editors", "date", "modified"];

export const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const escaped = (text) => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");

/** A pattern that finds a block by how its text begins. */
export const pattern = (block) => `^${escaped(block.text.trim().slice(0, 12))}`;

/** The lines of a top-level key, `[first, behind the last]`; null where there is no such key. */
function section(lines, key) {
  const first = lines.findIndex((line) => TOP.exec(line)?.[1] === key);
  if (first < 0) return null;
  let end = first + 1;
  while (end < lines.length && (/^\s/.test(lines[end]) || lines[end] === "")) end += 1;
  while (end > first + 1 && lines[end - 1] === "") end -= 1;
  return [first, end];
}

/** Puts the lines of a new top-level key where the format's description has it. */
function insert(lines, key, added) {
  const later = ORDER.slice(ORDER.indexOf(key) + 1);
  const place = lines.findIndex((line) => later.includes(TOP.exec(line)?.[1]));
  lines.splice(place < 0 ? lines.length : place, 0, ...added);
}

/** The items of a flow list or mapping between its brackets. */
function items(inside) {
  const found = [];
  let depth = 0;
  let quote = "";
  let item = "";
  for (const letter of inside) {
    if (quote) quote = letter === quote ? "" : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if ("[{".includes(letter)) depth += 1;
    else if ("]}".includes(letter)) depth -= 1;
    if (letter === "," && !depth && !quote) {
      found.push(item.trim());
      item = "";
    } else item += letter;
  }
  return [...found, item.trim()].filter(Boolean);
}

/** `body: {…}` on one line becomes lines of its own, so that more can be written into it. */
function opened(lines, key) {
  const found = section(lines, key);
  if (!found) return;
  const flow = /^([a-z_]+):\s*\{(.*)\}\s*$/.exec(lines[found[0]]);
  if (flow) lines.splice(found[0], 1, `${key}:`, ...items(flow[2]).map((item) => `  ${item}`));
}

/** Adds `item` to the list under `key` within the lines from `first` to `end`, all of which are indented by `indent`. */
function added(lines, first, end, indent, key, item, front = false) {
  const at = lines.findIndex((line, n) => n >= first && n < end && line.startsWith(`${indent}${key}:`));
  if (at < 0) return false;
  const value = lines[at].slice(indent.length + key.length + 1).trim();
  if (!value) { // a list in lines of its own
    let last = at;
    while (last + 1 < end && new RegExp(`^${indent}\\s*- `).test(lines[last + 1])) last += 1;
    const dash = /^\s*/.exec(lines[last > at ? last : at])[0] + (last > at ? "" : "  ");
    lines.splice(last + 1, 0, `${dash}- ${item}`);
    return true;
  }
  const held = value.startsWith("[") ? items(value.slice(1, value.lastIndexOf("]"))) : [value];
  if (held.includes(item)) return true;
  const all = front ? [item, ...held] : [...held, item];
  const line = `${indent}${key}: [${all.join(", ")}]`;
  if (line.length <= LONGEST_LINE) lines.splice(at, 1, line);
  else lines.splice(at, 1, `${indent}${key}:`, ...all.map((each) => `${indent}  - ${each}`));
  return true;
}

/** A condition or selector added to a list of the body: `drop`, `stop_before` or `select`. */
export function inBody(text, key, item) {
  const lines = text.trimEnd().split("\n");
  opened(lines, "body");
  const found = section(lines, "body");
  if (!found) insert(lines, "body", ["body:", `  ${key}: [${item}]`]);
  else if (!added(lines, found[0] + 1, found[1], "  ", key, item, key === "select")) {
    lines.splice(key === "select" ? found[0] + 1 : found[1], 0, `  ${key}: [${item}]`);
  }
  return `${lines.join("\n")}\n`;
}

/** A selector added to the captions. */
export function inCaptions(text, selector) {
  const lines = text.trimEnd().split("\n");
  opened(lines, "captions");
  const found = section(lines, "captions");
  const item = quoted(selector);
  if (!found) insert(lines, "captions", [`captions: {select: [${item}]}`]);
  else if (!added(lines, found[0] + 1, found[1], "  ", "select", item)) added(lines, ...found, "", "captions", item);
  return `${lines.join("\n")}\n`;
}

/** A field that is said anew: what was said of it before goes. */
export function field(text, key, value) {
  const lines = text.trimEnd().split("\n");
  const found = section(lines, key);
  if (found) lines.splice(found[0], found[1] - found[0]);
  insert(lines, key, [`${key}: ${value}`]);
  return `${lines.join("\n")}\n`;
}

/** What to say of the source that is printed in `block` or an element of it, by `selector` or in a dump by its line. */
export function sourceOf(block, selector) {
  const word = SOURCE_WORDS.exec(block.text);
  const match = word ? `${word[1]}\\s*[:：]\\s*(\\S+)` : "";
  if (!selector) return match ? `{match: ${quoted(match)}}` : null;
  return match ? `{select: [${quoted(selector)}], match: ${quoted(match)}}` : quoted(selector);
}

/** A rule begun for the page of an answer: what pages it is for. All else is worked out until somebody says otherwise.
 * Null where nothing tells whose page it is: `address` and the page's own are missing, and no line of a dump is the site's. */
export function skeleton(answer, address) {
  const host = hostOf(address) || hostOf(answer.canonical_url);
  const furniture = answer.kind === "html" ? null : answer.blocks.findLast((block) => block.label === "other" || block.label === "notice");
  if (!host && !furniture) return null;
  const pages = host ? `hosts: [${host}]` : `when: {text: ${quoted(escaped(furniture.text.trim().slice(0, 20)))}}`;
  return `site: ${quoted(answer.site_name || host || "…")}\n${pages}\n`;
}

function hostOf(address) {
  const url = URL.canParse(address ?? "") ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? url.hostname : "";
}

/** The file with one more test, made of the blocks of the page that say most; null where the page has no text. Elements
 * inside a block (`insides`) are kept where the rule names them. */
export function withTest(text, answer, insides, name) {
  const { blocks } = answer;
  const body = blocks.filter((block) => block.label === "body");
  if (!body.length) return null;
  const dropped = blocks.filter((block) => / body\.(?:drop|start_after|stop_before)/.test(block.reason)).slice(0, 3);
  const furniture = blocks.filter((block) => block.index > body.at(-1).index && ["related", "nav", "notice", "other"].includes(block.label));
  const wanted = new Set([
    ...blocks.filter((block) => ["title", "caption"].includes(block.label)).slice(0, 3),
    ...blocks.filter((block) => ["credits", "signoff"].includes(block.label)).slice(0, 3),
    ...[body[0], body[1], body.at(-1)].filter(Boolean),
    ...blocks.filter((block) => block.selector && text.includes(quoted(block.selector))),
    ...dropped,
    ...furniture.slice(0, 1),
  ]);
  const shown = blocks.filter((block) => wanted.has(block));
  const said = tidied(answer);
  const kept = shown.filter((block) => block.label === "body").map((block) => said(block));
  const lacking = shown.filter((block) => !["title", "body", "heading"].includes(block.label)).map((block) => short(block).slice(0, 8).trim());
  const lines = [`  - name: ${quoted(name)}`];
  const address = answer.url ?? answer.canonical_url;
  if (hostOf(address)) lines.push(`    url: ${address}`);
  lines.push(answer.kind === "html" ? "    html: |" : "    text: |");
  lines.push(...(answer.kind === "html" ? markup(shown, (block) => inner(block, insides, text)) : shown.map(short)).map((line) => `      ${line}`));
  lines.push("    expect:");
  if (answer.title && shown.some((block) => block.label === "title")) lines.push(`      title: ${quoted(answer.title)}`);
  const all = text.trimEnd().split("\n");
  for (const key of TESTED) if (section(all, key)) lines.push(`      ${key}: ${expected(answer[key])}`);
  lines.push(
    `      paragraphs: ${kept.length}`,
    `      starts: ${quoted(kept[0].trim().slice(0, 8))}`,
    `      ends: ${quoted(kept.at(-1).trim().slice(-8))}`,
    `      lacks: [${[...new Set(lacking.filter(Boolean))].map(quoted).join(", ") || "'…'"}]`,
  );
  const found = section(all, "tests");
  if (found) all.splice(found[1], 0, ...lines);
  else all.push("tests:", ...lines);
  return `${all.join("\n")}\n`;
}

function expected(value) {
  if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
  return value === null ? "null" : quoted(value);
}

/** What the answer's text says of a block of the body, as much as the test shows of it: tidying changes letters. */
function tidied(answer) {
  const running = answer.blocks.filter((block) => block.label === "body" || block.label === "heading");
  const paragraphs = answer.text.split("\n\n");
  return (block) => {
    const paragraph = running.length === paragraphs.length ? paragraphs[running.indexOf(block)] : block.text.trim();
    return short(block).length < block.text.trim().length ? paragraph.slice(0, short(block).length) : paragraph;
  };
}

/** A block's text, cut at the end of a sentence where it is long: a test is read by people. */
function short(block) {
  const text = block.text.trim();
  if (text.length <= 60) return text;
  const end = text.slice(20, 60).search(/[。！？.!?](?=[^。！？.!?]*$)/);
  return text.slice(0, end < 0 ? 60 : end + 21);
}

/** A block's text, with the elements inside it that the rule names. */
function inner(block, insides, rule) {
  const named = (insides.get(block.index) ?? []).filter((each) => rule.includes(quoted(each.selector)));
  return named.reduce((shown, { step, text }) => shown.replace(literal(text), (found) => `${openTag(step)}${found}</${tagOf(step)}>`), literal(short(block)));
}

/** Markup in the shape of the page's: the elements around each block by the names in its path, `inside` it what it holds. */
function markup(blocks, inside) {
  const lines = [];
  let open = [];
  for (const block of blocks) {
    const steps = block.path.replace(/^(?:… > )?(?:body > )?/, "").split(" > ");
    let same = 0;
    while (same < Math.min(open.length, steps.length - 1) && open[same] === steps[same]) same += 1;
    while (open.length > same) lines.push(`${"  ".repeat(open.length - 1)}</${tagOf(open.pop())}>`);
    for (const step of steps.slice(same, -1)) {
      lines.push("  ".repeat(open.length) + openTag(step));
      open.push(step);
    }
    const last = steps.at(-1);
    lines.push(`${"  ".repeat(open.length)}${openTag(last)}${inside(block)}</${tagOf(last)}>`);
  }
  while (open.length) lines.push(`${"  ".repeat(open.length - 1)}</${tagOf(open.pop())}>`);
  return lines;
}

const tagOf = (step) => /^[^.#]+/.exec(step)[0];
const literal = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function openTag(step) {
  const names = step.match(/[.#][^.#]+/g) ?? [];
  const id = names.find((name) => name.startsWith("#"));
  const classes = names.filter((name) => name.startsWith(".")).map((name) => name.slice(1));
  const attributes = (id ? ` id="${id.slice(1)}"` : "") + (classes.length ? ` class="${classes.join(" ")}"` : "");
  return `<${tagOf(step)}${attributes.replaceAll("<", "&lt;")}>`;
}
