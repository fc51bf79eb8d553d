import { spawnSync } from "node:child_process";
import { createHash, createVerify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import forge, { type Asn1 } from "node-forge";
import { describe, it, onTestFinished } from "vitest";
import { sayDay } from "../../worker/calendar.ts";
import { couponLink } from "../../worker/coupon/link.ts";
import { applePass } from "../../worker/wallet/apple-pass.ts";
import { googleLink } from "../../worker/wallet/google-link.ts";
import { walletsIn } from "../../worker/wallet/wallets.ts";
import { walletKeys } from "../support/wallet-keys.ts";
import { aCatalog } from "../support/worker-catalog.ts";

const now = Date.parse("2027-03-10T11:00:00Z");
const keys = walletKeys();
const catalog = aCatalog();
const { sconto: magnet } = catalog.magnets;
const { sconto: landing } = catalog.landings;
if (magnet?.kind !== "coupon" || landing === undefined) throw new Error("The fixture has lost its coupon.");
const deps = {
  catalog,
  now: () => now,
  publicUrl: "https://forno.example",
  tokenSecret: "a secret for tests",
  fetchAsset: async (path: string) => new Response(`an icon: ${path}`),
};
const coupon = {
  ...{
    code: "PANE-7K3QX-M2WTD",
    magnet: "sconto",
    landing: "sconto",
    source: null,
    redeemedAt: null,
    voidedAt: null,
  },
  ...{ issuedAt: now, validFrom: now, validUntil: Date.parse("2027-04-09T22:00:00Z") },
};
const shown = { landing, magnet, coupon };

/** The wallets of a Worker with these secrets. */
function read(env: Parameters<typeof walletsIn>[0]) {
  return walletsIn(env, now);
}

async function aPass(env: Parameters<typeof walletsIn>[0] = keys.apple) {
  const { apple, problems } = read(env);
  if (apple === null) throw new Error(problems.join());
  const pass = await applePass(deps, apple, shown);
  return unzipSync(pass ?? new Uint8Array());
}

describe("a pass for Apple Wallet", () => {
  it("tells what the coupon is worth, until when, and its signed QR code", async ({ expect }) => {
    const files = await aPass();
    expect(Object.keys(files)).toEqual([
      ...["icon.png", "icon@2x.png", "icon@3x.png", "pass.json", "manifest.json", "signature"],
    ]);
    expect(strFromU8(files["icon@2x.png"] ?? new Uint8Array())).toBe("an icon: /_private/wallet/icon-58.png");
    const pass = JSON.parse(strFromU8(files["pass.json"] ?? new Uint8Array()));
    expect(pass).toMatchObject({
      formatVersion: 1,
      passTypeIdentifier: "pass.example.forno",
      teamIdentifier: "TEAM123456",
      serialNumber: coupon.code,
      organizationName: "Forno di Prova",
      backgroundColor: "rgb(11, 110, 79)",
      foregroundColor: "rgb(255, 255, 255)",
      expirationDate: "2027-04-09T22:00:00.000Z",
      barcodes: [
        { format: "PKBarcodeFormatQR", message: await couponLink(deps, coupon), altText: coupon.code },
      ],
      coupon: {
        primaryFields: [{ label: "di sconto", value: "5\u00a0€" }],
        secondaryFields: [
          { label: "Vale fino al", value: sayDay(now + 30 * 86_400_000, "it", "Europe/Rome") },
        ],
      },
    });
    expect(JSON.stringify(pass)).not.toContain("locations");
  });

  it("lists its files with their sums, and bears a signature that proves the list", async ({ expect }) => {
    for (const env of [keys.apple, { ...keys.apple, APPLE_PASS_KEY: keys.older.replaceAll("\n", "\\n") }]) {
      const files = await aPass(env);
      const manifest = files["manifest.json"] ?? new Uint8Array();
      const listed = Object.entries<string>(JSON.parse(strFromU8(manifest)));
      expect(listed).toHaveLength(4);
      for (const [name, sum] of listed)
        expect(
          createHash("sha1")
            .update(files[name] ?? "")
            .digest("hex"),
          name,
        ).toBe(sum);
      expect(signedBy(files.signature ?? new Uint8Array(), manifest)).toEqual({
        proves: true,
        at: "270310110000Z",
        certificates: 2,
      });
    }
  });

  it("stands before OpenSSL, and not with another list", async ({ expect, skip }) => {
    if (spawnSync("openssl", ["version"]).status !== 0) skip();
    const files = await aPass();
    const folder = mkdtempSync(join(tmpdir(), "imbuto-pass-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const put = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const verify = (content: Uint8Array) =>
      spawnSync("openssl", [
        ...["cms", "-verify", "-binary", "-inform", "DER", "-in", put("signature", files.signature ?? "")],
        ...["-content", put("manifest.json", content), "-CAfile", put("ca.pem", keys.apple.APPLE_PASS_WWDR)],
        ...["-purpose", "any", "-attime", String(now / 1000), "-out", join(folder, "out")],
      ]);
    const manifest = files["manifest.json"] ?? new Uint8Array();
    const good = verify(manifest);
    expect([good.status, String(good.stderr)]).toEqual([0, expect.stringContaining("successful")]);
    expect(verify(Uint8Array.of(...manifest, 32)).status).not.toBe(0);
  });
});

describe("a link for Google Wallet", () => {
  it("is signed by the account, short enough, and tells the same", async ({ expect }) => {
    const { google } = read(keys.google);
    if (google === null) throw new Error("The key was not read.");
    const long = {
      ...catalog,
      site: { ...catalog.site, name: "Panificio e Pasticceria Ćosić & Łukasz, dal 1899" },
    };
    const link = await googleLink({ ...deps, catalog: long }, google, shown);
    expect(link.length).toBeLessThanOrEqual(1800);
    const [head = "", claims = "", signature = ""] = link
      .replace("https://pay.google.com/gp/v/save/", "")
      .split(".");
    const verify = createVerify("RSA-SHA256").update(`${head}.${claims}`);
    expect(verify.verify(keys.publicKey, Buffer.from(signature, "base64url"))).toBe(true);
    expect(JSON.parse(String(Buffer.from(head, "base64url")))).toEqual({ alg: "RS256" });
    expect(JSON.parse(String(Buffer.from(claims, "base64url")))).toMatchObject({
      iss: "imbuto@forno-wallet.iam.gserviceaccount.com",
      aud: "google",
      typ: "savetowallet",
      iat: now / 1000,
      payload: {
        offerObjects: [
          {
            id: `3388000000012345678.${coupon.code}`,
            barcode: { type: "QR_CODE", value: await couponLink(deps, coupon), alternateText: coupon.code },
            validTimeInterval: { end: { date: "2027-04-09T22:00Z" } },
          },
        ],
      },
    });
  });
});

describe("keys that do not work", () => {
  const other = walletKeys(new Date("2027-03-01T00:00:00Z"));
  const { APPLE_PASS_CERT, APPLE_PASS_KEY, APPLE_PASS_WWDR } = keys.apple;
  const { GOOGLE_WALLET_KEY, GOOGLE_WALLET_ISSUER } = keys.google;
  it.for<[Record<string, string>, string[]]>([
    [{}, []],
    [{ APPLE_PASS_CERT }, ["Apple Wallet needs APPLE_PASS_KEY, APPLE_PASS_WWDR"]],
    [{ ...keys.apple, APPLE_PASS_CERT: "x" }, ["APPLE_PASS_CERT is no certificate in PEM"]],
    [
      { ...keys.apple, APPLE_PASS_CERT: APPLE_PASS_CERT.replace(/.{300}(?=-----END)/s, "") },
      ["APPLE_PASS_CERT cannot be read"],
    ],
    [{ ...keys.apple, APPLE_PASS_CERT: APPLE_PASS_WWDR }, ["APPLE_PASS_CERT is not for passes"]],
    [
      { ...keys.apple, APPLE_PASS_KEY: APPLE_PASS_WWDR },
      ["APPLE_PASS_KEY is no private key in PEM without a password"],
    ],
    [
      { ...keys.apple, APPLE_PASS_KEY: other.apple.APPLE_PASS_KEY },
      ["APPLE_PASS_KEY is not that of APPLE_PASS_CERT"],
    ],
    [other.apple, ["APPLE_PASS_CERT ended on 2027-03-01"]],
    [{ APPLE_PASS_CERT, APPLE_PASS_KEY, APPLE_PASS_WWDR: "" }, ["Apple Wallet needs APPLE_PASS_WWDR"]],
    [{ GOOGLE_WALLET_KEY }, ["GOOGLE_WALLET_KEY needs GOOGLE_WALLET_ISSUER, a number"]],
    [{ GOOGLE_WALLET_ISSUER }, ["GOOGLE_WALLET_ISSUER needs GOOGLE_WALLET_KEY"]],
    [{ GOOGLE_WALLET_ISSUER, GOOGLE_WALLET_KEY: "{" }, ["GOOGLE_WALLET_KEY cannot be read"]],
    [
      { GOOGLE_WALLET_ISSUER, GOOGLE_WALLET_KEY: '{"client_email":"a","private_key":"b"}' },
      ["GOOGLE_WALLET_KEY holds no private key"],
    ],
  ])("%# are told by name", ([env, problems], { expect }) => {
    expect(read(env)).toEqual({ apple: null, google: null, problems });
  });
});

/** Whether the signature (CMS) is the certificate's over `content`, read by another program's ASN.1. */
function signedBy(signature: Uint8Array, content: Uint8Array) {
  const bytes = forge.util.createBuffer(Buffer.from(signature).toString("binary"));
  const at = (node: Asn1, ...path: number[]) =>
    path.reduce((found, place) => (found.value as Asn1[])[place] as Asn1, node);
  const signed = at(forge.asn1.fromDer(bytes), 1, 0);
  const certificates = at(signed, 3).value as Asn1[];
  const signer = at(signed, 4, 0);
  const attributes = at(signer, 3);
  const digest = createHash("sha256").update(content).digest("binary");
  // Signed as a set, whatever tag they stand under.
  attributes.tagClass = forge.asn1.Class.UNIVERSAL;
  attributes.type = forge.asn1.Type.SET;
  const asSet = Buffer.from(forge.asn1.toDer(attributes).getBytes(), "binary");
  const own = forge.pki.certificateFromAsn1(certificates[0] as Asn1);
  const proof = Buffer.from(at(signer, 5).value as string, "binary");
  return {
    proves:
      at(attributes, 2, 1, 0).value === digest &&
      createVerify("RSA-SHA256").update(asSet).verify(forge.pki.publicKeyToPem(own.publicKey), proof),
    at: at(attributes, 1, 1, 0).value,
    certificates: certificates.length,
  };
}
