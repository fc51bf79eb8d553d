import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { answerFromOutbox } from "../../site/outbox/routes.ts";
import { openOutbox } from "../../site/outbox/store.ts";
import { listen, portOf } from "../../site/scripts/start/ports.ts";

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-outbox-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function aMail(id: string, more: { to?: string; subject?: string; html?: string; text?: string } = {}) {
  return {
    id,
    from: { name: "Marta", email: "marta@example.com" },
    to: "ada@example.com",
    subject: `Mail ${id}`,
    html: `<html><head></head><body><a href="http://localhost/g/x">Apri</a></body></html>`,
    text: "Apri: http://localhost/g/x.",
    headers: { "X-Kind": "delivery", "X-Leave": "<http://localhost/u/x>" },
    ...more,
  };
}

/** An outbox that answers on a port of its own. */
async function aServer() {
  const outbox = await openOutbox(await aFolder());
  const server = createServer((request, response) => void answerFromOutbox(outbox, request, response));
  await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${portOf(server)}`;
  const post = (body: string, type = "application/json") =>
    fetch(`${url}/outbox/mails`, { method: "POST", headers: { "Content-Type": type }, body });
  return { outbox, url, post };
}

describe("the local outbox", () => {
  it("keeps a mail that comes twice once, and shows the newest first", async ({ expect }) => {
    const { outbox, post } = await aServer();
    const statuses: number[] = [];
    for (const id of ["one", "two", "one"]) statuses.push((await post(JSON.stringify(aMail(id)))).status);
    expect(statuses).toEqual([201, 201, 200]);
    expect(outbox.mails().map(({ id }) => id)).toEqual(["two", "one"]);
  });

  it("keeps one of two posts of a mail at the same moment", async ({ expect }) => {
    const outbox = await openOutbox(await aFolder());
    expect(await Promise.all([outbox.add(aMail("one")), outbox.add(aMail("one"))])).toEqual([true, false]);
  });

  it("has its mails again after a restart, whatever else lies in its folder", async ({ expect }) => {
    const folder = await aFolder();
    const first = await openOutbox(folder);
    await first.add(aMail("one"));
    await first.add(aMail("two"));
    await writeFile(join(folder, "broken.json"), "{");
    const second = await openOutbox(folder);
    await second.add(aMail("three"));
    expect(second.mails().map(({ id }) => id)).toEqual(["three", "two", "one"]);
  });

  it("forgets the oldest beyond its limit", async ({ expect }) => {
    const folder = await aFolder();
    const outbox = await openOutbox(folder, 2);
    for (const id of ["one", "two", "three"]) await outbox.add(aMail(id));
    expect(outbox.mails().map(({ id }) => id)).toEqual(["three", "two"]);
    expect((await readdir(folder)).sort()).toEqual(["three.json", "two.json"]);
  });

  it("takes JSON alone, so that no foreign page's form can post a mail", async ({ expect }) => {
    const { outbox, post } = await aServer();
    expect((await post(JSON.stringify(aMail("one")), "text/plain")).status).toBe(415);
    expect((await post("{", "application/json")).status).toBe(422);
    expect((await post(JSON.stringify(aMail("../../one")))).status).toBe(422);
    expect(outbox.mails()).toEqual([]);
  });

  it("shows a mail as HTML, text and headers, with working links", async ({ expect }) => {
    const { url, post } = await aServer();
    await post(JSON.stringify(aMail("one")));
    const page = await (await fetch(`${url}/outbox/one`)).text();
    expect(page).toContain(`src="/outbox/one/html"`);
    expect(page).toContain(`<a href="http://localhost/g/x">http://localhost/g/x</a>.`);
    expect(page).toContain("X-Kind: delivery");
    expect(page).toContain(`&lt;<a href="http://localhost/u/x">http://localhost/u/x</a>&gt;`);
    const html = await (await fetch(`${url}/outbox/one/html`)).text();
    expect(html).toContain(`<head><base target="_blank">`);
  });

  it("shows a visitor's text as text, and lets no script of a mail run", async ({ expect }) => {
    const { url, post } = await aServer();
    const nasty = `"><script>alert(1)</script>`;
    await post(JSON.stringify(aMail("one", { to: nasty, subject: nasty, text: nasty, html: nasty })));
    for (const path of ["/outbox/", "/outbox/one"]) {
      expect(await (await fetch(url + path)).text()).not.toContain("<script>alert");
    }
    const policy = (await fetch(`${url}/outbox/one/html`)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
  });

  it("answers 404 for a mail it does not have, and 405 for what it does not do", async ({ expect }) => {
    const { url } = await aServer();
    expect((await fetch(`${url}/outbox/none`)).status).toBe(404);
    expect((await fetch(`${url}/outbox/`, { method: "DELETE" })).status).toBe(405);
  });
});
