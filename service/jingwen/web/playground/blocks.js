// The left side: the blocks in order, painted by their label; the page's markup in the same paint; why a block is what
// it is. Whatever stands for a block carries its number in `data-b`, on either side: one of them lit, all of them are.

import { byId, fill, make } from "./dom.js";
import { characters, LONGEST_SOURCE, stretches } from "./source.js";
import { label, reason, t } from "./words.js";

const LABELS = ["title", "credits", "body", "heading", "caption", "signoff", "nav", "related", "comment", "notice", "other"];
const PIECES_A_CHUNK = 80;

let blocks = [];
let standing = new Map(); // by the number of a block, the elements that stand for it
let lit = [];
let selected = -1;
let told = () => {};

/** `chosen` hears which block was chosen. */
export function listen(chosen) {
  told = chosen;
  const list = byId("blocks");
  document.addEventListener("pointerover", (event) => {
    const element = event.target.closest?.("[data-b]");
    light(element ? element.dataset.b.split(" ") : [], element);
  });
  document.addEventListener("focusin", (event) => {
    const element = event.target.closest?.("[data-b]");
    if (element) light(element.dataset.b.split(" "));
  });
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });
  for (const side of [list, byId("panel-source")]) {
    side.addEventListener("click", (event) => {
      const element = event.target.closest("[data-b]");
      if (element) select(Number(element.dataset.b));
    });
  }
  byId("panel-article").addEventListener("click", (event) => {
    const element = event.target.closest("[data-b]");
    if (element && element.dataset.b !== "") select(Number(element.dataset.b.split(" ")[0]), true);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -blocks.length, End: blocks.length }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      select(Math.max(0, Math.min(blocks.length - 1, selected + step)), true);
    } else if ((event.key === "Enter" || event.key === " ") && selected >= 0) {
      event.preventDefault();
      byId("why").querySelector("button, select")?.focus();
    }
  });
}

/** Shows the blocks of an answer. */
export function show(found, keep) {
  blocks = found;
  standing = new Map();
  lit = [];
  const list = byId("blocks");
  const top = list.parentElement.scrollTop;
  const before = selected;
  selected = -1;
  list.removeAttribute("aria-activedescendant");
  fill(list, blocks.map(item));
  list.setAttribute("aria-label", t("blocks"));
  byId("tally").textContent = t("tally", blocks.length);
  const present = new Set(blocks.map((block) => block.label));
  fill(byId("legend"), LABELS.filter((name) => present.has(name)).map((name) => make("li", { "data-label": name }, label(name))));
  if (keep) list.parentElement.scrollTop = top;
  if (keep && before >= 0 && before < blocks.length) select(before);
  else told(null);
}

function item(block) {
  const element = make(
    "li",
    { role: "option", id: `b${block.index}`, "aria-selected": "false", "data-b": block.index, "data-label": block.label },
    make("span", { class: "label" }, label(block.label)),
    make("span", { class: "text" }, block.text),
  );
  stand(block.index, element);
  return element;
}

/** Remembers that `element` stands for a block. */
export function stand(index, element) {
  const already = standing.get(index);
  if (already) already.push(element);
  else standing.set(index, [element]);
}

/** Lights all that stands for these blocks, and takes the light from all else. */
function light(indexes, pointed = null) {
  for (const element of lit) element.classList.remove("lit");
  lit = indexes.flatMap((index) => standing.get(Number(index)) ?? []);
  if (pointed?.dataset.b === "") lit = [];
  for (const element of lit) element.classList.add("lit");
  const block = pointed && indexes.length === 1 && pointed.closest(".blocks, .source") ? blocks[Number(indexes[0])] : null;
  if (block) showTip(block, pointed);
  else hideTip();
}

function showTip(block, pointed) {
  const tip = byId("tip");
  tip.textContent = `${label(block.label)}: ${reason(block.reason)}`;
  tip.hidden = false;
  const place = pointed.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left + 12, window.innerWidth - tip.offsetWidth - 8));
  const above = place.top - tip.offsetHeight - 6;
  tip.style.transform = `translate(${left}px, ${above > 4 ? above : Math.min(place.bottom + 6, window.innerHeight - tip.offsetHeight - 8)}px)`;
}

function hideTip() {
  byId("tip").hidden = true;
}

function select(index, follow = false) {
  const list = byId("blocks");
  byId(`b${selected}`)?.setAttribute("aria-selected", "false");
  for (const element of standing.get(selected) ?? []) element.classList.remove("chosen");
  selected = index;
  const element = byId(`b${index}`);
  element.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", element.id);
  for (const each of standing.get(index) ?? []) each.classList.add("chosen");
  if (follow) {
    element.scrollIntoView({ block: "nearest" });
    light([String(index)]);
  }
  told(blocks[index]);
}

/** How many blocks a selector of the service's finds. */
export const finds = (selector) => blocks.filter((block) => block.selector === selector || block.wider.includes(selector)).length;

/** The page's own markup, as text, in the paint of its blocks. */
export async function showSource(page, answer) {
  const panel = byId("panel-source");
  const whole = await characters(page, answer.encoding.name);
  if (whole === null) {
    fill(panel, make("p", { class: "hint" }, t("source_lost")));
    return;
  }
  const text = whole.slice(0, LONGEST_SOURCE);
  const pieces = stretches(text, answer.kind === "html", blocks).map(([start, end, index]) => {
    if (index < 0) return text.slice(start, end);
    const element = make("span", { "data-b": index, "data-label": blocks[index].label }, text.slice(start, end));
    stand(index, element);
    return element;
  });
  const chunks = [];
  for (let i = 0; i < pieces.length; i += PIECES_A_CHUNK) chunks.push(make("code", {}, pieces.slice(i, i + PIECES_A_CHUNK)));
  const cut = whole.length > text.length ? make("p", { class: "hint" }, t("long_source", LONGEST_SOURCE)) : null;
  fill(panel, make("pre", {}, chunks), cut);
}
