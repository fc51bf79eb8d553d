import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import { listen, portOf } from "../../site/scripts/start/ports.ts";

const numbers: Record<string, number> = { CNAME: 5, MX: 15, TXT: 16 };
/** Records by name and type, as in "forno.it TXT". */
export type Zone = Record<string, string[]>;

/** A server of DNS over HTTPS that knows `zone` until the test is over; returns its address. */
export async function startDns(zone: Zone) {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const [name, type = ""] = [searchParams.get("name"), searchParams.get("type") ?? ""];
    const found = zone[`${name} ${type}`];
    const Answer = (found ?? []).map((text) => ({
      name,
      type: numbers[type],
      TTL: 300,
      // A text travels in quotes, and in pieces of at most 255.
      data:
        type === "TXT"
          ? (text.match(/.{1,255}/g) ?? [""]).map((part) => JSON.stringify(part)).join(" ")
          : text,
    }));
    // What a name stands for comes along with what was asked.
    Answer.unshift({ name, type: 5, TTL: 300, data: "elsewhere.example." });
    response.setHeader("Content-Type", "application/dns-json");
    response.end(JSON.stringify({ Status: found === undefined ? 3 : 0, Answer }));
  });
  await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${portOf(server)}/dns-query`;
}
