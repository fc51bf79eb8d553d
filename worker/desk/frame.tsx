import { raw } from "hono/html";
import type { FC, PropsWithChildren } from "hono/jsx";
import { ClientSwitch } from "../people/switch.tsx";
import { type PageName, type Room, roomsOf } from "./rooms.ts";
import { styleSheet } from "./style.ts";
import { linkTo, otherLocale, type View } from "./view.ts";
import { sayExactly, sayWhen } from "./when.ts";

/** A page of the desk, with its bar; `current` is the page that the bar marks. */
export const Page: FC<PropsWithChildren<{ view: View; title: string; current?: PageName }>> = ({
  view,
  title,
  current,
  children,
}) => {
  const open = roomsOf(view);
  const room = open.find(({ pages }) => pages.some(({ name }) => name === current));
  return (
    <Document view={view} title={title}>
      <Bar view={view} open={open} room={room} current={current} />
      <main id="content" class="wide">
        {room === undefined || room.pages.length < 2 ? null : (
          <nav class="room" aria-label={view.words.nav[room.name]}>
            <ul class="choices">
              {room.pages.map(({ name, path }) => (
                <li>
                  <a href={view.link(path)} aria-current={name === current ? "page" : undefined}>
                    {view.words.nav[name]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {children}
      </main>
    </Document>
  );
};

interface BarProps {
  view: View;
  open: Room[];
  room: Room | undefined;
  current: PageName | undefined;
}

/** The rooms, the one that is open marked; who is signed in, the other language and the way out. */
const Bar: FC<BarProps> = ({ view, open, room, current }) => {
  const { nav } = view.words;
  return (
    <header class="bar">
      <div class="wide">
        <a class="brand" href={view.link("/admin")}>
          {view.catalog.site.name}
        </a>
        <button class="menu" type="button" popovertarget="rooms">
          <span class="unseen">{nav.label}: </span>
          {room === undefined ? view.words.title : nav[nameOfRoom(room)]}
        </button>
        <div class="rooms" id="rooms" popover="auto">
          {open.length === 0 ? null : (
            <nav aria-label={nav.label}>
              <ul>
                {open.map(({ name, pages }) => (
                  <li>
                    <a
                      href={view.link(pages[0]?.path ?? "/admin")}
                      aria-current={
                        name === room?.name ? (pages[0]?.name === current ? "page" : "true") : undefined
                      }
                    >
                      {nav[nameOfRoom({ name, pages })]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <div class="me">
            {view.member === null ? null : <span>{nameIn(view)}</span>}
            <ClientSwitch view={view} />
            <LanguageSwitch view={view} />
            <form method="post" action={view.link("/admin/sign-out")}>
              <button class="quiet" type="submit">
                {view.words.signIn.out}
              </button>
            </form>
          </div>
        </div>
      </div>
    </header>
  );
};

/** Who is signed in. */
function nameIn({ member, texts }: View): string {
  if (member?.way === "agency") return texts.people.sessions.agency;
  return member?.name ?? texts.parts.owner;
}

/** What a room is called: by its one page, for whom it has only that. */
function nameOfRoom({ name, pages }: Room): PageName {
  const [only] = pages;
  return pages.length === 1 && only !== undefined ? only.name : name;
}

/** The whole of an HTML page. */
export const Document: FC<PropsWithChildren<{ view: View; title: string }>> = ({ view, title, children }) => (
  <>
    {raw("<!doctype html>")}
    <html lang={view.reading.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${view.catalog.site.name}`}</title>
        <link rel="icon" href="data:," />
        {/* Not as children, which would be escaped: the sheet is ours, its colours the catalog's. */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(view.catalog.site.colours) }} />
      </head>
      <body>
        <a class="skip" href="#content">
          {view.words.skip}
        </a>
        {children}
      </body>
    </html>
  </>
);

/** This page in the other language. */
export const LanguageSwitch: FC<{ view: View }> = ({ view }) => {
  const other = otherLocale(view.reading.locale);
  return (
    <a href={linkTo(view.path, { lang: other })} lang={other} hreflang={other}>
      {view.words.language}
    </a>
  );
};

/** A moment as people say it, with the exact one in the title. */
export const When: FC<{ at: number; view: View }> = ({ at, view }) => (
  <time datetime={new Date(at).toISOString()} title={sayExactly(at, view.reading)}>
    {sayWhen(at, view.reading)}
  </time>
);
