import { beforeEach, describe, it } from "vitest";
import * as z from "zod";
import { anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const keySchema = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().length(43),
  y: z.string().length(43),
  d: z.string().length(43).optional(),
});

async function keyAt(app: ReturnType<typeof anApp>, path: string) {
  const answer = await app.ask(path, { headers: { Cookie: await signIn(app) } });
  return keySchema.parse(await answer.json());
}

describe("the keys of a kiosk", () => {
  it("are one pair, the same in every session: a session that ended loses nothing", async ({ expect }) => {
    const app = anApp();
    const given = await keyAt(app, "/admin/kiosk/key");
    expect(given.d, "the public half alone").toBeUndefined();
    const whole = await keyAt(app, "/admin/kiosk/private-key");
    expect(whole).toEqual({ ...given, d: whole.d });
    expect(await keyAt(anApp(), "/admin/kiosk/private-key")).toEqual(whole);
    // A browser takes it only if both halves belong together.
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const jwk = { ...given, d: whole.d ?? "" };
    expect((await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"])).type).toBe("private");
  });

  it("are others under another secret, and lie in no table", async ({ expect }) => {
    const one = await keyAt(anApp(), "/admin/kiosk/key");
    const other = await keyAt(anApp({ tokenSecret: "another secret" }), "/admin/kiosk/key");
    expect(other.x).not.toBe(one.x);
    const app = anApp();
    const { d = "" } = await keyAt(app, "/admin/kiosk/private-key");
    expect(d).toHaveLength(43);
    expect(JSON.stringify(await rowsOf("session"))).not.toContain(d);
  });

  it("are told to nobody else, and kept by no cache", async ({ expect }) => {
    const app = anApp();
    for (const path of ["/admin/kiosk/key", "/admin/kiosk/private-key", "/admin/kiosk"]) {
      const stranger = await app.ask(path);
      expect(stranger.status, path).toBe(401);
      expect(await stranger.text()).not.toContain('"kty"');
    }
    const owner = await app.ask("/admin/kiosk/private-key", { headers: { Cookie: await signIn(app) } });
    expect(owner.headers.get("Cache-Control")).toBe("no-store");
    expect(owner.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });
});
