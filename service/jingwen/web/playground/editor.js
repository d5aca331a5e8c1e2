// The rule editor: a field with line numbers, marks at lines, completion of keys, and what the service says of the rule.

import { complete } from "./completion.js";
import { byId, fill, make } from "./dom.js";
import { t } from "./words.js";

let shown = []; // the completions on offer
let place = null;
let active = 0;

/** `changed` hears that the rule is another one now, by whatever hand. */
export function listen(changed) {
  const field = byId("rule");
  field.addEventListener("input", () => {
    number();
    offer(false);
    changed();
  });
  field.addEventListener("scroll", follow, { passive: true });
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("click", close);
  field.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      offer(true);
    } else if (shown.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (shown.length && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(shown[active]);
    } else if (event.key === "Escape" && shown.length) {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter") {
      indented(event);
    }
  });
  byId("completion").addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-key]");
    event.preventDefault();
    if (item) take(item.dataset.key);
  });
  number();
}

export const text = () => byId("rule").value;

/** Puts another text in the place of the rule. The focus stays where it is. */
export function write(whole) {
  const before = text();
  if (whole === before) return;
  const shorter = Math.min(whole.length, before.length);
  let start = 0;
  while (start < shorter && before[start] === whole[start]) start += 1;
  let rest = 0;
  while (rest < shorter - start && before.at(-1 - rest) === whole.at(-1 - rest)) rest += 1;
  const focused = document.activeElement;
  type(whole.slice(start, whole.length - rest), start, before.length - rest);
  focused.focus({ preventScroll: true });
  close();
}

/** Puts `piece` in the place of what stands from `start` to `end`, as if it had been typed, so that it can be undone. */
function type(piece, start, end) {
  const field = byId("rule");
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  if (document.activeElement === field && document.execCommand(piece ? "insertText" : "delete", false, piece)) return;
  field.setRangeText(piece, start, end, "end"); // the field is hidden, or the browser does not know this any more
  field.dispatchEvent(new Event("input"));
}

