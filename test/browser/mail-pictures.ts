import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mail } from "../../worker/mail/mailer.ts";
import { visit } from "./stage.ts";

/** What programs do in the dark: what the mail asks for, or else, as Gmail does on an iPhone, every colour turned round but the pictures'. */
const schemes = ["light", "dark", "turned"] as const;

/** Keeps `mail` in `folder` as its readers see it, at two widths, in each light, with pictures and without, and as text. */
export async function keepPictures(folder: string, name: string, mail: Mail): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.txt`), `${headersOf(mail)}\n\n${mail.text}`);
  const { page } = await visit();
  for (const pictures of ["on", "off"] as const) {
    if (pictures === "off")
      await page.route("**/*", (route) =>
        route.request().resourceType() === "image" ? route.abort() : route.continue(),
      );
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme === "dark" ? "dark" : "light" });
      await page.setContent(shownIn(mail, scheme, pictures), { waitUntil: "load" });
      for (const width of [390, 640]) {
        await page.setViewportSize({ width, height: 844 });
        const path = join(folder, `${name}-${width}-${scheme}-${pictures}.png`);
        await page.screenshot({ path, fullPage: true });
      }
    }
  }
}

/** The HTML with the pictures that it brings along, or without; a program that turns colours round reads none of ours for the dark. */
function shownIn({ html, pictures = [] }: Mail, scheme: (typeof schemes)[number], shown: "on" | "off") {
  const filled = pictures.reduce(
    (text, { id, base64 }) =>
      text.replaceAll(
        `"cid:${id}"`,
        shown === "on" ? `"data:image/png;base64,${base64}"` : '"https://pictures.off"',
      ),
    html,
  );
  const turned = shown === "on" ? "html,img" : "html";
  return scheme === "turned"
    ? filled.replace("</head>", `<style>${turned}{filter:invert(1) hue-rotate(180deg)}</style></head>`)
    : filled;
}

function headersOf({ from, to, replyTo, subject, headers }: Mail): string {
  return [
    `From: ${from.name} <${from.email}>`,
    `To: ${to}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${replyTo}`]),
    `Subject: ${subject}`,
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
  ].join("\n");
}
