import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { newestMigration } from "../../worker/store/migrations.ts";
import { anApp, countRows, freshDatabase, linkIn, submit } from "../support/worker-app.ts";

beforeEach(freshDatabase);

describe("health", () => {
  it("is well with database, migrations, mailer and secrets in place", async ({ expect }) => {
    const answer = await anApp().ask("/health");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ok: true,
      problems: [],
      mailer: "recording",
      outbox: { waiting: 0, oldest: 0, dead: 0 },
    });
  });

  it("says what is missing, and no secret", async ({ expect }) => {
    await submit(anApp({ mailer: null }), "guida", { email: "ada@example.com" });
    const app = anApp({ mailer: null, tokenSecret: "", ownerToken: null });
    app.clock.now += 7_200_000;
    const answer = await app.ask("/health");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      problems: ["mailer", "token_secret", "owner_token", "outbox"],
      outbox: { waiting: 1, oldest: 7200 },
    });
  });

  it("takes no submission while there is nothing to make tokens from", async ({ expect }) => {
    expect((await submit(anApp({ tokenSecret: "" }), "guida", { email: "ada@example.com" })).status).toBe(
      500,
    );
    expect(await countRows()).toMatchObject({ submission: 0 });
  });

  it("says when the database is behind, or away", async ({ expect }) => {
    const app = anApp();
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = ?1").bind(newestMigration).run();
    expect(await (await app.ask("/health")).json()).toMatchObject({ problems: ["migrations"] });
    await env.DB.prepare("DROP TABLE d1_migrations").run();
    expect(await (await app.ask("/health")).json()).toMatchObject({ problems: ["database"] });
  });

  it("knows the newest migration of the folder", ({ expect }) => {
    expect(newestMigration).toBe(env.TEST_MIGRATIONS.at(-1)?.name);
  });
});

describe("every answer", () => {
  it("carries the headers that keep a browser careful", async ({ expect }) => {
    const app = anApp();
    await submit(app, "en/guide", { email: "ada@example.com" });
    const paths = [
      "/health",
      "/f/guida",
      "/f/x",
      "/e",
      "/nothing",
      "/k/x",
      "/g/x",
      linkIn(app),
      `${linkIn(app)}/x`,
      "/_private/x",
    ];
    for (const path of paths) {
      for (const method of ["GET", "POST"]) {
        const { headers } = await app.ask(path, { method });
        const name = `${method} ${path.slice(0, 8)}`;
        expect(headers.get("Strict-Transport-Security"), name).toBe("max-age=63072000; includeSubDomains");
        expect(headers.get("X-Content-Type-Options"), name).toBe("nosniff");
        expect(headers.get("Content-Security-Policy"), name).toMatch(/default-src 'none'/);
        expect(headers.get("Referrer-Policy"), name).toMatch(
          /^(?:no-referrer|same-origin|strict-origin-when-cross-origin)$/,
        );
        expect(headers.get("Permissions-Policy"), name).toContain("camera=()");
        // The page for what is nowhere is the same for everyone.
        const isForAll = path === "/nothing" || path === "/_private/x";
        expect(headers.get("Cache-Control"), name).toContain(
          isForAll && method === "GET" ? "must-revalidate" : "no-store",
        );
        expect(headers.get("X-Robots-Tag"), name).toBe("noindex");
        expect(headers.get("Set-Cookie"), name).toBeNull();
        expect(headers.get("Content-Type") ?? "none", name).toMatch(/none|charset=utf-8|application\/json/i);
      }
    }
  });

  it("is a page in the landing's words and colours for people", async ({ expect }) => {
    const app = anApp();
    const answer = await submit(
      app,
      "en/guide",
      { email: "ada@example.com" },
      { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    );
    const html = await answer.text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("This request comes from a site we don’t know.");
    expect(html).toContain('<a class="button" href="/en/guide/">Back to the page</a>');
    expect(html).toContain("#0b6e4f");
    const [, nonce] = /<style nonce="([^"]+)">/.exec(html) ?? [];
    expect(answer.headers.get("Content-Security-Policy")).toContain(`style-src 'nonce-${nonce}'`);
  });

  it("tells nothing of what went wrong inside", async ({ expect }) => {
    const app = anApp({ fetchAsset: () => Promise.reject(new Error("secret detail")) });
    const answer = await submit(app, "guida", { email: "x" });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret detail");
    expect(app.lines).toContainEqual(
      expect.objectContaining({ event: "error", error: "Error: secret detail" }),
    );
  });
});
