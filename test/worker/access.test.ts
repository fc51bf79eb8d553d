import { beforeEach, describe, it } from "vitest";
import { base64Url } from "../../worker/digest.ts";
import { accessOf } from "../../worker/people/access.ts";
import { type App, anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { ours, signIn, takeLeads } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const team = "forno.cloudflareaccess.com";
const aud = "f".repeat(64);
const minute = 60_000;

const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

async function aPair(kid: string) {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey(rsa, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey("jwk", publicKey)) as JsonWebKey;
  return { kid, privateKey, jwk: { ...jwk, kid, use: "sig" } };
}
type Pair = Awaited<ReturnType<typeof aPair>>;

const pairs = Promise.all([aPair("one"), aPair("two")]);
const part = (value: unknown) => base64Url(new TextEncoder().encode(JSON.stringify(value)));

/** What Cloudflare Access would send of `claims`, signed with `pair`. */
async function assertion(pair: Pair, claims: object = {}, header: object = {}): Promise<string> {
  const at = noon / 1000;
  const usual = {
    iss: `https://${team}`,
    aud: [aud],
    exp: at + 600,
    nbf: at - 5,
    iat: at - 5,
    email: "edi@forno.example",
  };
  const signed = `${part({ alg: "RS256", kid: pair.kid, ...header })}.${part({ ...usual, ...claims })}`;
  const bytes = await crypto.subtle.sign(rsa.name, pair.privateKey, new TextEncoder().encode(signed));
  return `${signed}.${base64Url(new Uint8Array(bytes))}`;
}

/** A desk behind Access, whose keys are those of `known`; how often they were asked for. */
async function aDesk(known: Pair[]) {
  const asked = { times: 0, fails: false, keys: known };
  const clock = { now: noon };
  const access = accessOf({
    team,
    aud,
    owners: ["Titolare@forno.example"],
    now: () => clock.now,
    fetch: async (url) => {
      asked.times += 1;
      if (asked.fails || url !== `https://${team}/cdn-cgi/access/certs`) throw new Error("unreachable");
      return Response.json({ keys: asked.keys.map(({ jwk }) => jwk), public_certs: [] });
    },
  });
  const app = anApp({ access });
  const Cookie = await signIn(app);
  const body = new URLSearchParams({ name: "Edi", email: "Edi@Forno.example", role: "editor", shop: "" });
  await app.ask("/admin/people", { method: "POST", headers: { ...ours, Cookie }, body });
  return { app, asked, clock };
}

async function open(app: App, token: string, path = "/admin/leads"): Promise<number> {
  return (await app.ask(path, { headers: { "Cf-Access-Jwt-Assertion": token } })).status;
}

describe("Cloudflare Access before the desk", () => {
  it("opens it for a member by their address, as what they are, without a cookie", async ({ expect }) => {
    const [one] = await pairs;
    const { app } = await aDesk([one]);
    const token = await assertion(one);
    const page = await app.ask("/admin/leads", { headers: { "Cf-Access-Jwt-Assertion": token } });
    expect([page.status, page.headers.get("Set-Cookie")]).toEqual([200, null]);
    expect(await page.text()).toContain("Edi");
    expect(await open(app, token, "/admin/people")).toBe(403);
    expect(await open(app, await assertion(one, { aud, email: "EDI@forno.example" }))).toBe(200);
    // A member who is let go is out at once.
    const [member] = await rowsOf("member");
    const headers = { ...ours, Cookie: await signIn(app) };
    await app.ask(`/admin/people/${member?.id}/revoke`, { method: "POST", headers });
    expect(await open(app, token)).toBe(401);
  });

  it("opens it as owner for the addresses it names, who are asked for no key, and are let out by it", async ({
    expect,
  }) => {
    const [one] = await pairs;
    const { app } = await aDesk([one]);
    const headers = {
      ...ours,
      "Cf-Access-Jwt-Assertion": await assertion(one, { email: "titolare@forno.example" }),
    };
    expect(await open(app, headers["Cf-Access-Jwt-Assertion"], "/admin/people")).toBe(200);
    const file = await app.ask("/admin/leads.csv", {
      method: "POST",
      headers,
      body: new URLSearchParams({ format: "csv" }),
    });
    expect(file.status).toBe(200);
    const out = await app.ask("/admin/sign-out", { method: "POST", headers });
    expect(out.headers.get("Location")).toMatch(/^https:\/\/[^/]+\/cdn-cgi\/access\/logout$/);
    const invited = await app.ask("/admin/people", {
      method: "POST",
      headers,
      body: new URLSearchParams({ name: "B", role: "editor" }),
    });
    expect(invited.status).toBe(200);
    const noted = (await rowsOf("audit")).at(-1);
    expect(noted).toMatchObject({ act: "member.invite", way: "access", member_id: null });
    expect(JSON.stringify(noted)).not.toContain("titolare");
    // Other sites' forms stay outside.
    const evil = { ...headers, Origin: "https://evil.example" };
    expect((await app.ask("/admin/people", { method: "POST", headers: evil })).status).toBe(403);
  });

  it("refuses whatever does not prove who comes", async ({ expect }) => {
    const [one, two] = await pairs;
    const { app } = await aDesk([one]);
    const good = await assertion(one);
    const [head = "", body = "", signature = ""] = good.split(".");
    const at = noon / 1000;
    const none = `${part({ alg: "none", kid: "one" })}.${body}`;
    const hmacKey = await crypto.subtle.importKey(
      "raw",
      new TextEncoder().encode(JSON.stringify(one.jwk)),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const hmac = `${part({ alg: "HS256", kid: "one" })}.${body}`;
    const mac = await crypto.subtle.sign("HMAC", hmacKey, new TextEncoder().encode(hmac));
    const refused: Record<string, string> = {
      "another application": await assertion(one, { aud: ["a".repeat(64)] }),
      "no application": await assertion(one, { aud: [] }),
      "another team": await assertion(one, { iss: "https://evil.cloudflareaccess.com" }),
      "a team that begins alike": await assertion(one, { iss: `https://${team}.evil.example` }),
      "one that is over": await assertion(one, { exp: at }),
      "one without an end": await assertion(one, { exp: undefined }),
      "one that has not begun": await assertion(one, { nbf: at + 61 }),
      "no algorithm": `${none}.`,
      "no algorithm with a signature": `${none}.${signature}`,
      "another algorithm by its name": await assertion(one, {}, { alg: "RS512" }),
      "the public key as a secret": `${hmac}.${base64Url(new Uint8Array(mac))}`,
      "an unknown key": await assertion(two),
      "another key under a known name": await assertion({ ...two, kid: "one" }),
      "no name of a key": await assertion(one, {}, { kid: undefined }),
      "other claims under the signature": `${head}.${part({ ...JSON.parse(atob(body)), email: "titolare@forno.example" })}.${signature}`,
      "an unknown address": await assertion(one, { email: "eve@forno.example" }),
      "no address": await assertion(one, { email: undefined, common_name: "service" }),
      "a fourth part": `${good}.${signature}`,
      nothing: "",
      nonsense: "a.b.c",
    };
    for (const [name, token] of Object.entries(refused)) expect(await open(app, token), name).toBe(401);
    expect(await open(app, good)).toBe(200);
    expect(await open(anApp(), good), "where it is not configured").toBe(401);
  });

  it("asks for the keys once an hour, and for a new one at once, whoever sends unknown ones", async ({
    expect,
  }) => {
    const [one, two] = await pairs;
    const { app, asked, clock } = await aDesk([one]);
    const later = { exp: noon / 1000 + 86_400 };
    const [old, young] = [await assertion(one, later), await assertion(two, later)];
    for (let n = 0; n < 3; n += 1) expect(await open(app, old)).toBe(200);
    for (let n = 0; n < 5; n += 1) expect(await open(app, young)).toBe(401);
    expect(asked.times).toBe(1);
    asked.keys = [one, two];
    clock.now += minute;
    expect([await open(app, young), await open(app, old), asked.times]).toEqual([200, 200, 2]);
    asked.keys = [two];
    clock.now += 60 * minute;
    expect([await open(app, young), await open(app, old), asked.times]).toEqual([200, 401, 3]);
    // Where Cloudflare cannot be reached, those who are known come in still.
    asked.fails = true;
    clock.now += 60 * minute;
    expect(await open(app, young)).toBe(200);
    expect((await takeLeads(app)).status).toBe(200);
  });
});
