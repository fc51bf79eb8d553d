import { env } from "cloudflare:workers";
import { digest } from "../../worker/digest.ts";
import { hashOfPin } from "../../worker/till/keys.ts";
import { addMailings } from "./worker-busy-mailings.ts";
import { aCityCatalog } from "./worker-city.ts";
import { twins } from "./worker-twins.ts";

/** What signs a till in. */
export const [invite, pin] = ["i".repeat(43), "802614"];
/** Where the business wants to be called. */
export const webhook = { name: "gestionale", url: "https://gestionale.example/chiamate" };

/** A place where coupons are redeemed. */
const aShop = {
  name: "bottega",
  title: "La bottega",
  address: { street: "via del Forno 1", postalCode: "40100", city: "Bologna" },
};

/** The small catalog of a business that is told of everything, by mail and by webhook. */
export function aBusyCatalog() {
  return aCityCatalog((catalog) => {
    const { site } = catalog;
    addMailings(catalog);
    site.shops = [aShop];
    site.notify = [{ to: "banco@forno.example" }];
    site.webhooks = [{ ...webhook, events: ["submission", "confirm", "redeem"] }];
  });
}

/** Rows that every route that acts finds something to do in: people, costs, codes, files, requests, segments, keys. */
export async function storeBusyRows(now: number, tokenSecret: string): Promise<void> {
  await env.DB.batch([
    ...printed(now),
    ...twoCosts(now),
    ...(await somePeople(now)),
    ...twins(now),
    ...someImports(now),
    aKey(now),
    env.DB.prepare("INSERT INTO mail_stop (since, complained, arrived) VALUES (?1, 3, 1000)").bind(now),
  ]);
  await env.DB.batch(wishes.map((kind) => aRequest(kind, now)));
  const segment = env.DB.prepare(
    "INSERT INTO segment (name, title, question, created_at) VALUES (?1, ?1, ?2, ?3)",
  );
  await env.DB.batch(
    ["fiera", "mercato"].map((name) =>
      segment.bind(name, JSON.stringify({ all: [{ field: "tag", is: name }] }), now),
    ),
  );
  const keys = env.DB.prepare(
    "INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, ?2, 'bottega', ?3, ?4)",
  );
  await env.DB.batch([
    keys.bind(await digest(invite), "invite", now, now + 900_000),
    keys.bind(await hashOfPin(tokenSecret, "bottega", pin), "pin", now, now + 900_000),
  ]);
}

const wishes = ["access", "rectification", "restriction", "objection", "portability", "erasure"];

/** What Rita asks about her data. */
function aRequest(kind: string, now: number): D1PreparedStatement {
  return env.DB.prepare(
    `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at)
     SELECT ?1, ?2, id, 'letter', ?3, ?3 + 2592000000 FROM lead WHERE email = 'rita@example.com'`,
  ).bind(kind.padEnd(22, "."), kind, now);
}

/** Two costs: one to change, one to delete. */
function twoCosts(now: number): D1PreparedStatement[] {
  const cost = env.DB.prepare(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, created_at)
     VALUES (?1, 'pane', '2027-03-01', '2027-03-31', 1000, 'EUR', ?2)`,
  );
  return ["c", "d"].map((letter) => cost.bind(letter.repeat(22), now));
}

/** A key by which a program reads. */
function aKey(now: number): D1PreparedStatement {
  return env.DB.prepare(
    "INSERT INTO api_token (id, name, hash, scopes, created_at) VALUES (?1, 'CRM', ?2, '[]', ?3)",
  ).bind("k".repeat(22), "k".repeat(43), now);
}

/** Two printed codes, and a till that gave something for one of them that was used. */
function printed(now: number): D1PreparedStatement[] {
  const [batch, scan] = ["b".repeat(22), "s".repeat(22)];
  const code = env.DB.prepare(
    "INSERT INTO coupon (code, magnet, batch_id, issued_at, valid_from, valid_until) VALUES (?1, 'sconto', ?2, ?3, ?3, ?4)",
  );
  return [
    env.DB.prepare(
      "INSERT INTO batch (id, magnet, title, source, size, created_at) VALUES (?1, 'sconto', 'Fiera', 'fiera', 2, ?2)",
    ).bind(batch, now),
    ...["PANE-22222-22229", "PANE-33333-33338"].map((each) => code.bind(each, batch, now, now + 86_400_000)),
    env.DB.prepare(
      "INSERT INTO till (id, name, shop, secret, created_at, seen_at) VALUES (?1, 'Cassa', 'bottega', ?2, ?3, ?3)",
    ).bind("t".repeat(22), "t".repeat(43), now),
    env.DB.prepare(
      "INSERT INTO scan (id, at, code, outcome, offline) VALUES (?1, ?2, 'PANE-22222-22229', 'used', 1)",
    ).bind(scan, now),
  ];
}

/** Files on their way in, one for each thing that can be done with one; nothing in them reaches anybody. */
function someImports(now: number): D1PreparedStatement[] {
  const reading = JSON.stringify({
    ...{ encoding: "utf-8", separator: ",", heads: ["email"], samples: [], meta: false },
    ...{ columns: ["field:email"], claims: [] },
  });
  return Object.entries({ columns: "mapping", on: "trial", take: "ready", stop: "running" }).flatMap(
    ([act, status]) => [
      env.DB.prepare(
        `INSERT INTO import (id, name, status, reading, landing, provenance, basis, bytes, parts, rows, created_at)
         VALUES (?1, 'contatti.csv', ?2, ?3, 'citta', 'Una fiera', 'consent', 10, 1, 1, ?4)`,
      ).bind(act.padEnd(22, "-"), status, reading, now),
      env.DB.prepare(
        `INSERT INTO import_part (import_id, n, first, rows) VALUES (?1, 0, 1, '[["nobody"]]')`,
      ).bind(act.padEnd(22, "-")),
    ],
  );
}

/** Members of the busy world. */
export const people = { editor: "e".repeat(22), staff: "s".repeat(22), invited: "n".repeat(22) };

/** What an invitation is taken up with. */
export const joining = "j".repeat(43);

/** An editor with two open sessions, one of staff, and one who is invited. */
async function somePeople(now: number): Promise<D1PreparedStatement[]> {
  const member = env.DB.prepare(
    `INSERT INTO member (id, name, email, role, shop, token_hash, created_at, joined_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)`,
  );
  const session = env.DB.prepare(
    `INSERT INTO session (hash, created_at, seen_at, ends_at, last_at, member_id) VALUES (?1, ?2, ?2, ?3, ?3, ?4)`,
  );
  return [
    member.bind(
      people.editor,
      "Edi",
      "edi@forno.example",
      "editor",
      null,
      await digest(keyOf("editor")),
      now,
    ),
    member.bind(people.staff, "Sara", null, "staff", "bottega", await digest(keyOf("staff")), now),
    member.bind(people.invited, "Noa", null, "editor", null, null, now),
    env.DB.prepare(
      "INSERT INTO invitation (hash, member_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    ).bind(await digest(joining), people.invited, now, now + 1e9),
    ...["e", "f"].map((letter) => session.bind(letter.repeat(43), now, now + 1e7, people.editor)),
  ];
}

/** The key of a member of the busy world. */
export function keyOf(name: "editor" | "staff"): string {
  return `${name}-key-`.padEnd(43, "0");
}
