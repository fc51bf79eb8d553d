import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { hexDigest } from "../../worker/digest.ts";
import { audienceCells, audienceHeads, type Known } from "../../worker/export/audience-rules.ts";
import {
  answerOfMeta,
  bareCell,
  metaAnswer,
  metaStatuses,
  prefixedCell,
  statusOfMeta,
} from "../../worker/export/meta-layout.ts";
import { pagesOf } from "../../worker/export/sheet.ts";
import { inboxOf } from "../../worker/inbox.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { manyLeads, ours, signIn } from "../support/worker-desk.ts";
import { cellsOf, take, takeJson, twoLeads } from "../support/worker-export.ts";

beforeEach(freshDatabase);

const bare: Known = {
  ...{ email: "", phone: "", givenName: "", familyName: "", city: "", province: "", postalCode: "" },
  ...{ country: "", birthday: "" },
};

describe("the page of files", () => {
  it("asks what, of whom, how, and for the key; what is wrong is named", async ({ expect }) => {
    const app = anApp();
    const page = await app.ask("/admin/export?what=leads&where=score~above~40", {
      headers: { Cookie: await signIn(app) },
    });
    const html = await page.text();
    expect(html).toContain('<option value="leads" selected');
    expect(html).toContain('name="where" value="score~above~40"');
    for (const [more, field] of [
      [{ what: "everything" }, "what"],
      [{ format: "exe" }, "format"],
      [{ segment: "gone" }, "segment"],
      [{ where: "nonsense~is~1" }, "segment"],
      [{ what: "coupons", where: "score~above~40" }, "segment"],
    ] as const) {
      const answer = await take(app, "leads", more);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(`href="#f-${field}"`);
    }
    expect(await rowsOf("export")).toEqual([]);
  });

  it("notes who took what, and counts ten an hour over all kinds", async ({ expect }) => {
    const app = anApp();
    for (const what of ["leads", "consents", "suppression", "coupons", "audience:meta"]) {
      for (const format of ["xlsx", "ndjson"]) {
        const answer = await take(app, what, { format });
        expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
        await answer.arrayBuffer();
      }
    }
    expect((await take(app, "leads")).status).toBe(429);
    const audit = (await rowsOf("audit")).filter(({ act }) => act === "export.file");
    expect(audit).toHaveLength(10);
    expect(JSON.parse(String(audit[0]?.about))).toEqual({
      what: "leads",
      format: "xlsx",
      all: true,
    });
  });

  it("gives one row a person, those of a question alone where one is asked", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    const people = await takeJson(app, "leads");
    expect(people).toMatchObject([
      {
        "lead.email": "ada@example.com",
        "lead.status": "new",
        settore: "Bar",
        "consent.marketing": "confirmed",
      },
      { "lead.email": "bea@example.com", settore: null, "consent.marketing": null },
    ]);
    const asked = await takeJson(app, "leads", { where: "landing~is~sconto" });
    expect(asked.map((row) => row["lead.email"])).toEqual(["bea@example.com"]);
    const posts = await takeJson(app, "submissions", { where: "landing~is~sconto" });
    expect(posts).toHaveLength(1);
    const merged = await rowsOf("lead");
    await env.DB.prepare("UPDATE lead SET merged_into = ?1 WHERE id = ?2")
      .bind(merged[0]?.id, merged[1]?.id)
      .run();
    expect(await takeJson(app, "leads")).toMatchObject([
      { "lead.email": "ada@example.com", "lead.submissions": 2, "lead.also": merged[1]?.id },
    ]);
  });

  it("asks the database less than fifty times for all rows, however many", async ({ expect }) => {
    const app = anApp();
    await manyLeads(2500);
    const cookie = await signIn(app);
    for (const what of ["submissions", "leads", "meta:guida", "audience:meta"]) {
      let asked = 0;
      const db = new Proxy(app.deps.db, {
        get(target, name) {
          if (name === "prepare") asked += 1;
          const found = Reflect.get(target, name);
          return typeof found === "function" ? found.bind(target) : found;
        },
      });
      const answer = await anApp({ db }).ask("/admin/export", {
        method: "POST",
        headers: { ...ours, Cookie: cookie },
        body: new URLSearchParams({ what, format: "ndjson", token: app.deps.ownerToken ?? "" }),
      });
      const lines = (await answer.text()).trimEnd().split("\n");
      expect([what, lines.length]).toEqual([what, what === "audience:meta" ? 1 : 2500]);
      expect(asked, what).toBeLessThan(25);
    }
  });
});

