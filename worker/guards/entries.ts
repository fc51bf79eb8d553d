import { readText } from "./body.ts";

/** What was posted, by control name, whatever the format it came in; a name that came twice has a list. */
export type Entries = Map<string, unknown>;

/** What `bytes` say in the format `type`, or why they cannot be read. */
export async function readEntries(
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Entries | "unsupported_type" | "bad_request"> {
  const [media = "", ...parameters] = type
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters
    .find((part) => part.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") return "unsupported_type";
  switch (media) {
    case "application/x-www-form-urlencoded":
      return readUrlencoded(bytes);
    case "multipart/form-data":
      return readMultipart(type, bytes);
    case "application/json":
      return readJson(bytes);
    default:
      return "unsupported_type";
  }
}

function readUrlencoded(bytes: Uint8Array): Entries | "bad_request" {
  const text = readText(bytes);
  if (text === null) return "bad_request";
  const entries = gather(new URLSearchParams(text));
  // Bytes that are no UTF-8 decode to this character; then the browser lied about its charset.
  const garbled = [...entries.values()].flat().some((value) => String(value).includes("\ufffd"));
  return garbled && !/%EF%BF%BD|\ufffd/i.test(text) ? "bad_request" : entries;
}

async function readMultipart(type: string, bytes: Uint8Array<ArrayBuffer>): Promise<Entries | "bad_request"> {
  try {
    const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData();
    return gather(form);
  } catch {
    return "bad_request";
  }
}

function gather(pairs: Iterable<[string, unknown]>): Entries {
  const entries: Entries = new Map();
  for (const [name, value] of pairs) {
    const earlier = entries.get(name);
    if (earlier === undefined) entries.set(name, value);
    else if (Array.isArray(earlier)) earlier.push(value);
    else entries.set(name, [earlier, value]);
  }
  return entries;
}

function readJson(bytes: Uint8Array): Entries | "bad_request" {
  const text = readText(bytes);
  if (text === null) return "bad_request";
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return "bad_request";
  }
  if (!isObject(body)) return "bad_request";
  const answers = body.answers;
  return new Map(isObject(answers) ? nested(body, answers) : Object.entries(body));
}

/** `{ answers, consents, idempotencyKey, source }` under the names that the form's own controls have. */
function* nested(
  body: Record<string, unknown>,
  answers: Record<string, unknown>,
): Iterable<[string, unknown]> {
  yield* Object.entries(answers);
  for (const [key, value] of Object.entries(body)) {
    if (key === "answers") continue;
    if (key === "idempotencyKey") yield ["_key", value];
    else if (key === "source") yield ["_source", value];
    else if (key === "consents" && Array.isArray(value))
      yield* value.map((name): [string, string] => [`consent-${name}`, "yes"]);
    else yield [key, value];
  }
}

/** The texts that came under `name`. */
export function textsOf(entries: Entries, name: string): string[] {
  return [entries.get(name)].flat().filter((value) => typeof value === "string");
}

/** Whether `value` is an object with keys: no list, no null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
