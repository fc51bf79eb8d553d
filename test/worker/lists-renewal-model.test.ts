import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, it } from "vitest";
import { freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { ada, post } from "../support/worker-preferences.ts";
import { answer, askedAt, day, keeping, pageIn, silent, subscribe } from "../support/worker-renewal.ts";

describe("people who come and go", () => {
  it("are asked and let go as a model of them says", async ({ expect }) => {
    const acts = fc.array(
      fc.record({
        who: fc.integer({ min: 0, max: 3 }),
        after: fc.integer({ min: 1, max: 260 }),
        what: fc.constantFrom("stays", "fetches", "nothing"),
      }),
      { minLength: 4, maxLength: 7 },
    );
    const play = async (list: { who: number; after: number; what: string }[]) => {
      await freshDatabase();
      const app = keeping();
      const people = [0, 1, 2, 3].map((who) => ({
        email: `p${who}@example.com`,
        seen: 0,
        asked: 0,
        out: false,
        page: "",
      }));
      for (const [place, person] of people.entries()) {
        app.clock.now = noon + place * 40 * day;
        await subscribe(app, { ...ada, email: person.email });
        person.seen = app.clock.now;
      }
      let at = noon + 200 * day;
      for (const { who, after, what } of list) {
        for (const end = at + after * day; at < end; at += 15 * day) {
          const mails = await askedAt(app, at);
          const due = people.filter(({ seen, asked, out }) => !out && asked <= seen && at >= seen + silent);
          expect(mails.map(({ to }) => to).sort()).toEqual(due.map(({ email }) => email));
          for (const person of due) {
            person.asked = at;
            person.page = pageIn({ ...app, mails: mails.filter(({ to }) => to === person.email) });
          }
          // Answers are looked at before mails leave.
          for (const person of people)
            if (person.asked > person.seen && at >= person.asked + answer) person.out = true;
        }
        const person = people[who];
        if (person === undefined || what === "nothing") continue;
        if (what === "fetches") {
          // Whoever was let go may fetch what they ask for, which is no word about mails.
          await env.DB.prepare("UPDATE lead SET seen_at = ?1 WHERE email = ?2").bind(at, person.email).run();
          person.seen = app.clock.now = at;
        } else if (person.page !== "") {
          app.clock.now = at;
          const answered = await post(app, person.page, [["action", "stay"]]);
          if (answered.status !== 303) continue;
          person.seen = at;
          person.out = false;
        }
      }
      const out = people.filter((person) => person.out);
      expect(await rowsOf("suppression")).toHaveLength(out.length);
    };
    await fc.assert(fc.asyncProperty(acts, play), { numRuns: 3 });
  });
});
