// The right side: the article as a reader sees it, its fields with their origin, what tidying did, the answer as it is.

import { stand } from "./blocks.js";
import { between } from "./difference.js";
import { byId, copied, fill, make, offer } from "./dom.js";
import { t } from "./words.js";

const FIELDS = ["source", "byline", "editors", "date", "modified", "site_name", "section", "description", "keywords", "language", "image", "next_page", "canonical_url", "rule"];
// Where the blocks are that a field may have been read from.
const PRINTED = ["title", "credits", "signoff", "body", "caption", "heading", "other"];
const RUNNING = ["body", "heading"];
const squashed = (text) => text.replace(/[\s\u200b]+/g, "").normalize("NFKC");
const texts = new WeakMap(); // of each block, squashed: each field asks for it

function prints(block) {
  if (!texts.has(block)) texts.set(block, squashed(block.text));
  return texts.get(block);
}

/** The blocks that print what a field holds; the first that do, in the order of the labels that are asked first. */
function printing(values, blocks, labels = PRINTED) {
  const found = new Set();
  for (const value of values) {
    const wanted = squashed(value);
    if (!wanted) continue;
    for (const name of labels) {
      const hits = blocks.filter((block) => block.label === name && prints(block).includes(wanted));
      if (hits.length) {
        hits.forEach((block) => found.add(block.index));
        break;
      }
    }
  }
  return [...found];
}

/** An element that stands for blocks; lit with them. */
function standing(indexes, tag, attributes, ...children) {
  const element = make(tag, { ...attributes, "data-b": indexes.length ? indexes.join(" ") : null }, ...children);
  for (const index of indexes) stand(index, element);
  return element;
}

const list = (value) => (Array.isArray(value) ? value : value === null || value === "" ? [] : [String(value)]);

export function showArticle(answer) {
  const { blocks } = answer;
  const paragraphs = answer.text ? answer.text.split("\n\n") : [];
  const running = blocks.filter((block) => RUNNING.includes(block.label));
  const paired = running.length === paragraphs.length;
  const title = answer.title
    ? standing(blocks.filter((block) => block.label === "title").map((block) => block.index), "h3", { class: "headline", tabindex: "0" }, answer.title)
    : null;
  const text = paragraphs.map((paragraph, n) => {
    const own = paired ? [running[n].index] : printing([paragraph], blocks, RUNNING);
    const heading = paired && running[n].label === "heading";
    return standing(own, heading ? "h4" : "p", {}, paragraph);
  });
  const captions = answer.captions.map((caption) =>
    standing(printing([caption.text], blocks, ["caption", ...PRINTED]), "li", {}, `${caption.text} `, caption.credit ? make("span", { class: "origin" }, `${t("credit")} ${caption.credit}`) : null),
  );
  fill(
    byId("panel-article"),
    state(answer),
    answer.notices.map((notice) => make("p", { class: "notice" }, make("code", {}, notice.code), ` ${notice.message}`)),
    make("article", { lang: answer.language }, title, byline(answer), text.length ? text : make("p", { class: "hint" }, t("no_text"))),
    captions.length ? make("h3", {}, t("captions")) : null,
    captions.length ? make("ul", { class: "captions", lang: answer.language }, captions) : null,
    make("h3", {}, t("fields")),
    fields(answer),
  );
}

function state(answer) {
  const meter = make("meter", { min: 0, max: 1, low: 0.4, high: 0.7, optimum: 1, value: answer.confidence, "aria-label": t("confidence") });
  return make(
    "p",
    { class: "state" },
    make("strong", { "data-status": answer.status }, t(`status_${answer.status}`)),
    make("span", {}, `${t("confidence")} ${t("sure", answer.confidence)} `, meter),
    make("span", {}, `${t("f_encoding")} ${answer.encoding.name}`),
  );
}

function byline(answer) {
  const told = [answer.date?.replace("T", " "), answer.source, ...answer.byline].filter(Boolean);
  return told.length ? make("p", { class: "byline" }, told.join(" · ")) : null;
}

