import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { newCouponCode, readCouponCode } from "../../content/schema/coupon-code.ts";
import { couponLink } from "../../worker/coupon/link.ts";
import {
  type App,
  anApp,
  countRows,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const printedCode = newCouponCode("PANE", (length) => new Uint8Array(length));

async function aCoupon(app: App): Promise<string> {
  await submit(app, "sconto", { email: "ada@example.com", nome: "Ada" });
  const [coupon] = await rowsOf("coupon");
  return `/k/${coupon?.code}`;
}

/** Signs the owner in at the desk; the cookie that then opens it. */
async function signIn(app: App): Promise<string> {
  const answer = await app.ask("/admin/sign-in", {
    method: "POST",
    headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ token: app.deps.ownerToken ?? "" }),
  });
  return (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}

describe("a coupon", () => {
  it("stands on the page at once: code, last day, worth, and a QR that leads to its own page", async ({
    expect,
  }) => {
    const app = anApp();
    const { body } = await submitJson(app, "sconto", { email: "ada@example.com", nome: "Ada" });
    const [coupon] = await rowsOf("coupon");
    const html = await (await app.ask(String(body.next))).text();
    expect(coupon?.code).toMatch(/^PANE-[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
    expect(html).toContain(
      `<b data-slot="code">${coupon?.code}</b><i data-slot="valid-until">9 aprile 2027</i>`,
    );
    expect(html).toContain('<p class="holder" data-slot="name">Ada</p>');
    const { next } = body;
    expect(html).toContain(`<nav data-when="linked"><a data-link="calendar" href="${next}/coupon/calendar">`);
    expect(html, "no page to print, no wallet").not.toMatch(/PDF|Apple|Google|contatto/);
    expect(html).toContain("lo sconto");
    expect(html).not.toContain("un altro buono");
    expect(html).toContain('<p data-slot="coupon-status" data-status="valid">Valido</p>');
    expect(html).toMatch(
      /<svg [^>]*role="img" aria-label="Codice QR del buono PANE-[^"]+"[^>]*><path fill="#fff" d="M0 0h\d+v\d+H0z"\/><path fill="#000"/,
    );
    expect(html).not.toContain("data-form");
    // 30 days from issue, to the end of the last of them in Rome, across the change to summer time.
    expect(coupon?.valid_until).toBe(Date.parse("2027-04-09T22:00:00Z"));
  });

  it("waits behind the mail's button, whose first press confirms the address and counts as fetching it", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "sconto-mail", { email: "ada@example.com" });
    const [coupon] = await rowsOf("coupon");
    const link = linkIn(app);
    const before = await (await app.ask(link)).text();
    expect(before).toContain("Pronto");
    expect(before).not.toContain(String(coupon?.code));
    const [mail] = app.mails;
    expect(mail?.text).toContain(`Codice: ${coupon?.code}\n`);
    expect(mail?.text).toContain(`Promemoria per il calendario: ${origin}${link}/coupon/calendar\n`);
    expect(mail?.html).toContain(`<img src="cid:qr" alt="Codice QR del buono ${coupon?.code}"`);
    expect(mail?.pictures).toMatchObject([
      { id: "qr", file: `buono-${coupon?.code}.png`, type: "image/png" },
    ]);
    expect(mail?.pictures?.[0]?.base64, "a PNG").toMatch(/^iVBORw0KGgo/);
    expect((await app.ask(`${link}/coupon/calendar`)).status, "nobody needs to press for it").toBe(200);
    await press(app, link);
    expect(await (await app.ask(link)).text()).toContain(String(coupon?.code));
    expect((await rowsOf("step_count")).map(({ step }) => step).sort()).toEqual([
      "confirm",
      "download",
      "submit",
    ]);
    // The link of a coupon works for as long as the coupon does, not for the seven days of a file.
    app.clock.now += 20 * 86_400_000;
    expect((await app.ask(link)).status).toBe(200);
  });

  it("tells everyone who holds the code its state, and nobody whose it is", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => {
        Object.assign(catalog.magnets.sconto ?? {}, {
          validFrom: "2027-03-12",
          validUntil: "2027-03-31",
          validDays: undefined,
        });
      }),
    });
    const path = await aCoupon(app);
    const look = async (time: string) => {
      app.clock.now = Date.parse(time);
      return /data-status="(\w+)">([^<]+)/.exec(await (await app.ask(path)).text())?.slice(1);
    };
    expect(await look("2027-03-11T22:59:00Z")).toEqual(["early", "Vale dal 12 marzo 2027"]);
    expect(await look("2027-03-11T23:00:00Z")).toEqual(["valid", "Valido"]);
    // Summer time has begun: the last day ends an hour earlier in Greenwich.
    expect(await look("2027-03-31T21:59:59Z")).toEqual(["valid", "Valido"]);
    expect(await look("2027-03-31T22:00:00Z")).toEqual(["expired", "Scaduto il 31 marzo 2027"]);
    expect(await (await app.ask(path)).text()).not.toContain("Ada");
  });

  it("is found in small letters, with spaces or none, and not with one letter wrong", async ({ expect }) => {
    const app = anApp();
    const path = await aCoupon(app);
    const code = path.slice(3);
    for (const typed of [code.toLowerCase(), code.replaceAll("-", ""), code.replaceAll("-", "%20")]) {
      expect((await app.ask(`/k/${typed}`)).status, typed).toBe(200);
    }
    const letter = code.at(-3) === "A" ? "B" : "A";
    for (const typed of [
      `${code.slice(0, -3)}${letter}${code.slice(-2)}`,
      code.slice(5),
      `X${code}`,
      "%00",
      "PANE",
    ]) {
      expect((await app.ask(`/k/${typed}`)).status, typed).toBe(404);
    }
  });
});

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

