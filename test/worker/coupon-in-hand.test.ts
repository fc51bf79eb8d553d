import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { newCouponCode } from "../../content/schema/coupon-code.ts";
import { couponLink } from "../../worker/coupon/link.ts";
import { type App, anApp, countRows, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const printedCode = newCouponCode("PANE", (length) => new Uint8Array(length));

async function aCoupon(app: App): Promise<string> {
  await submit(app, "sconto", { email: "ada@example.com", nome: "Ada" });
  const [coupon] = await rowsOf("coupon");
  return `/k/${coupon?.code}`;
}

describe("a coupon to take along", () => {
  it("is a day in the calendar with two alarms, in folded lines, and the same one each time", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aCatalog(({ magnets, site }) => {
        site.name = "Forno; Aurelia, \\ figli";
        // The 9th of April 2027, its last day, is a Friday.
        Object.assign(magnets.sconto ?? {}, {
          weekdays: [2, 3],
          terms: ["Vale una volta.\nUno a persona, e non dà resto né si cambia in denaro, neanche in parte."],
        });
      }),
    });
    const path = await aCoupon(app);
    const answer = await app.ask(`${path}/coupon/calendar`);
    const text = await answer.text();
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("Content-Disposition")).toBe(
      `attachment; filename="buono-${path.slice(3)}.ics"`,
    );
    for (const line of text.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n ", "").split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Imbuto//Imbuto//EN",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      `UID:${path.slice(3)}@forno.example`,
      "DTSTAMP:20270310T110000Z",
      "DTSTART;VALUE=DATE:20270407",
      "DTEND;VALUE=DATE:20270408",
      "SUMMARY:Ultimo giorno per il buono: 5\u00a0€ da Forno\\; Aurelia\\, \\\\ figli",
      `DESCRIPTION:Codice ${path.slice(3)}. Mostralo alla cassa\\, dal telefono o stampato.\\n${origin}${path}\\nVale una volta.\\nUno a persona\\, e non dà resto né si cambia in denaro\\, neanche in parte.`,
      `URL:${origin}${path}`,
      "STATUS:CONFIRMED",
      "TRANSP:TRANSPARENT",
      ...["-P2DT15H", "PT9H"].flatMap((trigger) => [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Ultimo giorno per il buono: 5\u00a0€ da Forno\\; Aurelia\\, \\\\ figli",
        `TRIGGER:${trigger}`,
        "END:VALARM",
      ]),
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
    app.clock.now += 86_400_000;
    expect(await (await app.ask(`${path}/coupon/calendar`)).text(), "on another day").toBe(text);
  });

  it("is none for strangers, in forms there are not, and for a coupon without a page to print", async ({
    expect,
  }) => {
    const app = anApp();
    const path = await aCoupon(app);
    for (const wrong of [
      `${path}/coupon/pdf`,
      `${path}/coupon/apple`,
      `${path}/coupon/x`,
      "/k/PANE-22222-22222/coupon/calendar",
      `/g/${"x".repeat(43)}/coupon/calendar`,
    ])
      expect((await app.ask(wrong)).status, wrong).toBe(404);
  });
});

describe("a coupon in a phone's wallet", () => {
  it("is offered on the page and in the mail where its keys are there, and told of where they do not work", async ({
    expect,
  }) => {
    const pair = await crypto.subtle.generateKey(
      {
        name: "RSASSA-PKCS1-v1_5",
        modulusLength: 2048,
        publicExponent: Uint8Array.of(1, 0, 1),
        hash: "SHA-256",
      },
      true,
      ["sign", "verify"],
    );
    if (!("privateKey" in pair)) throw new Error("RSA makes pairs of keys.");
    const exported = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
    if (!(exported instanceof ArrayBuffer)) throw new Error("PKCS #8 is bytes.");
    const google = { email: "a@example.com", issuer: "33880000", key: new Uint8Array(exported) };
    const app = anApp({ wallets: { apple: null, google, problems: ["APPLE_PASS_CERT cannot be read"] } });
    const path = await aCoupon(app);
    expect(await (await app.ask(path)).text()).toContain(`data-link="google" href="${path}/coupon/google"`);
    const answer = await app.ask(`${path}/coupon/google`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      expect.stringMatching(/^https:\/\/pay\.google\.com\/gp\/v\/save\/[\w-]+\.[\w-]+\.[\w-]{342}$/),
    ]);
    expect((await app.ask(`${path}/coupon/apple`)).status).toBe(404);
    await submit(app, "sconto-mail", { email: "bea@example.com" });
    expect(app.mails[0]?.text).toMatch(
      /Google Wallet: https:\/\/forno\.example\/g\/[\w-]{43}\/coupon\/google\n/,
    );
    expect(await (await app.ask("/health")).json()).toMatchObject({
      problems: expect.arrayContaining(["APPLE_PASS_CERT cannot be read"]),
    });
  });
});

