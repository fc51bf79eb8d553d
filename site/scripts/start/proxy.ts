import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/**
 * Hands `request` on to `origin` and its answer back, both as they stream. Host stays as the visitor
 * sent it. While nobody listens at `origin` the request waits, for a restart takes a moment.
 */
export function forward(
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
  until = Date.now() + patience,
): void {
  const { hostname, port } = new URL(origin);
  const onward = httpRequest({
    hostname,
    port,
    path: request.url,
    method: request.method,
    headers: request.headers,
    agent: false,
  });
  onward.on("socket", (socket) => {
    // Only now: a body that was read for a refused connection could not be sent again.
    socket.once("connect", () => request.pipe(onward));
  });
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  onward.on("error", (error) => {
    if (isRefused(error) && Date.now() < until && !request.destroyed) {
      setTimeout(() => forward(origin, request, response, until), 50);
    } else if (response.headersSent) {
      response.destroy();
    } else {
      sorry(response);
    }
  });
  response.on("close", () => onward.destroy());
}

/** Hands a WebSocket on to `origin`, handshake and all. */
export function forwardUpgrade(origin: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { hostname, port } = new URL(origin);
  const onward = connect(Number(port), hostname, () => {
    const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    onward.write(`${lines.join("\r\n")}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on("error", () => socket.destroy());
  onward.on("close", () => socket.destroy());
  socket.on("error", () => onward.destroy());
  socket.on("close", () => onward.destroy());
}

/** How long a request waits for its server, in milliseconds. */
const patience = 15_000;

function isRefused(error: Error): boolean {
  return "code" in error && error.code === "ECONNREFUSED";
}

function sorry(response: ServerResponse): void {
  response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "1" });
  response.end("This part of Imbuto does not answer. The terminal in which npm start runs says why.\n");
}