describe("the till", () => {
  it("redeems once, of fifty presses at once, and counts one", async ({ expect }) => {
    const app = anApp();
    const path = await aCoupon(app);
    const Cookie = await signIn(app);
    expect(await (await app.ask(path, { headers: { Cookie } })).text()).toContain(
      `data-form="redeem" action="${path}"`,
    );
    const answers = await Promise.all(Array.from({ length: 50 }, () => press(app, path, { Cookie })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([
      303,
      ...Array.from({ length: 49 }, () => 409),
    ]);
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: app.clock.now, redeemed_by: "owner" }]);
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "redeem", n: 1 }));
    const html = await (await app.ask(path, { headers: { Cookie } })).text();
    expect(html).toContain("Usato il 10 marzo 2027 alle ore 12:00");
    expect(html).not.toContain("data-form");
  });

  it("is closed to everyone but the owner, and to other sites even with the owner's cookie", async ({
    expect,
  }) => {
    const app = anApp();
    const path = await aCoupon(app);
    const Cookie = await signIn(app);
    expect((await press(app, path)).status).toBe(403);
    expect((await press(app, path, { Cookie: "__Host-imbuto=x" })).status).toBe(403);
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
      { "Sec-Fetch-Site": "same-site", Origin: "https://evil.forno.example" },
      { "Sec-Fetch-Site": "none", Origin: "null" },
    ]) {
      expect((await press(app, path, { Cookie, ...headers })).status).toBe(403);
    }
    expect(await (await app.ask(path)).text()).not.toContain("data-form");
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null }]);
  });

  it("refuses before the first day and after the last, and says why", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog(
        (catalog) => void Object.assign(catalog.magnets.sconto ?? {}, { validFrom: "2027-03-12" }),
      ),
    });
    const path = await aCoupon(app);
    const redeemAt = async (time: number) => {
      app.clock.now = time;
      const answer = await press(app, path, { Cookie: await signIn(app), Accept: "application/json" });
      return [answer.status, (await answer.json<{ code: string }>()).code];
    };
    expect(await redeemAt(Date.parse("2027-03-11T12:00:00Z"))).toEqual([409, "not_yet_open"]);
    expect(await redeemAt(Date.parse("2027-05-01T12:00:00Z"))).toEqual([410, "closed"]);
    expect(await redeemAt(Date.parse("2027-03-12T12:00:00Z"))).toEqual([200, path.slice(3)]);
    expect(await redeemAt(Date.parse("2027-03-12T12:00:01Z"))).toEqual([409, "already_redeemed"]);
  });

  it("issues no coupon that would be over at once", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog(
        (catalog) =>
          void Object.assign(catalog.magnets.sconto ?? {}, {
            validUntil: "2027-03-09",
            validDays: undefined,
          }),
      ),
    });
    expect((await submitJson(app, "sconto", { email: "ada@example.com" })).body.code).toBe("closed");
    expect(await countRows()).toMatchObject({ submission: 0, coupon: 0 });
  });
});

describe("a code", () => {
  it("is read back as it was made, and never after one wrong letter or two that changed places", ({
    expect,
  }) => {
    const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    for (let round = 0; round < 200; round += 1) {
      const code = newCouponCode(round % 2 ? "PANE" : undefined, (length) =>
        crypto.getRandomValues(new Uint8Array(length)),
      );
      expect(readCouponCode(code)).toBe(code);
      const plain = code.replaceAll("-", "");
      const place = plain.length - 1 - (round % 10);
      for (const letter of letters) {
        const wrong = plain.slice(0, place) + letter + plain.slice(place + 1);
        expect(readCouponCode(wrong) === null, wrong).toBe(wrong !== plain);
      }
      for (let at = plain.length - 10; at < plain.length - 1; at += 1) {
        const swapped = plain.slice(0, at) + plain[at + 1] + plain[at] + plain.slice(at + 2);
        expect(readCouponCode(swapped) === null, swapped).toBe(swapped !== plain);
      }
    }
  });

  it("draws every letter as often as any other", ({ expect }) => {
    const counts = new Map<string, number>();
    let byte = 0;
    // All bytes in turn: after whole rounds of 256, a fair draw has used each letter equally often.
    const inTurn = (length: number) => Uint8Array.from({ length }, () => byte++ % 256);
    for (let round = 0; round < 31 * 8; round += 1) {
      for (const letter of newCouponCode(undefined, inTurn).replace("-", "").slice(0, 9))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(31);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(40);
  });
});
