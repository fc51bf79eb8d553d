import type { FC } from "hono/jsx";
import { Page } from "./frame.tsx";
import type { View } from "./view.ts";

/** Nothing is here, or no longer. */
export const MissingPage: FC<{ view: View }> = ({ view }) => (
  <Page view={view} title={view.words.missing.title}>
    <h1>{view.words.missing.title}</h1>
    <p class="empty">
      {view.words.missing.text} <a href={view.link("/admin")}>{view.words.missing.back}</a>
    </p>
  </Page>
);

/** There is something here, for others. */
export const ForbiddenPage: FC<{ view: View }> = ({ view }) => (
  <Page view={view} title={view.words.forbidden.title}>
    <h1>{view.words.forbidden.title}</h1>
    <p class="empty">{view.words.forbidden.text}</p>
  </Page>
);
