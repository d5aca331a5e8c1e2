// The playground: one page, cleaned by the service, painted, and a rule written for it.

import * as article from "./article.js";
import * as blocks from "./blocks.js";
import { byId, copied, fill, make, offer, settled, tabs } from "./dom.js";
import * as editor from "./editor.js";
import * as example from "./example.js";
import * as intake from "./intake.js";
import * as rule from "./rule.js";
import * as service from "./service.js";
import { insides } from "./source.js";
import * as words from "./words.js";
import { t } from "./words.js";

const SWITCHES = ["space", "width", "glosses", "mojibake"];
const CHOICES = { script: "hans", punctuation: "keep", zone: "" };
const SHARED = [...Object.keys(CHOICES), ...SWITCHES, "url", "fetched_at"];
const PAUSE = 350; // milliseconds without a key after which the rule is tried

const OF_A_FIELD = ["title", "source"]; // what can be said of an element inside a block

let page = null; // what the answers are about
let inline = new Map(); // the elements inside its blocks
let plain = null; // its answer without a rule of this page's own
let answer = null; // what is shown
let ruledBy = ""; // the rule that made it
let cleaning = null;
let trying = null;
let saved = "";
let written = null; // the block of which something was written last, and what says so
let explained = null; // the number of the block that is told about
let repeat = () => {}; // says the last message again, in another language
let markdownOf = null; // whose Markdown has been asked for

// Options

function options() {
  const given = {};
  for (const [name, usual] of Object.entries(CHOICES)) if (byId(name).value.trim() !== usual) given[name] = byId(name).value.trim();
  for (const name of SWITCHES) if (!byId(name).checked) given[name] = "0";
  return given;
}

/** The fragment holds what was chosen, and no fragment ever reaches a server. */
function remember() {
  const given = { ...options(), ...intakeOf.known(), lang: words.chosen() };
  const address = new URL(location.href);
  address.hash = new URLSearchParams(given);
  history.replaceState(null, "", address);
  return address.href;
}

function recall() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of SHARED) {
    if (!given.has(name)) continue;
    if (SWITCHES.includes(name)) byId(name).checked = given.get(name) !== "0";
    else byId(name).value = given.get(name);
  }
  if ([...given.keys()].some((name) => name in CHOICES || SWITCHES.includes(name))) byId("options").open = true;
  words.choose(given.get("lang") ?? words.chosen());
}

// What is said

/** Says `message()`, in whatever language is chosen. */
function say(message) {
  repeat = () => say(message);
  byId("said").textContent = message();
  byId("failed").hidden = true;
}

/** Says what went wrong, an error or a message as above; `again` is what a button does about it. */
function fail(error, again = null) {
  repeat = () => fail(error, again);
  const message = error instanceof Error ? (error.kind === "lost" ? t("lost") : error.message) : error();
  const place = byId("failed");
  byId("said").textContent = "";
  place.hidden = false;
  fill(place, message, again ? " " : null, again ? make("button", { type: "button", onclick: again }, t("again")) : null);
}

/** Shows an address that could not be copied, selected for the reader to do it. */
function showAddress(address) {
  const link = make("code", {}, address);
  say(() => t("copy_yourself"));
  repeat = () => showAddress(address);
  byId("said").append(" ", link);
  offer(link);
}

// Cleaning

async function clean() {
  const given = intakeOf.page();
  if (!given) {
    fail(() => t("no_page"));
    byId("paste").focus();
    return;
  }
  cleaning?.abort();
  trying?.abort();
  const mine = (cleaning = new AbortController());
  byId("clean").setAttribute("aria-busy", "true");
  say(() => t("cleaning"));
  wantAddress(false);
  service.setToken(byId("token").value);
  remember();
  try {
    const began = performance.now();
    const found = await service.clean(given, { ...options(), explain: "1" }, mine.signal);
    const took = Math.round(performance.now() - began);
    inline = await insides(given, found);
    if (cleaning !== mine) return;
    page = given;
    plain = found;
    written = null;
    say(() => t("done", took));
    byId("results").hidden = false;
    byId("steps").hidden = true;
    byId("intake").classList.add("done");
    show(found);
    if (editor.text().trim()) tryRule();
  } catch (error) {
    if (error.name !== "AbortError") fail(error, error instanceof service.Failure ? clean : null);
    if (error.kind === "unauthorized") {
      byId("token-row").hidden = false;
      byId("token").focus();
    }
    if (!(error instanceof service.Failure) && error.name !== "AbortError") throw error;
  } finally {
    if (cleaning === mine) byId("clean").removeAttribute("aria-busy");
  }
}

