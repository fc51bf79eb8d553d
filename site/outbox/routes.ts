import type { IncomingMessage, ServerResponse } from "node:http";
import { listPage, lostPage, mailHtml, mailPage, script } from "./pages.ts";
import { mailSchema, type Outbox } from "./store.ts";

/** Whether `path` belongs to the outbox. */
export function isOutboxPath(path: string): boolean {
  return path === "/outbox" || path === "/outbox.json" || path.startsWith("/outbox/");
}

/** Answers a request below `/outbox`; mails come by `POST /outbox/mails`. */
export async function answerFromOutbox(
  outbox: Outbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/outbox/mails" && request.method === "POST") {
    send(response, await receive(outbox, request));
  } else if (request.method === "GET" || request.method === "HEAD") {
    send(response, shown(outbox, pathname, searchParams));
  } else {
    send(response, { status: 405, type: "text/plain", text: "" });
  }
}

interface Answer {
  status: number;
  type: "text/html" | "text/plain" | "text/javascript" | "application/json";
  text: string;
  headers?: Record<string, string>;
}

function shown(outbox: Outbox, path: string, asks: URLSearchParams): Answer {
  switch (path) {
    case "/outbox":
      return { status: 308, type: "text/plain", text: "", headers: { Location: "/outbox/" } };
    case "/outbox/":
      return page(200, listPage(outbox.mails()));
    case "/outbox/script.js":
      return { status: 200, type: "text/javascript", text: script };
    case "/outbox.json":
      return json(200, asks.has("latest") ? (outbox.mails()[0]?.id ?? null) : outbox.mails());
    default:
      return one(outbox, path);
  }
}

function one(outbox: Outbox, path: string): Answer {
  const [, id, bare] = /^\/outbox\/([\w.-]+)(\/html)?$/.exec(path) ?? [];
  const mail = id === undefined ? undefined : outbox.find(id);
  if (mail === undefined) return page(404, lostPage());
  return bare === undefined ? page(200, mailPage(mail)) : page(200, mailHtml(mail), mailPolicy);
}

async function receive(outbox: Outbox, request: IncomingMessage): Promise<Answer> {
  // A foreign page can post plain forms to localhost, but JSON only after a preflight that nobody answers.
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    return { status: 415, type: "text/plain", text: "" };
  }
  const mail = mailSchema.safeParse(await body(request));
  if (!mail.success) return json(422, mail.error.issues);
  const fresh = await outbox.add(mail.data);
  return json(fresh ? 201 : 200, { id: mail.data.id });
}

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:";
// Mails carry their style inline, and no script of theirs may run.
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; frame-ancestors 'self'";

function page(status: number, text: string, policy = pagePolicy): Answer {
  return { status, type: "text/html", text, headers: { "Content-Security-Policy": policy } };
}

function json(status: number, value: unknown): Answer {
  return { status, type: "application/json", text: JSON.stringify(value) };
}

function send(response: ServerResponse, { status, type, text, headers }: Answer): void {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(text);
}
