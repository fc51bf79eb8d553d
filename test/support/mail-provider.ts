import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { listen, portOf } from "../../site/scripts/start/ports.ts";

/** A request as a provider got it. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}

/** An answer; `hang` never comes, `drip` has a body that never ends. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  flow?: "hang" | "drip";
}

/** A mail provider that answers as it is told, and remembers what it was asked. */
export async function startProvider() {
  const received: Received[] = [];
  const told: { answer: (request: Received) => Answer } = { answer: () => ({ status: 200 }) };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { method = "", url = "", headers } = request;
    const got = { method, path: url, headers, text, body: JSON.parse(text) };
    received.push(got);
    const answer = told.answer(got);
    if (answer.flow === "hang") return;
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    const body = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {});
    if (answer.flow === "drip") response.write(body.slice(0, 1));
    else response.end(body);
  });
  await listen(server, 0, "127.0.0.1");
  return {
    url: `http://127.0.0.1:${portOf(server)}/send`,
    received,
    told,
    stop() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** The signature (AWS Signature Version 4) that `request` should bear, computed from Amazon's description of it. */
export function signatureOf({ method, path, headers, text }: Received, secret: string): string {
  const parts = /Credential=[^/]+\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+)/.exec(
    headers.authorization ?? "",
  );
  const [, day = "", region = "", service = "", signed = ""] = parts ?? [];
  const canonical = [
    method,
    path,
    "",
    ...signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signed,
    createHash("sha256").update(text).digest("hex"),
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const digest = createHash("sha256").update(canonical).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, digest].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<Buffer>(
    (before, next) => createHmac("sha256", before).update(next).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  return createHmac("sha256", key).update(toSign).digest("hex");
}