function show(found, keep = false, by = "") {
  answer = found;
  ruledBy = by;
  markdownOf = null;
  blocks.show(found.blocks, keep);
  article.showArticle(found);
  article.showTidied(found);
  article.showJson(found);
  article.showCurl(page, options(), service.hasToken());
  if (!byId("panel-source").hidden) blocks.showSource(page, found);
  else fill(byId("panel-source"));
  if (!byId("panel-markdown").hidden) showMarkdown();
}

async function showMarkdown() {
  if (markdownOf === answer || !page) return;
  markdownOf = answer;
  article.showMarkdown(t("markdown_wait"));
  const mine = answer;
  try {
    const given = { ...options(), format: "markdown" };
    const found = ruledBy ? (await service.tryRule(page, given, ruledBy)).with : await service.clean(page, given);
    if (answer === mine) article.showMarkdown(found.text);
  } catch (error) {
    if (answer === mine) article.showMarkdown(error.message);
    markdownOf = null;
  }
}

// The rule

const tryLater = settled(tryRule, PAUSE);

function changed() {
  if (editor.text().trim()) tryLater();
  else {
    trying?.abort();
    editor.quiet(t("no_rule"));
    if (plain && answer !== plain) show(plain, true);
  }
}

async function tryRule() {
  const text = editor.text();
  if (!page || !text.trim()) return;
  trying?.abort();
  const mine = (trying = new AbortController());
  editor.say(t("trying"));
  try {
    const tried = await service.tryRule(page, options(), text, mine.signal);
    if (tried.with) show(tried.with, true, text);
    editor.judge(tried, tried.with && tried.without ? article.changes(tried.without, tried.with) : []);
  } catch (error) {
    if (error.name === "AbortError") return;
    editor.quiet(error.message);
    editor.say(error.message, "error");
    if (!(error instanceof service.Failure)) throw error;
    byId("rule-state").append(" ", make("button", { type: "button", class: "quiet", onclick: tryRule }, t("again")));
  }
}

function wantAddress(wanted) {
  byId("url-wanted").hidden = !wanted;
  byId("url").setAttribute("aria-invalid", String(wanted));
  if (wanted) byId("url").focus();
}

/** The rule as it is, or one begun for the page; null where the page's address is asked for first. */
function begun() {
  if (editor.text().trim()) return editor.text();
  page.known = intakeOf.known(); // an address may have been given since
  const text = rule.skeleton(answer, page.known.url);
  wantAddress(text === null);
  return text;
}

/** Writes what a block, or an element `inside` it, is into the rule, and shows the rule; or says why nothing was written. */
function write(action, block, selector, inside) {
  const text = begun();
  if (text === null) return;
  openRight("rule");
  try {
    const [ruled, ...more] = withAction(text, action, block, selector, inside);
    written = { index: block.index, kind: "", message: () => [t("written", t(`do_${action}`)), ...more.map((name) => t(name))].join(" ") };
    editor.write(ruled);
  } catch (error) {
    if (!(error instanceof rule.Unclear)) throw error;
    written = { index: block.index, kind: "warning", message: () => t("unclear", error.line) };
  }
  sayWritten(block);
  byId("written").scrollIntoView({ block: "nearest" });
}

/** The rule with what was said of a block, and the names of what has to be known of it. */
function withAction(text, action, block, selector, inside) {
  const condition = selector ? `{css: ${rule.quoted(selector)}}` : `{text: ${rule.quoted(rule.pattern(block))}}`;
  if (action === "drop") return [rule.inBody(text, "drop", condition)];
  if (action === "stop") return [rule.inBody(text, "stop_before", condition)];
  if (action === "body") return [rule.inBody(text, "select", rule.quoted(selector))];
  if (action === "title") return [rule.field(text, "title", rule.quoted(selector))];
  if (action === "caption") {
    if (!selector) return [rule.field(text, "captions", `{match: ${rule.quoted(rule.pattern(block))}}`)];
    const matched = text.split(/^(?=\w)/m).some((part) => /^captions:.*\bmatch:/s.test(part));
    return [rule.inCaptions(text, selector), ...(matched ? ["both_hold"] : [])];
  }
  const value = rule.sourceOf(inside ?? block, selector);
  const more = !inside && value === rule.quoted(selector ?? "") && /\s/.test(block.text.trim());
  return [rule.field(text, "source", value), ...(more ? ["more_than_source"] : [])];
}

/** Says what was written last, where it was of this block. */
function sayWritten(block) {
  const said = block && block.index === written?.index ? written : null;
  byId("written").textContent = said?.message() ?? "";
  byId("written").dataset.kind = said?.kind ?? "";
}

