import { createServer } from "node:http";
import { chromium } from "playwright-core";
import * as z from "zod";
import { listen, portOf } from "../../site/scripts/start/ports.ts";
import { browserOptions } from "../support/browser.ts";
import { startStack, type TestStack } from "../support/stack.ts";
import { type FixtureSite, startFixtures } from "./fixture-site.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where site and Worker are. */
    url: string;
    /** Where the browser takes commands. */
    browser: string;
    /** Where questions to outbox and database are answered. */
    backstage: string;
    ownerToken: string;
  }
}

const questionSchema = z.union([
  z.strictObject({ fixtures: z.literal(true), sql: z.string().optional() }),
  z.strictObject({ sql: z.string(), values: z.array(z.union([z.string(), z.number()])) }),
  z.strictObject({ mailTo: z.string() }),
  z.strictObject({ mails: z.literal(true) }),
]);
export type Question = z.output<typeof questionSchema>;

/** Starts one stack and one browser for all browser tests; they run in other processes and ask for the rest over HTTP. */
export default async function setup({
  provide,
}: {
  provide: <K extends string>(key: K, value: string) => void;
}) {
  const [stack, browser] = await Promise.all([startStack(), chromium.launchServer(await browserOptions())]);
  // Built and started for the first test that asks for them.
  let fixtures: Promise<FixtureSite> | undefined;
  const backstage = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const question = questionSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      if ("fixtures" in question) fixtures ??= startFixtures();
      const said = "fixtures" in question ? answerOf(await fixtures, question.sql) : answer(stack, question);
      response.end(JSON.stringify(await said));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await listen(backstage, 0, "127.0.0.1");
  provide("url", stack.url);
  provide("browser", browser.wsEndpoint());
  provide("backstage", `http://127.0.0.1:${portOf(backstage)}`);
  provide("ownerToken", stack.ownerToken);
  return async () => {
    backstage.close();
    await Promise.all([browser.close(), stack.stop(), fixtures?.then((site) => site.stop())]);
  };
}

/** Where the fixtures are, or the rows that `sql` finds in their database. */
async function answerOf(site: FixtureSite | undefined, sql?: string): Promise<unknown> {
  if (site === undefined) throw new Error("The fixtures did not start.");
  return sql === undefined ? { url: site.stack.url, root: site.project.root } : site.stack.query(sql);
}

async function answer(stack: TestStack, question: Exclude<Question, { fixtures: true }>): Promise<unknown> {
  if ("sql" in question) return stack.query(question.sql, ...question.values);
  if ("mailTo" in question) return stack.mailTo(question.mailTo);
  return stack.outbox();
}
