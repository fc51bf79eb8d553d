import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";
import * as z from "zod";
import type { Question } from "./setup.ts";

/** The one origin of site and Worker. */
export const origin = inject("url");

/** A visitor with a phone of their own: no cookies, no history. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Addresses that the browser asked for. */
  requests: string[];
  /** What the browser complained of: errors of scripts, breaches of the content security policy, missing parts. */
  complaints: string[];
}

export interface Visitor {
  javaScript?: boolean;
  width?: number;
  dark?: boolean;
  /** How the browser names itself; else as the program that it is, whose visits nobody counts. */
  agent?: string;
}

let connection: Promise<Browser> | undefined;
afterAll(async () => (await connection)?.close());

/** Opens the browser for one test; it closes with the test. */
export async function visit(visitor: Visitor = {}): Promise<Visit> {
  const opened = await openVisit(visitor);
  onTestFinished(() => opened.context.close());
  return opened;
}

/** Opens the browser; whoever opened it closes its context. */
export async function openVisit({
  javaScript = true,
  width = 390,
  dark = false,
  agent,
}: Visitor = {}): Promise<Visit> {
  connection ??= chromium.connect(inject("browser"));
  const context = await (await connection).newContext({
    viewport: { width, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: javaScript,
    colorScheme: dark ? "dark" : "light",
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    acceptDownloads: true,
    ...(agent === undefined ? {} : { userAgent: agent }),
  });
  // A bound for what never comes; a busy machine is no failure.
  context.setDefaultTimeout(30_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  const expected = new Set<string>();
  context.on("request", (request) => {
    requests.push(request.url());
    // An answer such as 404 or 422 to what the visitor asked for is no fault; a missing part of a page is.
    if (request.isNavigationRequest() || request.method() === "POST") expected.add(request.url());
  });
  context.on("console", (message) => {
    const isAnswer =
      message.text().startsWith("Failed to load resource") && expected.has(message.location().url);
    if (["error", "warning"].includes(message.type()) && !isAnswer) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  return { context, page: await context.newPage(), requests, complaints };
}

const mailSchema = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  pictures: z.array(z.object({ id: z.string(), base64: z.string() })).optional(),
});
export type Mail = z.output<typeof mailSchema>;

/** The mail to `address` that arrives within five seconds. */
export async function mailTo(address: string): Promise<Mail> {
  return mailSchema.parse(await ask({ mailTo: address }));
}

/** All mails that left. */
export async function mails(): Promise<Mail[]> {
  return z.array(mailSchema).parse(await ask({ mails: true }));
}

/** The rows that `sql` finds. */
export async function query(sql: string, ...values: (string | number)[]): Promise<Record<string, unknown>[]> {
  return z.array(z.record(z.string(), z.unknown())).parse(await ask({ sql, values }));
}

/** The rows that `sql` finds, as `schema` has them. */
export async function rows<T extends z.ZodType>(
  schema: T,
  sql: string,
  ...values: (string | number)[]
): Promise<z.output<T>[]> {
  return z.array(schema).parse(await query(sql, ...values));
}

/** The addresses of this site in a mail's text. */
export function linksIn(mail: Mail): string[] {
  return [...new Set(mail.text.match(new RegExp(`${origin}/[^\\s)>\\]]*`, "g")) ?? [])];
}

const fixturesSchema = z.object({ url: z.string(), root: z.string() });

/** Where the landings of the fixtures run, and the folder they were built in. */
export async function fixtures(): Promise<z.output<typeof fixturesSchema>> {
  return fixturesSchema.parse(await ask({ fixtures: true }));
}

/** The rows that `sql` finds in the database of the fixtures, as `schema` has them. */
export async function fixtureRows<T extends z.ZodType>(schema: T, sql: string): Promise<z.output<T>[]> {
  return z.array(schema).parse(await ask({ fixtures: true, sql }));
}

let people = 0;

/** An address that no other test uses. */
export function someone(): string {
  people++;
  return `ada.${process.pid}.${people}.${Date.now().toString(36)}@example.com`;
}

async function ask(question: Question): Promise<unknown> {
  const answer = await fetch(inject("backstage"), { method: "POST", body: JSON.stringify(question) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