/** Tells about a block; where it was told about before, the selector that was chosen and the focus stay. */
function why(block) {
  const place = byId("why");
  const same = block?.index === explained;
  const chosen = same ? byId("selector")?.value : null;
  const focused = same && place.contains(document.activeElement) ? document.activeElement : null;
  explained = block?.index ?? null;
  sayWritten(block);
  if (!block) {
    fill(place, make("p", { class: "hint" }, t("why_empty")));
    return;
  }
  const selectors = [...(block.selector ? [block.selector] : []), ...block.wider];
  const within = inline.get(block.index) ?? [];
  const inside = () => within.find((each) => each.selector === choice.value);
  const limit = () => place.querySelectorAll("[data-do]").forEach((button) => (button.disabled = inside() && !OF_A_FIELD.includes(button.dataset.do)));
  const choice = make(
    "select",
    { id: "selector", onchange: limit },
    selectors.map((each) => make("option", { value: each }, `${each} (${t("finds", blocks.finds(each))})`)),
    within.map((each) => make("option", { value: each.selector }, `${each.selector} (${each.text})`)),
  );
  if (!selectors.length) choice.append(make("option", { value: "" }, t("by_text")));
  const does = (action, needsElement = false) =>
    needsElement && !selectors.length ? null : make("button", { type: "button", "data-do": action, onclick: () => write(action, block, choice.value || null, inside()) }, t(`do_${action}`));
  fill(
    place,
    make("p", {}, make("strong", { class: "label", "data-label": block.label }, words.label(block.label)), " ", words.reason(block.reason)),
    make("p", { class: "path" }, block.path ?? t("no_element")),
    make("div", { class: "row" }, make("label", { for: "selector" }, t("selector")), choice),
    make("div", { class: "row", role: "group", "aria-label": t("rule") }, does("drop"), does("stop"), does("caption"), does("title", true), does("source", !rule.sourceOf(block, null)), does("body", true)),
  );
  if ([...choice.options].some((each) => each.value === chosen)) choice.value = chosen;
  limit();
  if (focused) (place.querySelector(`[data-do="${focused.dataset.do}"]`) ?? choice).focus({ preventScroll: true });
}

function download() {
  editor.download(`${rule.firstHost(editor.text()) || "rule"}.yaml`);
  saved = editor.text();
  say(() => t("downloaded"));
}

async function addTest() {
  if (!answer) return;
  const first = begun();
  if (first === null) return;
  if (first !== editor.text()) editor.write(first);
  await tryRule(); // what it leaves out now is what the test has to look for
  const count = editor.text().match(/^\s*- name:/gm)?.length ?? 0;
  try {
    const text = rule.withTest(editor.text(), answer, inline, `${answer.title ?? answer.kind} ${count + 1}`);
    if (text) editor.write(text);
    else editor.say(t("need_body"), "warning");
  } catch (error) {
    if (!(error instanceof rule.Unclear)) throw error;
    editor.say(t("unclear", error.line), "warning");
  }
}

// Beginning

const intakeOf = intake.listen(clean, fail);
blocks.listen(why);
editor.listen(changed);
tabs(document.querySelectorAll("[role=tablist]")[0], (name) => {
  if (name === "source" && page && !byId("panel-source").childElementCount) blocks.showSource(page, answer);
});
const openRight = tabs(document.querySelectorAll("[role=tablist]")[1], (name) => {
  if (name === "markdown") showMarkdown();
});

function speak() {
  repeat();
  intakeOf.say();
  byId("language").textContent = t("other_language");
  byId("language").lang = words.chosen() === "zh" ? "en" : "zh";
  byId("rule").placeholder = "site: 示例新闻网\nhosts: [news.example.com]\nbody:\n  select: ['.post_body']";
  if (!editor.text().trim()) editor.say(t("no_rule"));
  if (answer) show(answer, true, ruledBy);
  else why(null);
  if (editor.text().trim() && page) tryRule();
}

byId("clean").addEventListener("click", clean);
byId("example").addEventListener("click", () => {
  intakeOf.show(example.PAGE);
  byId("url").value = example.ADDRESS;
  byId("fetched_at").value = example.FETCHED;
  clean();
});
byId("start").addEventListener("click", () => {
  const text = answer ? begun() : "";
  if (text === null) return;
  if (text !== editor.text()) editor.write(text);
  byId("rule").focus();
});
byId("add-test").addEventListener("click", addTest);
byId("download").addEventListener("click", download);
byId("share").addEventListener("click", async () => {
  const address = remember();
  if (await copied(address)) say(() => t("shared"));
  else showAddress(address);
});
byId("language").addEventListener("click", () => {
  words.choose(words.chosen() === "zh" ? "en" : "zh");
  remember();
  speak();
});
byId("url").addEventListener("input", () => wantAddress(false));
byId("options").addEventListener("change", () => page && clean());
for (const name of ["url", "fetched_at", "token"]) {
  byId(name).addEventListener("keydown", (event) => {
    if (event.key === "Enter") clean();
  });
}
window.addEventListener("beforeunload", (event) => {
  if (editor.text().trim() && editor.text() !== saved) event.preventDefault();
});

recall();
speak();
