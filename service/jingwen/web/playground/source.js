// Where each block stands in the page's own characters. The service tells a block's text, not its place, so the texts
// are looked for one after the other in what a reader would see of the markup, white space left out.

const BLANK = /[\s\u200b\ufeff]/;
const BLANKS = /[\s\u200b\ufeff]+/g;
const ENTITIES = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ensp: " ", emsp: " ", thinsp: " ", middot: "·", bull: "•", copy: "©",
  ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", mdash: "—", ndash: "–", hellip: "…", laquo: "«", raquo: "»", times: "×", reg: "®",
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));?/iy;
const UNREAD = /<(script|style|template|svg|title)\b/iy;
const TAG = /<(?:!--[\s\S]*?(?:-->|$)|[!/?a-z](?:"[^"]*"|'[^']*'|[^'">])*(?:>|$))/iy;
// A short text may stand anywhere: it is believed near by only.
const LONG = 12;
const NEAR = 4000;
// A longer page holds the browser up.
export const LONGEST_SOURCE = 400_000;
const INLINE = /<(a|b|em|font|i|label|span|strong|time)\b((?:"[^"]*"|'[^']*'|[^'">])*)>((?:(?!<\/?\1\b)[\s\S])*)<\/\1\s*>/gi;
const NAME = /\s(class|id)\s*=\s*["']?\s*([a-z_][\w-]*)/i;
const TAGS_AROUND = 300; // characters

/** The characters of `text` that a reader sees, without white space, and where each begins and ends. */
function seen(text, markup) {
  const letters = [];
  const begins = [];
  const ends = [];
  let i = 0;
  while (i < text.length) {
    const letter = text[i];
    let end = i + 1;
    let shown = letter;
    if (markup && letter === "<") {
      UNREAD.lastIndex = TAG.lastIndex = i;
      const unread = UNREAD.exec(text);
      const close = unread ? text.toLowerCase().indexOf(`</${unread[1].toLowerCase()}`, i + 1) : -1;
      const tag = TAG.exec(text);
      if (close >= 0) end = close;
      else if (tag) end = TAG.lastIndex;
      if (close >= 0 || tag) shown = "";
    } else if (markup && letter === "&") {
      ENTITY.lastIndex = i;
      const entity = ENTITY.exec(text);
      if (entity) {
        const [, decimal, hexadecimal, name] = entity;
        const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
        shown = name ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : "";
        if (shown === undefined) shown = letter;
        else end = ENTITY.lastIndex;
      }
    }
    if (shown && !BLANK.test(shown)) {
      for (const unit of shown) {
        for (let n = 0; n < unit.length; n += 1) {
          letters.push(unit[n]);
          begins.push(i);
          ends.push(end);
        }
      }
    }
    i = end;
  }
  return { letters: letters.join(""), begins, ends };
}

/** The stretches of `text` in order, each `[start, end, block]`; -1 is no block. */
export function stretches(text, markup, blocks) {
  const { letters, begins, ends } = seen(text, markup);
  const found = [];
  let at = 0;
  let last = 0;
  for (const block of blocks) {
    const wanted = block.text.replace(BLANKS, "");
    const other = wanted.replaceAll("|", ""); // which stands between the cells of a row
    for (const needle of new Set([wanted, other])) {
      if (!needle) continue;
      const place = letters.indexOf(needle, at);
      if (place < 0 || (needle.length < LONG && place - at > NEAR)) continue;
      const start = begins[place];
      const end = ends[place + needle.length - 1];
      if (start > last) found.push([last, start, -1]);
      found.push([start, end, block.index]);
      last = end;
      at = place + needle.length;
      break;
    }
  }
  if (last < text.length) found.push([last, text.length, -1]);
  return found;
}

/** The page's characters, by the encoding that the service found; null where this browser does not know it. */
export async function characters(page, encoding) {
  try {
    return new TextDecoder(encoding).decode(await page.bytes.arrayBuffer());
  } catch {
    return null;
  }
}

/** The named inline elements in the blocks of an answer: by the number of a block a list of `{step, selector, text}`,
 * where `step` is as in a block's path. */
export async function insides(page, answer) {
  const found = new Map();
  const text = answer.kind === "html" ? (await characters(page, answer.encoding.name))?.slice(0, LONGEST_SOURCE) : null;
  if (!text) return found;
  let last = 0;
  for (const [start, end, index] of stretches(text, true, answer.blocks)) {
    if (index < 0) continue;
    const before = /(?:<[^<>]*>\s*)*$/.exec(text.slice(Math.max(last, start - TAGS_AROUND), start))[0];
    const after = /^(?:\s*<\/\w+\s*>)*/.exec(text.slice(end, end + TAGS_AROUND))[0];
    found.set(index, inside(before + text.slice(start, end) + after, answer.blocks[index]));
    last = end;
  }
  return found;
}

function inside(markup, block) {
  const found = new Map();
  for (const [, tag, attributes, content] of markup.matchAll(INLINE)) {
    const [, kind, name] = NAME.exec(attributes) ?? [];
    const text = content.replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();
    if (!name || !text || text === block.text || !block.text.includes(text)) continue;
    const own = (kind.toLowerCase() === "id" ? "#" : ".") + name;
    const selector = own.startsWith(".") && block.selector ? `${block.selector} ${own}` : own;
    if (!found.has(selector)) found.set(selector, { step: tag.toLowerCase() + own, selector, text });
  }
  return [...found.values()];
}
