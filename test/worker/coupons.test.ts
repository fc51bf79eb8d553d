import { beforeEach, describe, it } from "vitest";
import { newCouponCode, readCouponCode } from "../../content/schema/coupon-code.ts";
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
    expect(mail?.html).toContain(
      `<img src="cid:qr" alt="Codice QR del buono ${coupon?.code}. Se non si vede,`,
    );
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
      const page = await app.ask(`/k/${typed}`);
      // With a policy of none, older browsers would hide from where the till's button posts.
      expect([page.status, page.headers.get("Referrer-Policy")], typed).toEqual([200, "same-origin"]);
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