describe("Meta's layout", () => {
  it("has Meta's columns and prefixes, the consents, and the standard fields last", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    const answer = await take(app, "meta:guida");
    const [heads = [], row = [], ...more] = cellsOf(await answer.text());
    expect(more).toEqual([]);
    expect(heads.slice(0, 12).join()).toBe(
      "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform",
    );
    expect(heads.slice(-3)).toEqual(["email", "first_name", "lead_status"]);
    const lead = Object.fromEntries(heads.map((head, place) => [head, row[place]]));
    const [post] = await rowsOf("submission");
    expect(lead).toMatchObject({
      id: `l:${post?.id}`,
      created_time: "2027-03-10T12:00:00+01:00",
      campaign_name: "Primavera",
      form_id: "f:guida",
      is_organic: "false",
      platform: "ig",
      settore: "Bar",
      "submission.landing": "guida",
      "consent.marketing": "confirmed",
      "consent.marketing.since": "2027-03-10T12:00:00+01:00",
      email: "ada@example.com",
      first_name: "Ada",
      lead_status: "CREATED",
    });
  });

  it("comes as Meta's own download, too: UTF-16 with tabs", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    const bytes = new Uint8Array(await (await take(app, "meta:guida", { format: "tab" })).arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual([0xff, 0xfe, 0x69, 0]);
    const text = new TextDecoder("utf-16le").decode(bytes);
    expect(text.split("\r\n")[1]?.split("\t")[10]).toBe("false");
  });

  it("is read back: prefixes, birthdays and where a lead stands", ({ expect }) => {
    expect(bareCell("phone_number", prefixedCell("phone_number", "+390515550142"))).toBe("+390515550142");
    expect(prefixedCell("zip_code", "")).toBe("");
    expect(metaAnswer("birthday", "1990-12-31")).toBe("12/31/1990");
    expect(answerOfMeta("birthday", "12/31/1990")).toBe("1990-12-31");
    for (const [status, said] of Object.entries(metaStatuses)) expect(statusOfMeta(said)).toBe(status);
    expect([statusOfMeta(" Disqualified "), statusOfMeta("not_contacted"), statusOfMeta("?")]).toEqual([
      "lost",
      "new",
      null,
    ]);
  });
});

