// Elements made without markup, so that nothing a page holds can ever become part of this one.

export const byId = (id) => document.getElementById(id);

/** Children and lists of them, one by one: a call takes no more than some 125,000 arguments. */
function gathered(children) {
  const all = document.createDocumentFragment();
  for (const child of children.flat()) if (child !== null && child !== undefined) all.append(child);
  return all;
}

/** An element with attributes (`on…` is a listener, `class` and `data-…` as they are) and children, or lists of them. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(gathered(children));
  return element;
}

/** Puts `children`, or lists of them, in the place of what `element` holds. */
export function fill(element, ...children) {
  element.replaceChildren(gathered(children));
}

/** Whether `text` could be copied: a browser keeps its clipboard from pages over plain http, those of its own machine aside. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects what an element holds, for the reader to copy. */
export const offer = (element) => getSelection().selectAllChildren(element);

/** Calls `work` once nobody has asked for it any more for so many milliseconds. */
export function settled(work, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/** A list of tabs: arrow keys go along it, and the panel of the chosen one is shown. */
export function tabs(list, chosen) {
  const all = [...list.querySelectorAll("[role=tab]")];
  function choose(tab, focus = false) {
    for (const each of all) {
      const selected = each === tab;
      each.setAttribute("aria-selected", String(selected));
      each.tabIndex = selected ? 0 : -1;
      byId(each.getAttribute("aria-controls")).hidden = !selected;
    }
    if (focus) tab.focus();
    chosen(tab.id.replace("tab-", ""));
  }
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = all.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: all.length - 1 - at }[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    choose(all[(at + step + all.length) % all.length], true);
  });
  choose(all[0]);
  return (name, focus) => choose(byId(`tab-${name}`), focus);
}
