import { origin } from "./worker-app.ts";

export const json = "application/json";
export const form = "application/x-www-form-urlencoded";

/** A post as a program sends it, from our own origin. */
export function post(body: BodyInit, type: string | null = form, headers: Record<string, string> = {}) {
  return {
    method: "POST",
    headers: { Origin: origin, Accept: json, ...(type === null ? {} : { "Content-Type": type }), ...headers },
    body,
  };
}

/** A multipart post of `parts`, whose boundary is `b`. */
export function multipart(parts: string): RequestInit {
  return post(parts.replaceAll("\n", "\r\n"), "multipart/form-data; boundary=b");
}

/** One part of a multipart post. */
export function part(name: string, value: string): string {
  return `--b\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`;
}
