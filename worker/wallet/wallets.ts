import * as z from "zod";
import type { Env } from "../env.ts";
import type { PassSigner } from "./apple-pass.ts";
import { readCertificate } from "./certificate.ts";
import type { WalletAccount } from "./google-link.ts";
import { modulusOfKey, readPem, readPrivateKey } from "./pem.ts";

/** What coupons can be taken along in. */
export interface Wallets {
  apple: PassSigner | null;
  google: WalletAccount | null;
  /** What is configured and does not work, in words for `/health`. */
  problems: readonly string[];
}

type Secrets = Pick<
  Env,
  "APPLE_PASS_CERT" | "APPLE_PASS_KEY" | "APPLE_PASS_WWDR" | "GOOGLE_WALLET_KEY" | "GOOGLE_WALLET_ISSUER"
>;

/** The wallets that secrets are there for. */
export function walletsIn(env: Secrets, now: number): Wallets {
  const apple = tried("APPLE_PASS_CERT", () => appleIn(env, now));
  const google = tried("GOOGLE_WALLET_KEY", () => googleIn(env));
  const problems = [apple, google].filter((found) => typeof found === "string");
  return {
    apple: typeof apple === "string" ? null : apple,
    google: typeof google === "string" ? null : google,
    problems,
  };
}

/** What `read` finds; what cannot be read at all is a problem of `secret`. */
function tried<T>(secret: string, read: () => T): T | string {
  try {
    return read();
  } catch {
    return `${secret} cannot be read`;
  }
}

function appleIn(env: Secrets, now: number): PassSigner | string | null {
  const names = ["APPLE_PASS_CERT", "APPLE_PASS_KEY", "APPLE_PASS_WWDR"] as const;
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return null;
  if (missing.length > 0) return `Apple Wallet needs ${missing.join(", ")}`;
  const { APPLE_PASS_CERT: own = "", APPLE_PASS_KEY: secret = "", APPLE_PASS_WWDR: wwdr = "" } = env;
  const bytes = readPem(own, "CERTIFICATE");
  const above = readPem(wwdr, "CERTIFICATE");
  const key = readPrivateKey(secret);
  if (bytes === null) return "APPLE_PASS_CERT is no certificate in PEM";
  if (above === null) return "APPLE_PASS_WWDR is no certificate in PEM";
  if (key === null) return "APPLE_PASS_KEY is no private key in PEM without a password";
  const certificate = readCertificate(bytes);
  const { passType, team, ends, modulus } = certificate;
  if (passType === undefined || team === undefined) return "APPLE_PASS_CERT is not for passes";
  if (ends <= now) return `APPLE_PASS_CERT ended on ${new Date(ends).toISOString().slice(0, 10)}`;
  if (String(modulus) !== String(modulusOfKey(key))) return "APPLE_PASS_KEY is not that of APPLE_PASS_CERT";
  return { certificate: { ...certificate, passType, team }, above, key };
}

const accountSchema = z.object({ client_email: z.string(), private_key: z.string() });

function googleIn(env: Secrets): WalletAccount | string | null {
  const { GOOGLE_WALLET_KEY: file = "", GOOGLE_WALLET_ISSUER: issuer = "" } = env;
  if (file === "" && issuer === "") return null;
  if (file === "") return "GOOGLE_WALLET_ISSUER needs GOOGLE_WALLET_KEY";
  if (!/^\d{5,30}$/.test(issuer)) return "GOOGLE_WALLET_KEY needs GOOGLE_WALLET_ISSUER, a number";
  const { client_email: email, private_key: secret } = accountSchema.parse(JSON.parse(file));
  const key = readPrivateKey(secret);
  return key === null || modulusOfKey(key) === undefined
    ? "GOOGLE_WALLET_KEY holds no private key"
    : { email, issuer, key };
}
