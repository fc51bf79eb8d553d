import { beforeEach, describe, it } from "vitest";
import { addDays, dayIn, endOfDay, startOfDay } from "../../worker/calendar.ts";
import { canonicalEmail } from "../../worker/identity.ts";
import { anApp, freshDatabase, rowsOf, submit } from "../support/worker-app.ts";
import { json, multipart, part, post } from "../support/worker-post.ts";

beforeEach(freshDatabase);

describe("wrong methods and addresses", () => {
  it("are refused with those that are allowed", async ({ expect }) => {
    const app = anApp();
    const allowed = {
      "/f/guida": "POST",
      "/f/en/guide": "POST",
      "/e": "POST",
      "/k/PANE-22222-22222": "GET, HEAD, POST",
      "/g/x": "GET, HEAD, POST",
      "/g/x/y": "GET, HEAD",
    };
    for (const [path, methods] of Object.entries(allowed)) {
      for (const method of [
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        ...(methods.includes("POST") ? [] : ["POST"]),
        ...(methods.includes("GET") ? [] : ["GET", "HEAD"]),
      ]) {
        const answer = await app.ask(path, { method });
        expect([answer.status, answer.headers.get("Allow")], `${method} ${path}`).toEqual([405, methods]);
      }
    }
  });

  it("never give out what only the Worker may read", async ({ expect }) => {
    const app = anApp();
    for (const path of [
      "/_private/guida/",
      "/_private/files/guida/guida.pdf",
      "/hooks/x",
      "/u/x",
      "/g",
      "/g/",
      "/f/",
      "/%5fprivate/guida/",
    ]) {
      const answer = await app.ask(path);
      // Some of these addresses take posts, and say so to whoever only looks.
      expect([404, 405], `${path}: ${answer.status}`).toContain(answer.status);
      expect(await answer.text(), path).not.toContain("%PDF");
    }
  });
});

describe("good input that looks odd", () => {
  it("leads nowhere but to our own pages, whatever the post asks for", async ({ expect }) => {
    const app = anApp();
    for (const place of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const answer = await submit(
        app,
        "guida",
        { email: "ada@example.com", _next: place, _redirect: place },
        { Referer: place },
      );
      expect(answer.headers.get("Location")).toBe("/guida/grazie/");
    }
  });

  it("is taken as it is", async ({ expect }) => {
    const app = anApp();
    const people = [
      "D'Amico",
      "Niccolò",
      "Lo Faso",
      "Ćosić",
      "Łukasz",
      "李",
      "=1+1",
      "<b>x</b>",
      "a\u202eb",
      "👩‍🍳",
      "\ufffd",
      "O%27Hara",
      "a&b=c",
    ];
    for (const [n, nome] of people.entries()) {
      for (const [kind, send] of Object.entries({
        urlencoded: () => submit(app, "guida", { email: `u${n}@example.com`, nome }),
        multipart: () =>
          app.ask("/f/guida", multipart(`${part("email", `m${n}@example.com`)}${part("nome", nome)}--b--\n`)),
        json: () => app.ask("/f/guida", post(JSON.stringify({ email: `j${n}@example.com`, nome }), json)),
      })) {
        expect((await send()).status, `${kind} ${nome}`).toBeLessThan(304);
      }
    }
    const kept = (await rowsOf("lead")).map((lead) => lead.given_name);
    expect(kept).toEqual(people.flatMap((name) => [name, name, name]));
  });

  it("keeps several choices, several lines and a number", async ({ expect }) => {
    const app = anApp();
    const body = new URLSearchParams(
      "telefono=0039051555&consent-regolamento=yes&interessi=Pane&interessi=Dolci&persone=4&messaggio=uno%0D%0Adue",
    );
    await app.ask("/f/contatto", post(body.toString()));
    const [submission] = await rowsOf("submission");
    expect(JSON.parse(String(submission?.answers))).toEqual({
      telefono: "+39051555",
      interessi: ["Pane", "Dolci"],
      persone: "4",
      messaggio: "uno\ndue",
    });
    expect(await rowsOf("lead")).toMatchObject([{ identity: "tel:+39051555" }]);
  });
});

describe("days and identities", () => {
  it("begin and end by the site's clock, on days of 23 and 25 hours, too", ({ expect }) => {
    const zone = "Europe/Rome";
    for (const [day, hours] of [
      ["2026-10-25", 25],
      ["2027-03-28", 23],
      ["2028-02-29", 24],
      ["2027-12-31", 24],
    ] as const) {
      expect((endOfDay(day, zone) - startOfDay(day, zone)) / 3_600_000, day).toBe(hours);
      expect(dayIn(startOfDay(day, zone), zone)).toBe(day);
      expect(dayIn(endOfDay(day, zone) - 1, zone)).toBe(day);
      expect(dayIn(endOfDay(day, zone), zone)).toBe(addDays(day, 1));
    }
    expect(startOfDay("2027-06-01", "America/New_York")).toBe(Date.parse("2027-06-01T04:00:00Z"));
    // Clocks leap at midnight there, and are set back to it.
    expect(startOfDay("2027-03-28", "Atlantic/Azores")).toBe(Date.parse("2027-03-28T01:00:00Z"));
    expect(startOfDay("2027-10-31", "Atlantic/Azores")).toBe(Date.parse("2027-10-31T00:00:00Z"));
    expect(startOfDay("2027-03-28", "Asia/Beirut")).toBe(Date.parse("2027-03-27T22:00:00Z"));
  });

  it("are one for all spellings of an address", ({ expect }) => {
    expect(canonicalEmail("Info@Società.it")).toBe("info@xn--societ-nta.it");
    expect(canonicalEmail("a+b@Example.COM")).toBe("a+b@example.com");
  });
});
