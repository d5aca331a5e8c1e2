// Requests to the service. Whatever goes wrong comes out as a Failure that can be shown where it happened.

import { t } from "./words.js";

const FIT_FOR_ONE_PIECE = 500_000;

export class Failure extends Error {
  /** `kind` is the end of a problem's type, `lost` where no answer came at all. */
  constructor(kind, title, detail) {
    super(detail ? `${title}. ${detail}` : title);
    this.kind = kind;
  }
}

let token = "";

export function setToken(given) {
  token = given.trim();
}

export const hasToken = () => token !== "";

/** The article on the page whose bytes these are. */
export const clean = (page, options, signal) =>
  ask(`v1/clean?${new URLSearchParams({ ...page.known, ...options })}`, page.bytes, { "Content-Type": page.type }, signal);

/** What `rule` makes of the page. */
export async function tryRule(page, options, rule, signal) {
  const { url, fetched_at } = page.known;
  const body = JSON.stringify({ url, fetched_at, body_base64: await page.base64(), content_type: page.type, options: options, rule });
  return ask("v1/rules/try", ...(await packed(body)), signal);
}

/** A long text goes in gzip: Base64 has a third more bytes than the page, which may be as large as one can be. */
async function packed(text) {
  const headers = { "Content-Type": "application/json" };
  if (text.length < FIT_FOR_ONE_PIECE || !window.CompressionStream) return [text, headers];
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return [await new Response(stream).blob(), { ...headers, "Content-Encoding": "gzip" }];
}

async function ask(path, body, headers, signal) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body, headers: token ? { ...headers, Authorization: `Bearer ${token}` } : headers, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("lost", t("lost"));
  }
  const content = await answer.text().catch(() => "");
  let said;
  try {
    said = JSON.parse(content);
  } catch {
    throw new Failure("lost", t("lost"));
  }
  if (answer.ok) return said;
  throw new Failure(String(said.type).replace(/^.*:/, ""), `${answer.status} ${said.title}`, said.detail);
}
