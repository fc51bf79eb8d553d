import type { IncomingMessage, ServerResponse } from "node:http";

/** The query parameter by which the gallery asks for a page in one colour scheme. */
export const schemeParameter = "scheme";

type Scheme = "light" | "dark";

/** A page's HTML as a device in `scheme` shows it, whatever the device at hand prefers. */
export function inScheme(html: string, scheme: Scheme): string {
  return html
    .replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g, (_, asked: string) =>
      // A width that every screen has, and one that none has.
      asked === scheme ? "(min-width:0)" : "(max-width:0)",
    )
    .replace(/color-scheme:\s*light dark/g, `color-scheme:${scheme}`)
    .replace(/(<meta name="color-scheme" content=")light dark/, `$1${scheme}`);
}

/** Serves pages whose address has `?scheme=dark` or `light` in that scheme; all others pass. */
export function schemeMiddleware(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const scheme = new URL(request.url ?? "/", "http://localhost").searchParams.get(schemeParameter);
  if (scheme !== "light" && scheme !== "dark") {
    next();
    return;
  }
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  // A page in parts cannot be rewritten; it is held until it is whole.
  response.write = (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk)) > 0;
  response.end = (chunk?: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    const whole = Buffer.concat(chunks);
    const isPage = String(response.getHeader("content-type") ?? "").startsWith("text/html");
    if (!response.headersSent) response.removeHeader("content-length");
    return end(isPage ? inScheme(whole.toString("utf8"), scheme) : whole);
  };
  next();
}