describe("audiences and conversions", () => {
  it("hash what each platform's own documents hash, to the same figures", async ({ expect }) => {
    const meta = async (known: Partial<Known>, head: string) =>
      (await audienceCells("meta", { ...bare, ...known }))[audienceHeads("meta").indexOf(head)];
    // From Meta's page of customer information parameters.
    expect(await meta({ email: " John_Smith@gmail.com " }, "email")).toBe(
      "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
    );
    expect(await meta({ phone: "+1 (650) 555-1212" }, "phone")).toBe(
      "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    );
    expect(await meta({ givenName: "Mary" }, "fn")).toBe(
      "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
    );
    expect(await meta({ country: "US" }, "country")).toBe(
      "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621",
    );
    expect(await meta({ city: "New York" }, "ct")).toBe(await hexDigest("newyork"));
    expect(await meta({ birthday: "1990-12-31" }, "dob")).toBe(await hexDigest("19901231"));
    const google = await audienceCells("google", {
      ...bare,
      ...{ email: "Ada.Rossi+x@GMAIL.com", phone: "+390515550142", country: "it", postalCode: " 40121 " },
    });
    expect(google).toEqual([
      await hexDigest("adarossi@gmail.com"),
      await hexDigest("+390515550142"),
      "",
      "",
      "IT",
      "40121",
    ]);
    const tiktok = await audienceCells("tiktok", {
      ...bare,
      email: "Ada+x@example.com",
      phone: "+16577770000",
    });
    expect(tiktok).toEqual([await hexDigest("ada@example.com"), await hexDigest("+16577770000")]);
  });

  it("hold only those who confirmed, and nobody who is suppressed", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    const [heads, row, ...more] = cellsOf(await (await take(app, "audience:google")).text());
    expect(heads).toEqual(["Email", "Phone", "First Name", "Last Name", "Country", "Zip"]);
    expect([row?.[0], row?.[2], more.length]).toEqual([
      await hexDigest("ada@example.com"),
      await hexDigest("ada"),
      0,
    ]);
    const inbox = await inboxOf(app.deps.tokenSecret, "ada@example.com");
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'complaint', 1)")
      .bind(inbox)
      .run();
    expect(cellsOf(await (await take(app, "audience:google")).text())).toHaveLength(1);
    expect(await takeJson(app, "suppression")).toMatchObject([
      {
        email: "ada@example.com",
        reason: "complaint",
        inbox,
        "email.sha256": await hexDigest("ada@example.com"),
      },
    ]);
  });

  it("tell Google what came of a click, with its time and the till's amount", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    await env.DB.prepare(
      `INSERT INTO coupon (code, magnet, lead_id, submission_id, issued_at, valid_from, valid_until, redeemed_at, redemption,
                           redeemed_by, amount)
       SELECT 'PANE-22222-22223', 'sconto', lead_id, id, 1, 1, ?1 + 9, ?1, 'r', 'owner', 1234 FROM submission
        WHERE landing = 'guida'`,
    )
      .bind(noon + 60_000)
      .run();
    await env.DB.prepare("UPDATE lead SET status = 'customer' WHERE email = 'ada@example.com'").run();
    const csv = await (await take(app, "conversions:gclid")).text();
    const [zone, heads, ...rows] = csv.trimEnd().split("\r\n");
    expect(zone).toBe("Parameters:TimeZone=Europe/Rome");
    expect(heads).toBe(
      "Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency",
    );
    expect(rows.sort()).toEqual([
      "Cj0KCQ-abc_123,Buono usato,2027-03-10 12:01:00+0100,12.34,EUR",
      "Cj0KCQ-abc_123,Cliente,2027-03-10 12:00:00+0100,,",
      "Cj0KCQ-abc_123,Contatto confermato,2027-03-10 12:00:00+0100,,",
    ]);
    expect((await (await take(app, "conversions:gbraid")).text()).trimEnd().split("\r\n")).toHaveLength(2);
  });
});

it("parts of a long file hold each row once, whatever rows are missing, each in thirty-six questions", async ({
  expect,
}) => {
  const numbers = Array.from({ length: 250_000 }, (_, place) => place + 1).filter((row) => row % 7 !== 0);
  const counts: number[] = [];
  const all: number[] = [];
  for (const part of [1, 2, 3, 4]) {
    let asked = 0;
    const read = async (after: number, limit: number) => {
      asked += 1;
      const from = numbers.findIndex((row) => row > after);
      return from === -1 ? [] : numbers.slice(from, from + limit).map((row) => ({ row }));
    };
    const next = pagesOf(250_000, read, ({ row }) => [row], part);
    for (let page = await next(); page.length > 0; page = await next())
      all.push(...page.map(([row]) => Number(row)));
    counts.push(asked);
  }
  expect(all).toEqual(numbers);
  expect(Math.max(...counts)).toBeLessThanOrEqual(36);
});
