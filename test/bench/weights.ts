import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { kept, type Section } from "./table.ts";

/** What one page costs before it can be read and used. */
export interface Weight {
  page: string;
  /** HTML with its CSS and JS, inlined or not, in bytes after brotli. */
  whole: number;
  /** JS alone, in bytes after brotli. */
  script: number;
  /** What a kiosk loads once it stands, in bytes after brotli; its owner opens it once and it stays on the device. */
  later: number;
  /** Files that the first paint waits for. */
  blocking: number;
  /** Hosts other than the site's own that the page loads something from. */
  hosts: string[];
}

const weightBudget = { whole: 13_000, script: 2048, later: 6000 } as const;

/** The page of tills is a tool of the staff, on a device that keeps it: no visitor ever waits for it. */
const notVisited = join("_private", "till", "index.html");

/** The weight of every page for visitors that was built into `folder`. */
export function weightsOf(folder: string): Weight[] {
  return globSync("**/*.html", { cwd: folder })
    .filter((page) => page !== notVisited)
    .sort()
    .map((page) => weightOf(folder, page));
}

/** Whether `weight` keeps the budgets of a landing. */
export function isLight(weight: Weight): boolean {
  const { whole, script, later, blocking, hosts } = weight;
  const { whole: all, script: code, later: kiosk } = weightBudget;
  return whole <= all && script <= code && later <= kiosk && blocking === 0 && hosts.length === 0;
}

/** The table of page weights. */
export function weightsSection(folder: string): Section {
  const weights = weightsOf(folder);
  return {
    title: `Page weights (brotli, bytes; budget ${weightBudget.whole} in all, ${weightBudget.script} of JS, 0, 0)`,
    headers: ["page", "HTML+CSS+JS", "of which JS", "kiosk, later", "render-blocking", "other hosts", "kept"],
    rows: weights.map((weight) => [
      weight.page,
      String(weight.whole),
      String(weight.script),
      String(weight.later),
      String(weight.blocking),
      String(weight.hosts.length),
      kept(isLight(weight)),
    ]),
  };
}

function weightOf(folder: string, page: string): Weight {
  const html = readFileSync(join(folder, page), "utf8");
  const allScripts = elements(html, "script").filter(({ attributes }) => isCode(attributes.type));
  const isKiosk = elements(html, "main").some(({ attributes }) => "data-kiosk" in attributes);
  const isLater = ({ attributes }: Element) => isKiosk && attributes.src !== undefined && !blocks(attributes);
  const scripts = allScripts.filter((script) => !isLater(script));
  const later = allScripts.filter(isLater).map(({ attributes }) => fileText(folder, attributes.src ?? ""));
  const sheets = elements(html, "link").filter(({ attributes }) => attributes.rel === "stylesheet");
  const sources = [
    ...scripts.map((script) => script.attributes.src),
    ...sheets.map((sheet) => sheet.attributes.href),
  ];
  const files = sources.filter((source) => source !== undefined).map((source) => fileText(folder, source));
  const code = scripts.map(({ attributes, text }) =>
    attributes.src === undefined ? text : fileText(folder, attributes.src),
  );
  return {
    page,
    whole: compressed([html, ...files].join("\n")),
    script: code.length === 0 ? 0 : compressed(code.join("\n")),
    later: later.length === 0 ? 0 : compressed(later.join("\n")),
    blocking: sheets.length + scripts.filter(({ attributes }) => blocks(attributes)).length,
    hosts: otherHosts(html),
  };
}

function isCode(type: string | undefined): boolean {
  return type === undefined || type === "module" || type.includes("javascript");
}

function blocks(attributes: Record<string, string>): boolean {
  return (
    attributes.src !== undefined &&
    attributes.type !== "module" &&
    !("async" in attributes) &&
    !("defer" in attributes)
  );
}

/** Addresses elsewhere that a browser fetches by itself; links that a person may follow do not count. */
function otherHosts(html: string): string[] {
  const fetched = ["script", "img", "iframe", "source", "video", "audio", "embed", "object", "input"].flatMap(
    (name) =>
      elements(html, name).flatMap(({ attributes }) => [
        attributes.src,
        attributes.data,
        attributes.srcset,
        attributes.poster,
      ]),
  );
  const linked = elements(html, "link")
    .filter(({ attributes }) => !["canonical", "alternate"].includes(attributes.rel ?? ""))
    .map(({ attributes }) => attributes.href);
  const styled = [...html.matchAll(/url\(["']?([^"')]+)/g)].map((match) => match[1]);
  const ours = [...fetched, ...linked, ...styled].filter(
    (text) => text !== undefined && !text.startsWith("data:"),
  );
  const addresses = ours.flatMap((text) => text?.match(/(?:https?:)?\/\/[^\s/,"']+/g) ?? []);
  return [...new Set(addresses)];
}

interface Element {
  attributes: Record<string, string>;
  text: string;
}

/** The elements called `name`; good for what Astro writes, not for all of HTML. */
function elements(html: string, name: string): Element[] {
  const pattern = new RegExp(`<${name}(\\s[^>]*|)>(?:([^]*?)</${name}>)?`, "g");
  return [...html.matchAll(pattern)].map(([, attributes = "", text = ""]) => ({
    attributes: attributesOf(attributes),
    text,
  }));
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)];
  return Object.fromEntries(
    pairs.map(([, name = "", double, single, bare]) => [name.toLowerCase(), double ?? single ?? bare ?? ""]),
  );
}

function fileText(folder: string, source: string): string {
  const path = join(folder, source.replace(/[?#].*$/, ""));
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function compressed(text: string): number {
  return brotliCompressSync(text).length;
}