describe("one person", () => {
  /** Whoever writes one inbox and one telephone in many ways. */
  const ways = [
    { email: "ada.pini@gmail.com", telefono: "051 555 0142" },
    { email: "adapini+uno@googlemail.com", telefono: "+39 051-555.0142" },
    { email: "ADA.PINI+due@gmail.com", telefono: "333 7654321" },
    { email: "altra@example.com", telefono: "0039 (051) 5550142" },
    { email: "terza@example.com", telefono: "0515550142" },
  ];

  it.for([1, 2])("has %i, however address and telephone are written", async (perPerson, { expect }) => {
    const app = anApp({
      catalog: aCatalog(({ magnets, forms }) => {
        Object.assign(magnets.sconto ?? {}, { perPerson });
        forms.sconto?.fields.push({ type: "phone", name: "telefono" });
      }),
    });
    for (const way of ways) await submit(app, "sconto", way);
    const coupons = await rowsOf("coupon");
    expect(coupons).toHaveLength(perPerson);
    expect(await countRows()).toMatchObject({ submission: ways.length, grant: ways.length });
    const given = new Set((await rowsOf("grant")).map(({ coupon_code }) => coupon_code));
    expect([...given].sort()).toEqual(coupons.map(({ code }) => code).sort());
    expect(JSON.stringify(coupons), "hashes alone").not.toMatch(/pini|5550142/);
  });

  it("has one, of a hundred posts at once that write it in a hundred ways", async ({ expect }) => {
    const app = anApp();
    const posts = Array.from({ length: 100 }, (_, n) =>
      submit(app, "sconto", { email: `a.d.a+${n}@gmail.com`, nome: `Ada ${n}` }),
    );
    const answers = await Promise.all(posts);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await countRows()).toMatchObject({ coupon: 1 });
    expect(await rowsOf("stock")).toEqual([{ magnet: "sconto", issued: 1 }]);
  });
});

describe("what is left of a quota", () => {
  it("is told as the database has it, after seconds at the most, and never more", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog(({ magnets }) => void Object.assign(magnets.sconto ?? {}, { quota: 3 })),
    });
    const look = async () => (await app.ask("/e/left/sconto")).json<{ left: number }>();
    app.clock.now += 60_000;
    expect(await look()).toEqual({ left: 3, quota: 3 });
    await submit(app, "sconto", { email: "ada@example.com" });
    app.clock.now += 4999;
    expect(await look(), "as it was a moment ago").toEqual({ left: 3, quota: 3 });
    app.clock.now += 1;
    expect(await look()).toEqual({ left: 2, quota: 3 });
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => submit(app, "sconto", { email: `b${n}@example.com` })),
    );
    app.clock.now += 5000;
    expect(await look()).toEqual({ left: 0, quota: 3 });
    expect(await rowsOf("coupon")).toHaveLength(3);
  });

  it("is nobody's matter where there is no quota", async ({ expect }) => {
    const app = anApp();
    for (const name of ["sconto", "guida", "x", "__proto__", "en/x"])
      expect((await app.ask(`/e/left/${name}`)).status, name).toBe(404);
  });
});

describe("a printed code", () => {
  it("shows its page under the address of its QR code, and leads to the landing under its batch's source", async ({
    expect,
  }) => {
    const app = anApp();
    const at = app.clock.now;
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO batch (id, magnet, title, source, size, created_at) VALUES (?1, 'sconto', 'Fiera', 'fiera', 1, ?2)",
      ).bind("b".repeat(22), at),
      env.DB.prepare(
        "INSERT INTO coupon (code, magnet, batch_id, issued_at, valid_from, valid_until) VALUES (?1, 'sconto', ?2, ?3, ?3, ?4)",
      ).bind(printedCode, "b".repeat(22), at, at + 86_400_000),
    ]);
    const coupon = { code: printedCode, magnet: "sconto", validFrom: at, validUntil: at + 86_400_000 };
    const link = await couponLink(app.deps, coupon);
    expect(link).toMatch(/^HTTPS:\/\/FORNO\.EXAMPLE\/K\/PANE-22222-2222[2-9A-Z]\/[A-Z2-7]{124}$/);
    const answer = await app.ask(link);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<b data-slot="code">${printedCode}</b>`);
    const offer = /data-link="offer" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    expect(offer).toBe("/sconto/?utm_source=fiera&utm_medium=print");
    await submit(app, "sconto", { email: "ada@example.com" }, { Referer: `${origin}${offer}` });
    expect(await rowsOf("submission")).toMatchObject([{ source_label: "fiera" }]);
    expect((await rowsOf("coupon")).map(({ batch_id }) => batch_id).sort()).toEqual(["b".repeat(22), null]);
  });
});
