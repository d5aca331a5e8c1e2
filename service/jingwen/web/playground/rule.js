// A rule file as text: what a click writes into it, where, and a test made of the page. All functions take the text of
// the file and give the new one; what somebody wrote by hand stays as it is wherever it can. YAML has more forms than are
// known here: one that is not is Unclear, and nothing is written.

const TOP = /^([a-z_]+):(?:\s|$)/;
const SOURCE_WORDS = /(文章来源|信息来源|稿件来源|新闻来源|来源|來源|稿源|转自|Source)\s*[:：]/;
const LONGEST_LINE = 90;
const LINE_END = /\r\n?|[\n\x85\u2028\u2029]/; // as YAML has them
const ORDER = ["site", "hosts", "when", "title", "source", "byline", "editors", "date", "modified", "captions", "body", "next_page", "tests"];
// A test expects these where the rule says something of them; without that the line would not be needed.
const TESTED = ["source", "byline", "editors", "date", "modified"];

/** A line is written in a form that nothing can be added to here; `line` is that line. */
export class Unclear extends Error {
  constructor(line) {
    super(line);
    this.line = line.trim();
  }
}

export const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const escaped = (text) => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
const begin = (text, length) => text.trim().split(LINE_END, 1)[0].slice(0, length);

/** A pattern that finds a block by how its text begins. */
export const pattern = (block) => `^${escaped(begin(block.text, 12))}`;