function fields(answer) {
  const rows = ["title", ...FIELDS].map((name) => {
    const values = list(answer[name]);
    const origin = answer.origin[name];
    const printed = origin === "data" ? [] : printing(name === "date" && answer.date_raw ? [answer.date_raw] : values, answer.blocks);
    const own = name === "title" ? answer.blocks.filter((block) => block.label === "title").map((block) => block.index) : printed;
    return [
      make("dt", {}, t(`f_${name}`)),
      standing(
        values.length ? own : [],
        "dd",
        { tabindex: values.length && own.length ? "0" : null, "data-field": name },
        values.length ? make("span", {}, values.join(" · ")) : make("span", { class: "nothing" }, t(name === "rule" ? "no_site_rule" : "nothing")),
        origin && values.length ? make("span", { class: "origin", title: `${t("origin")} ${t(`from_${origin}`)}` }, t(`from_${origin}`)) : null,
      ),
    ];
  });
  return make("dl", { class: "fields" }, rows.flat());
}

export function showTidied(answer) {
  const running = answer.blocks.filter((block) => RUNNING.includes(block.label));
  const paragraphs = answer.text ? answer.text.split("\n\n") : [];
  const panel = byId("panel-tidied");
  if (!paragraphs.length) {
    fill(panel, make("p", { class: "hint" }, t("tidied_no")));
    return;
  }
  const pairs = running.length === paragraphs.length ? running.map((block, n) => [block.text, paragraphs[n]]) : [[running.map((block) => block.text).join("\n\n"), answer.text]];
  const changed = pairs.filter(([before, after]) => before !== after);
  fill(
    panel,
    make("p", { class: "hint" }, changed.length ? t("tidied_some", changed.length, pairs.length) : t("tidied_none")),
    changed.map(([before, after]) => make("p", { class: "tidied", lang: answer.language }, between(before, after).map(piece))),
  );
}

function piece([kind, text]) {
  if (kind === "same") return text;
  return make(kind === "out" ? "del" : "ins", {}, text.replaceAll(" ", "␣").replaceAll("\u3000", "□"));
}

/** What differs between two answers, field by field, for whoever writes a rule. */
export function changes(without, ruled) {
  const rows = [];
  for (const name of ["status", "title", "source", "byline", "editors", "date", "modified", "next_page", "captions"]) {
    const [before, after] = [without, ruled].map((answer) => (name === "captions" ? answer.captions.map((caption) => caption.text) : list(answer[name])).join(" · "));
    if (before !== after) rows.push(make("li", {}, make("b", {}, t(`f_${name}`)), " ", make("del", {}, before || t("none")), " → ", make("ins", {}, after || t("none"))));
  }
  for (const [kind, paragraphs] of between(without.text.split("\n\n"), ruled.text.split("\n\n"))) {
    if (kind === "same") continue;
    for (const paragraph of paragraphs.filter(Boolean)) rows.push(make("li", {}, make("b", {}, t("f_text")), " ", make(kind === "out" ? "del" : "ins", {}, paragraph)));
  }
  return rows;
}

export function showJson(answer) {
  const { blocks, ...rest } = answer;
  code(byId("panel-json"), JSON.stringify(rest, null, 2), t("tally", blocks.length));
}

export function showMarkdown(text) {
  code(byId("panel-markdown"), text);
}

export function showCurl(page, options, guarded) {
  const query = new URLSearchParams({ ...page.known, ...options }).toString();
  const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
  const type = page.type === "application/octet-stream" ? "" : ` -H ${quoted(`Content-Type: ${page.type}`)}`;
  const token = guarded ? " -H 'Authorization: Bearer …'" : "";
  const base = new URL(".", location.href);
  code(byId("panel-curl"), `curl -s --data-binary @page.html${type}${token} ${quoted(`${base}v1/clean${query ? `?${query}` : ""}`)}`, t("curl_say"));
}

function code(panel, text, said = "") {
  const place = make("span", { role: "status" }, said);
  const held = make("code", {}, text);
  const button = make("button", { type: "button", class: "quiet", onclick: copy }, t("copy"));
  async function copy() {
    if (await copied(text)) button.textContent = t("copied");
    else {
      place.textContent = t("copy_yourself");
      offer(held);
    }
  }
  fill(panel, make("p", { class: "row hint" }, place, button), make("pre", {}, held));
}
