import { type App, anApp, linkIn, origin, press, submit } from "./worker-app.ts";

/** A visitor who agrees to marketing. */
export const ada = { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" };

/** The address of the page in the last mail's footer. */
export const footIn = (app: App) => linkTo(/Preferenze e disiscrizione: \S+(\/u\/[\w-]{43})/, app);
/** The address of the page that a mail on request leads to. */
export const requestedIn = (app: App) => linkTo(/(?:dati|cancellazione): \S+(\/u\/[\w-]{43})/, app);

function linkTo(pattern: RegExp, { mails }: App): string {
  const [, link] = pattern.exec(mails.at(-1)?.text ?? "") ?? [];
  if (link === undefined) throw new Error("The last mail has no such link.");
  return link;
}

/** Posts the page's form. */
export function post(
  app: App,
  path: string,
  fields: [string, string][],
  headers: Record<string, string> = {},
) {
  return app.ask(path, {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin", Origin: origin, ...headers },
    body: new URLSearchParams(fields),
  });
}

/** What a mail program sends that unsubscribes: no cookie, no origin of ours. */
export function oneClick(app: App, path: string) {
  return post(app, path, [["List-Unsubscribe", "One-Click"]], {
    Origin: "https://mail.example",
    "Sec-Fetch-Site": "cross-site",
  });
}

/** A lead that agreed to marketing and confirmed it, and the address of the page. */
export async function subscribed(change: Parameters<typeof anApp>[0] = {}) {
  const app = anApp(change);
  await submit(app, "guida", ada);
  await press(app, linkIn(app));
  return { app, page: footIn(app) };
}