/** The lines of a file, which has nothing but plain keys at the margin. */
function read(text) {
  const lines = text.trimEnd().split("\n");
  const odd = lines.find((line) => /^[^\s#-]/.test(line) && !TOP.test(line));
  if (odd !== undefined) throw new Unclear(odd);
  return lines;
}

const file = (lines) => `${lines.join("\n")}\n`;
const isContent = (line) => !/^\s*(?:#|$)/.test(line);

/** The lines of the key at `indent` between `first` and `end`, `[its own, behind the last]`; null where there is none. */
function section(lines, key, indent = "", first = 0, end = lines.length) {
  const own = lines.findIndex((line, n) => n >= first && n < end && new RegExp(`^${indent}${key}:(?:\\s|$)`).test(line));
  if (own < 0) return null;
  const further = new RegExp(`^(?:${indent}(?:\\s|-\\s|-$)|\\s*(?:#|$))`);
  let behind = own + 1;
  while (behind < end && further.test(lines[behind])) behind += 1;
  const apart = new RegExp(`^(?:\\s*$|\\s{0,${indent.length}}#)`); // a comment that is no further in belongs to what follows
  while (behind > own + 1 && apart.test(lines[behind - 1])) behind -= 1;
  return [own, behind];
}

/** Puts the lines of a new top-level key where the format's description has it. */
function insert(lines, key, added) {
  const later = ORDER.slice(ORDER.indexOf(key) + 1);
  const place = lines.findIndex((line) => later.includes(TOP.exec(line)?.[1]));
  lines.splice(place < 0 ? lines.length : place, 0, ...added);
}

/** The letters of YAML outside quotes, each `[place, letter, depth]` by the brackets around it; last the end, at a depth
 * of zero where all is closed. */
function* bare(text) {
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (quote) {
      if (letter === "\\" && quote === '"') i += 1;
      else if (letter === quote) quote = "";
    } else if (/['"]/.test(letter) && /[\s[{,:'"]/.test(text[i - 1] ?? " ")) quote = letter;
    else {
      if ("]}".includes(letter)) depth -= 1;
      yield [i, letter, depth];
      if ("[{".includes(letter)) depth += 1;
    }
  }
  yield [text.length, "", quote ? Infinity : depth];
}

/** The value behind a key in its line, and the comment behind that. */
function valueOf(line) {
  const rest = line.slice(line.indexOf(":") + 1);
  for (const [i, letter, depth] of bare(rest)) {
    if (letter && !(letter === "#" && /\s/.test(rest[i - 1]))) continue;
    const value = rest.slice(0, i).trim();
    if (depth || /^[&*!|>?%@`]/.test(value)) throw new Unclear(line);
    return [value, rest.slice(i) && `  ${rest.slice(i)}`];
  }
}

/** The items of a flow list or mapping. */
function items(flow) {
  const inside = flow.slice(1, -1);
  const found = [];
  let from = 0;
  for (const [i, letter, depth] of bare(inside)) {
    if (depth || (letter && letter !== ",")) continue;
    found.push(inside.slice(from, i).trim());
    from = i + 1;
  }
  return found.filter(Boolean);
}

/** The section of a top-level key; `body: {…}` becomes lines of its own, so that more can be written into it. */
function opened(lines, key) {
  const found = section(lines, key);
  if (!found) return null;
  const [value, comment] = valueOf(lines[found[0]]);
  if (!/^\{.*\}$/.test(value)) return found;
  lines.splice(found[0], 1, `${key}:${comment}`, ...items(value).map((item) => `  ${item}`));
  return section(lines, key);
}

/** Adds `item` to the list that a key at `indent` has in the lines from `own` to `end`. */
function extend(lines, [own, end], indent, key, item, front) {
  const [value, comment] = valueOf(lines[own]);
  const below = [...lines.keys()].slice(own + 1, end).filter((n) => isContent(lines[n]));
  if (!value) {
    const [, dash] = below.length ? (/^(\s*)-\s/.exec(lines[below[0]]) ?? []) : ["", `${indent}  `];
    if (dash === undefined) throw new Unclear(lines[below[0]]);
    if (below.some((n) => lines[n].trim().startsWith(`- ${item}`))) return;
    lines.splice(front && below.length ? below[0] : (below.at(-1) ?? own) + 1, 0, `${dash}- ${item}`);
    return;
  }
  if (below.length) throw new Unclear(lines[own]);
  const held = /^(['"]?)off\1$/.test(value) ? [] : /^\[.*\]$/.test(value) ? items(value) : [value];
  if (held.includes(item)) return;
  const all = front ? [item, ...held] : [...held, item];
  const line = `${indent}${key}: [${all.join(", ")}]`;
  if (line.length <= LONGEST_LINE) lines.splice(own, 1, line + comment);
  else lines.splice(own, 1, `${indent}${key}:${comment}`, ...all.map((each) => `${indent}  - ${each}`));
}

/** Adds `item` to the list under `key` in the mapping that a section's lines hold. */
function extendIn(lines, [own, end], key, item, front) {
  const below = lines.slice(own + 1, end).filter(isContent);
  const indent = below.length ? /^\s*/.exec(below[0])[0] : "  ";
  const known = new RegExp(`^${indent}(?:[a-z_]+:(?:\\s|$)|\\s|-\\s)`);
  const odd = valueOf(lines[own])[0] ? lines[own] : below.find((line, n) => !known.test(line) || (!n && /^\s*-/.test(line)));
  if (odd !== undefined) throw new Unclear(odd);
  const found = section(lines, key, indent, own + 1, end);
  if (found) extend(lines, found, indent, key, item, front);
  else lines.splice(front ? own + 1 : end, 0, `${indent}${key}: [${item}]`);
}

/** A condition or selector added to a list of the body: `drop`, `stop_before` or `select`. */
export function inBody(text, key, item) {
  const lines = read(text);
  const found = opened(lines, "body");
  if (found) extendIn(lines, found, key, item, key === "select");
  else insert(lines, "body", ["body:", `  ${key}: [${item}]`]);
  return file(lines);
}

/** A selector added to the captions. */
export function inCaptions(text, selector) {
  const lines = read(text);
  const found = opened(lines, "captions");
  const item = quoted(selector);
  if (!found) insert(lines, "captions", [`captions: {select: [${item}]}`]);
  else if (valueOf(lines[found[0]])[0] || /^\s*-/.test(lines.slice(found[0] + 1, found[1]).find(isContent))) extend(lines, found, "", "captions", item);
  else extendIn(lines, found, "select", item);
  return file(lines);
}

/** A field that is said anew: what was said of it before goes. */
export function field(text, key, value) {
  const lines = read(text);
  const found = section(lines, key);
  if (found) lines.splice(found[0], found[1] - found[0]);
  insert(lines, key, [`${key}: ${value}`]);
  return file(lines);
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
  const pages = host ? `hosts: [${host}]` : `when: {text: ${quoted(escaped(begin(furniture.text, 20)))}}`;
  return `site: ${quoted(answer.site_name || host || "…")}\n${pages}\n`;
}

/** The first host that a rule is for, without its star; "" where it names none. */
export const firstHost = (text) => /^hosts:[\s["'*.-]*(?![a-z_]+:)([\p{L}\p{N}][\p{L}\p{N}.-]*)/mu.exec(text.replace(/(^|\s)#.*/gm, ""))?.[1] ?? "";

function hostOf(address) {
  const url = URL.canParse(address ?? "") ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? url.hostname : "";
}

/** The file with one more test, made of the blocks of the page that say most; null where the page has no text. Elements
 * inside a block (`insides`) are kept where the rule names them. A block that stands in no element is a paragraph. */
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
  const lacking = shown.filter((block) => !["title", "body", "heading"].includes(block.label)).map((block) => begin(short(block), 8).trim());
  const lines = [`- name: ${quoted(name)}`];
  const address = answer.url ?? answer.canonical_url;
  if (hostOf(address)) lines.push(`  url: ${address}`);
  lines.push(answer.kind === "html" ? "  html: |" : "  text: |");
  const page = answer.kind === "html" ? markup(shown, (block) => inner(block, insides, text)) : shown.map(short);
  lines.push(...page.flatMap((line) => line.split(LINE_END)).map((line) => `    ${line}`));
  lines.push("  expect:");
  if (answer.title && shown.some((block) => block.label === "title")) lines.push(`    title: ${quoted(answer.title)}`);
  const all = read(text);
  for (const key of TESTED) if (section(all, key)) lines.push(`    ${key}: ${expected(answer[key])}`);
  lines.push(
    `    paragraphs: ${kept.length}`,
    `    starts: ${quoted(begin(kept[0], 8))}`,
    `    ends: ${quoted(kept.at(-1).trim().split(LINE_END).at(-1).slice(-8))}`,
    `    lacks: [${[...new Set(lacking.filter(Boolean))].map(quoted).join(", ") || "'…'"}]`,
  );
  const found = section(all, "tests");
  const [own, end] = found ?? [all.push("tests:") - 1, all.length];
  const first = all.slice(own + 1, end).find(isContent);
  const [, indent] = first === undefined ? ["", "  "] : (/^(\s*)-\s/.exec(first) ?? []);
  if (valueOf(all[own])[0] || indent === undefined) throw new Unclear(all[own]);
  all.splice(end, 0, ...lines.map((line) => indent + line));
  return file(all);
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
    const steps = (block.path ?? "p").replace(/^(?:… > )?(?:body > )?/, "").split(" > ");
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
