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
