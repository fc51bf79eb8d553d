import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledWorker, root } from "./bundle.ts";
import { spawnRuntime } from "./runtime.ts";

/** A mail as the outbox hands it to a mailer. */
export interface TestMail {
  id: string;
  from: { name: string; email: string };
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  pictures?: { id: string; file: string; type: "image/png"; base64: string }[];
}

/** The smallest PNG there is, as a mail brings it. */
export const aPicture = {
  id: "qr",
  file: "buono-7K3QX-M2WTD.png",
  type: "image/png" as const,
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
};

/** The Worker's mailers in real workerd. */
export interface Mailing {
  /** What becomes of `mail` when it leaves by the way that `env` chooses. */
  send(env: Record<string, string>, mail?: TestMail, patience?: number): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** The certificate of `localhost` that `startMailing` trusts, and its key. */
export const certificate = {
  cert: join(root, "test/fixtures/tls/localhost.pem"),
  key: join(root, "test/fixtures/tls/localhost-key.pem"),
};

/** Starts the mailers in workerd. */
export async function startMailing(): Promise<Mailing> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-mailing-"));
  // Miniflare reads it when it is loaded: in the process that is started below.
  process.env.NODE_EXTRA_CA_CERTS = certificate.cert;
  const bundle = await bundledWorker(folder, join(root, "test/support/worker-mailing.ts"));
  const runtime = await spawnRuntime({ ...bundle, database: join(folder, "state") });
  return {
    async send(env, mail = aMail(), patience = 10_000) {
      const body = JSON.stringify({ env, mail, patience });
      return (await fetch(runtime.direct, { method: "POST", body })).json();
    },
    async stop() {
      await runtime.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A mail with all that is hard to carry: accents, quotes, dots, long lines, a link to leave by. */
export function aMail(change: Partial<TestMail> = {}): TestMail {
  return {
    id: "Qm9fOHcyX3pLd0pYcTV2QQ",
    from: { name: 'Niccolò "Forno" d\'Amico', email: "marta@forno.example" },
    to: "ada@example.com",
    replyTo: "bottega@forno.example",
    subject: "«La guida»: è qui, e non è una di quelle che si leggono in un minuto – anzi",
    html: `<p>Perché «sì»</p>\n.\n<p>${"lunga ".repeat(300)}</p>`,
    text: "Ciao Ada,\n.\n..due punti = uno \nhttps://forno.example/g/x?a=20&b=3D\n",
    headers: {
      "List-Unsubscribe": "<https://forno.example/u/abc>, <mailto:stop@forno.example>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
    },
    ...change,
  };
}
