// The page: pasted, dropped or chosen, always kept as bytes, never shown as a page.

import { byId } from "./dom.js";
import { size, t } from "./words.js";

// A longer text is kept aside: a browser takes seconds to lay it out in a field.
const LONGEST_SHOWN = 100_000;
const MARKUP = /<(?:!doctype|html|head|body|div|p|h1|meta|title|article|table|br|a|span)[\s/>]/i;

export class Page {
  constructor(name, bytes, type) {
    this.name = name;
    this.bytes = bytes;
    this.type = type;
    this.known = {};
  }

  static ofText(name, text) {
    return new Page(name, new Blob([text]), `${MARKUP.test(text) ? "text/html" : "text/plain"}; charset=utf-8`);
  }

  /** The bytes in Base64. */
  base64() {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(this.bytes);
    });
  }
}

/** Listens to all ways in; `taken` hears that there is a new page, `refused` why there is none: an error, or what says
 * it in the language of the moment. */
export function listen(taken, refused) {
  const field = byId("paste");
  let kept = null;

  function keep(page) {
    kept = page;
    byId("held").hidden = page === null;
    field.hidden = page !== null;
    if (page) byId("held-name").textContent = t("file", page.name, size(page.bytes.size));
  }

  async function take(file) {
    try {
      const bytes = await file.slice().arrayBuffer(); // a folder, or a file that is gone, fails here
      keep(new Page(file.name, new Blob([bytes]), "application/octet-stream"));
    } catch (error) {
      refused(() => t("unreadable") + error.message);
      return;
    }
    taken();
  }

  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const [file] = event.clipboardData.files;
    if (file) {
      event.preventDefault();
      take(file);
    } else if (text.length > LONGEST_SHOWN) {
      event.preventDefault();
      keep(Page.ofText(t("pasted"), text));
      taken();
    } else {
      setTimeout(taken); // once it stands in the field
    }
  });
  byId("choose").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) take(file);
    event.target.value = "";
  });
  byId("forget").addEventListener("click", () => {
    keep(null);
    field.value = "";
    field.focus();
  });

  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const { files } = event.dataTransfer;
    if (items.some((item) => item.webkitGetAsEntry?.()?.isDirectory)) refused(() => t("folder"));
    else if (files.length > 1) refused(() => t("several", files.length));
    else if (files.length === 0) refused(() => t("nothing_dropped"));
    else take(files[0]);
  });

  return {
    /** The page with what is known of it, or null where there is none. */
    page() {
      const page = kept ?? (field.value.trim() ? Page.ofText(t("pasted"), field.value) : null);
      if (!page) return null;
      page.known = this.known();
      return page;
    },
    /** What the fields say of the page. */
    known() {
      return Object.fromEntries(["url", "fetched_at"].map((name) => [name, byId(name).value.trim()]).filter(([, value]) => value));
    },
    show(text) {
      keep(null);
      field.value = text;
    },
    /** Says again, in another language, what is kept. */
    say() {
      field.placeholder = t("paste_here");
      if (kept) keep(kept);
    },
  };
}
