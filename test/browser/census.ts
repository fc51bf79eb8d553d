import type { Page } from "playwright-core";
import { inject } from "vitest";
import { origin, type Visit, visit } from "./stage.ts";

/** What a program would stand in, or what would act by itself; how many of each a page has. */
type Census = Record<string, number>;

/** Takes the census in the page. */
const census = (page: Page): Promise<Census> =>
  page.evaluate(() => {
    const names =
      "script,iframe,frame,object,embed,applet,base,meta,link,style,img,video,audio,animate,template";
    const found = Object.fromEntries(
      names.split(",").map((name) => [name, document.querySelectorAll(name).length]),
    );
    const attributes = [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]);
    const handlers = attributes.filter(({ name }) => name.startsWith("on")).length;
    const programs = attributes.filter(({ value }) => /^\W*(?:javascript|vbscript|data:text)/i.test(value));
    const asAddress = programs.filter(({ name }) =>
      /^(?:href|src|action|formaction|data|xlink:href)$/.test(name),
    );
    return {
      ...found,
      handlers,
      programs: asAddress.length,
      autofocus: document.querySelectorAll("[autofocus]").length,
    };
  });

/** Strings together, as many as fit into `most` characters. */
export function packed(strings: readonly string[], most: number): string[] {
  const packs = [""];
  for (const string of strings) {
    const last = packs.at(-1) ?? "";
    if (last.length + string.length < most) packs[packs.length - 1] = `${last}\n${string}`;
    else packs.push(string);
  }
  return packs;
}

/** One of `all`, in turn. */
export const oneOf = (all: readonly string[], n: number) => all[n % all.length] ?? "";

/** Sends a form as a page of this origin does. */
export function act(path: string, fields: Record<string, string>, Cookie: string): Promise<Response> {
  const headers = { Origin: origin, Cookie };
  return fetch(origin + path, {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams(fields),
  });
}

/** What is shown to the browser at an address of its own, whoever sent it. */
interface Shown {
  body: string;
  headers?: Record<string, string>;
}

/** Opens what was sent as a page of this origin, and waits for all that it might start. */
export async function openAs({ page, context }: Visit, { body, headers = {} }: Shown): Promise<Census> {
  const address = `${origin}/__shown/${crypto.randomUUID()}`;
  await context.route(address, (route) =>
    route.fulfill({ body, headers: { "Content-Type": "text/html; charset=utf-8", ...headers } }),
  );
  await page.goto(address, { waitUntil: "load" });
  return census(page);
}

/** Opens a page; whoever asks for what is not there is told so on a page, too. */
export async function open({ page }: Visit, path: string): Promise<Census> {
  const answer = await page.goto(new URL(path, origin).href, { waitUntil: "load" });
  const status = answer?.status() ?? 500;
  if (status !== 200 && status !== 404 && status !== 422) throw new Error(`${path} answered ${status}.`);
  return census(page);
}

/** A file as text, which is how a person looks into it; `nosniff` keeps browsers from guessing that it is a page. */
export async function openText(seen: Visit, answer: Response): Promise<Census> {
  const headers = { "Content-Type": "text/plain; charset=utf-8", ...nosniff };
  if (answer.headers.get("X-Content-Type-Options") !== "nosniff") throw new Error("A browser may guess.");
  return openAs(seen, { body: await answer.text(), headers });
}

/** What the browser itself makes of a text. */
export const openWord = (seen: Visit) => openText(seen, new Response("x", { headers: nosniff }));
const nosniff = { "X-Content-Type-Options": "nosniff" };

/** Letters alone: what is stored has no control characters, and a page folds its spaces. */
export const bare = (text: string) => text.normalize("NFC").replace(/[\s\p{Cc}\p{Zs}\p{Cf}]/gu, "");

/** A visitor at whom the texts are aimed; what they set off is counted. */
export async function target(): Promise<Visit & { dialogs: string[]; elsewhere: () => string[] }> {
  const seen = await visit({ width: 1280 });
  const dialogs: string[] = [];
  seen.context.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await seen.context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`Refused by policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    ),
  );
  const ours = [origin, "data:"];
  const elsewhere = () => seen.requests.filter((request) => !ours.some((start) => request.startsWith(start)));
  return { ...seen, dialogs, elsewhere };
}

export async function signIn({ page, context }: Visit): Promise<string> {
  await page.goto(`${origin}/admin/sign-in`);
  await page.locator("input[type=password]").fill(inject("ownerToken"));
  await page.locator("main button[type=submit]").click();
  await page.waitForURL(`${origin}/admin`);
  return (await context.cookies(origin)).map(({ name, value }) => `${name}=${value}`).join("; ");
}
