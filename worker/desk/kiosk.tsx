import { Hono } from "hono";
import type { FC } from "hono/jsx";
import { sign } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { Page } from "./frame.tsx";
import { type View, viewOf } from "./view.ts";

/**
 * The keys of a kiosk, for whoever is signed in on its device; to be mounted behind the desk's door.
 *
 * What a kiosk keeps while it is offline is sealed with the public key, and only a signed-in session is given the private
 * one. Both are made from the Worker's secret, so that they are stored nowhere, and a session that has ended loses nothing.
 */
export const kioskKeys = new Hono<AppEnv>()
  .get("/kiosk", (c) => c.html(<KioskPage view={viewOf(c)} />))
  .get("/kiosk/key", async (c) => {
    const { kty, crv, x, y } = await kioskKey(c.var.deps.tokenSecret);
    return c.json({ kty, crv, x, y });
  })
  .get("/kiosk/private-key", async (c) => {
    const { kty, crv, x, y, d } = await kioskKey(c.var.deps.tokenSecret);
    return c.json({ kty, crv, x, y, d });
  });

/** Where an owner who signs in on a tablet goes on to the stand. */
const KioskPage: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.kiosk.desk;
  const stands = Object.values(view.catalog.landings).filter(({ template }) => template === "kiosk");
  return (
    <Page view={view} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft prose">{stands.length === 0 ? words.none : words.text}</p>
      <ul class="reach">
        {stands.map(({ title, pages }) => (
          <li>
            <a href={pages.landing}>{title}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
};

/** The pair of keys that `secret` stands for, always the same. */
async function kioskKey(secret: string): Promise<JsonWebKey> {
  for (let round = 0; round < 8; round++) {
    const key = await keyOf(await sign(secret, `kiosk-key:${round}`)).catch(() => null);
    if (key !== null) return key;
  }
  throw new Error("No key for the kiosk comes of TOKEN_SECRET.");
}

// A private key of P-256 as PKCS #8 has it, up to its 32 bytes; the public half is worked out on import.
const head = "MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCA=";

/** The key whose 32 private bytes `text` holds; one number in four thousand million is none, and rejects. */
async function keyOf(text: string): Promise<JsonWebKey> {
  const bytes = [...bytesOf(head), ...bytesOf(text.replaceAll("-", "+").replaceAll("_", "/"))];
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array(bytes), curve, true, ["deriveBits"]);
  const jwk = await crypto.subtle.exportKey("jwk", key);
  if (jwk instanceof ArrayBuffer) throw new Error("A JWK was asked for.");
  return jwk;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