/** A new line begins where the one before it does, further in after a key without a value. */
function indented(event) {
  const field = byId("rule");
  const before = field.value.slice(0, field.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = /^\s*/.exec(line)[0] + (/:\s*\|?\s*$/.test(line) ? "  " : "") + (/^\s*- \w+:/.test(line) ? "  " : "");
  if (!indent) return;
  event.preventDefault();
  type(`\n${indent}`, field.selectionStart, field.selectionEnd);
}

function number() {
  const count = text().split("\n").length;
  const gutter = byId("gutter");
  if (gutter.childElementCount !== count) fill(gutter, Array.from({ length: count }, (_, n) => make("span", {}, String(n + 1))));
  const marks = byId("marks");
  if (marks.childElementCount !== count) fill(marks, Array.from({ length: count }, () => make("span", {})));
  follow();
}

function follow() {
  const offset = `translateY(${-byId("rule").scrollTop}px)`;
  byId("gutter").style.transform = offset;
  byId("marks").style.transform = offset;
}

/** Marks lines: `marks` has a kind (error, failure, idle) for each line that has one. */
function mark(marks) {
  for (const side of ["gutter", "marks"]) {
    [...byId(side).children].forEach((line, n) => {
      line.className = marks.get(n + 1) ?? "";
    });
  }
}

function offer(asked) {
  const field = byId("rule");
  place = field.selectionStart === field.selectionEnd ? complete(field.value, field.selectionStart) : null;
  shown = place && (asked || place.word) ? place.keys : [];
  active = 0;
  draw();
}

function draw() {
  const list = byId("completion");
  const field = byId("rule");
  list.hidden = shown.length === 0;
  fill(list, shown.map((key, n) => make("li", { role: "option", id: `key-${n}`, "data-key": key, "aria-selected": String(n === active) }, key)));
  if (!shown.length) {
    field.removeAttribute("aria-activedescendant");
    return;
  }
  field.setAttribute("aria-activedescendant", `key-${active}`);
  const before = field.value.slice(0, place.start).split("\n");
  const height = Number.parseFloat(getComputedStyle(field).lineHeight);
  const top = before.length * height - field.scrollTop + 8;
  list.style.transform = `translate(${Math.min(before.at(-1).length * 7.8 + 8, field.clientWidth - 140)}px, ${top}px)`;
  byId(`key-${active}`).scrollIntoView({ block: "nearest" });
}

function move(step) {
  active = (active + step + shown.length) % shown.length;
  draw();
}

function take(key) {
  type(`${key}: `, place.start, byId("rule").selectionStart);
  close();
}

function close() {
  shown = [];
  draw();
}

/** Says where the rule stands before there is an answer. */
export function say(message, kind = "") {
  const state = byId("rule-state");
  state.textContent = message;
  state.dataset.kind = kind;
}

/** Shows what the service says of the rule; `rows` are what it changes. Of one that cannot be used there is no more to say. */
export function judge(tried, rows) {
  const marks = new Map(tried.problems.map((problem) => [problem.line, "error"]));
  for (const test of tried.tests) for (const failure of test.failures) marks.set(failure.line, "failure");
  for (const line of tried.idle ?? []) marks.set(line.line, "idle");
  mark(marks);
  const [problem] = tried.problems;
  if (!tried.with) {
    say(`${t("rule_bad", problem.line)}${problem.message}`, "error");
    fill(byId("verdict"));
    return;
  }
  if (tried.with.notices.some((notice) => notice.code === "rule_missed")) say(t("missed"), "warning");
  else if (tried.applies && !/^hosts:/m.test(text())) say(t("rule_when"), "warning");
  else if (tried.applies) say(t("rule_fine"), "good");
  else say(t(tried.with.url || tried.with.canonical_url || /^when:/m.test(text()) ? "rule_other" : "rule_no_url"), "warning");
  fill(
    byId("verdict"),
    make("h3", {}, t("tests")),
    problem ? make("p", { class: "warning" }, make("button", { type: "button", class: "quiet", onclick: () => goTo(problem.line) }, `${t("line")} ${problem.line}`), ` ${tried.tests.length || !/tests is missing/.test(problem.message) ? problem.message : t("no_tests")}`) : null,
    make("ul", { class: "tests" }, tried.tests.map(shownTest)),
    problem ? null : make("h3", {}, t("idle")),
    problem ? null : idle(tried.idle),
    make("h3", {}, t("changes")),
    rows.length ? make("ul", { class: "changes" }, rows) : make("p", { class: "hint" }, t(tried.without ? "no_changes" : "changes_unknown")),
  );
}

function shownTest(test) {
  return make(
    "li",
    { "data-passed": String(test.passed) },
    make("b", {}, t(test.passed ? "passed" : "test_failed")),
    ` ${test.name}`,
    make("ul", {}, test.failures.map((failure) => atLine(failure.line, failure.message))),
  );
}

function idle(lines) {
  if (lines === null) return make("p", { class: "hint" }, t("idle_unknown"));
  if (!lines.length) return make("p", { class: "good" }, t("idle_none"));
  return make("ul", { class: "idle" }, lines.map((line) => atLine(line.line, t("idle_one", line.where))));
}

const atLine = (line, message) => make("li", {}, make("button", { type: "button", class: "quiet", onclick: () => goTo(line) }, `${t("line")} ${line}`), ` ${message}`);

/** Takes the caret to a line. */
function goTo(line) {
  const field = byId("rule");
  const start = field.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const end = field.value.indexOf("\n", start);
  field.focus();
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
}

/** Takes away all that was said of a rule. */
export function quiet(message) {
  mark(new Map());
  say(message);
  fill(byId("verdict"));
}

/** Gives the rule to the caller as a file. */
export function download(name) {
  const address = URL.createObjectURL(new Blob([text()], { type: "application/yaml" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
