import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { ErrorSummary, type Problem, Said } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Email, nameOf, Phone } from "../desk/person.tsx";
import { touchIn } from "../desk/stored.ts";
import { landingTitle, type View } from "../desk/view.ts";
import { sayExactly, sayWhen } from "../desk/when.ts";
import { sayBasis } from "../import/imports-page.tsx";
import { SequencesOf } from "../sequence-desk/lead-part.tsx";
import { LatestAnswers } from "./answers.tsx";
import { addressOf, ConsentsOf } from "./consents.tsx";
import { Grants } from "./gifts.tsx";
import { Handling } from "./handling.tsx";
import { NoteForm } from "./notes.tsx";
import { type MadeLink, PrefillLink } from "./prefill-link.tsx";
import { Sales, type SaleTyped } from "./sales.tsx";
import type { Lead, LeadFile } from "./store-lead.ts";
import { Timeline } from "./timeline-list.tsx";
import { Worth } from "./worth.tsx";

/** What a form of the page was refused for, and what was typed in it. */
export interface Refused {
  problems: Problem[];
  note?: string;
  tag?: string;
  sale?: SaleTyped;
}

interface LeadPageProps {
  view: View;
  file: LeadFile;
  /** A link that was made just now. */
  link?: MadeLink;
  refused?: Refused;
  /** Where the timeline begins. */
  place?: string | undefined;
}

/** Everything about one person. */
export const LeadPage: FC<LeadPageProps> = ({ view, file, link, refused = { problems: [] }, place }) => {
  const { lead, submissions } = file;
  const words = view.words.lead;
  const name = nameOf(lead, view);
  const { problems, note = "", tag = "", sale } = refused;
  return (
    <Page view={view} title={name} current="leads">
      <p class="soft" title={sayExactly(lead.created_at, view.reading)}>
        {fill(words.since, { when: sayWhen(lead.created_at, view.reading) })}
      </p>
      <h1>{name}</h1>
      <Reach view={view} file={file} />
      <Said view={view} words={view.texts.lead.said} />
      <ErrorSummary view={view} problems={problems} />
      <Worth view={view} file={file} />
      <div class="file">
        <Handling view={view} file={file} typed={tag} problems={problems} />
        <div class="told">
          <LatestAnswers view={view} submissions={submissions} />
          <NoteForm view={view} lead={lead.id} typed={note} problems={problems} />
          <Timeline view={view} file={file} place={place} />
        </div>
        <div>
          <Merged view={view} file={file} />
          <ConsentsOf view={view} file={file} />
          <Sales view={view} file={file} typed={sale} problems={problems} />
          <SequencesOf view={view} lead={lead.id} own={file.sequences} />
          <section>
            <h2>{view.texts.lead.from}</h2>
            <p class="soft">{words.first}</p>
            <p>{visitText(lead.first_source, view)}</p>
            <p class="soft note">{words.last}</p>
            <p>{visitText(lead.last_source, view)}</p>
            <ImportedFrom view={view} imports={file.imports} />
          </section>
          <section class="gifts">
            <h2>{words.grants}</h2>
            <Grants view={view} grants={file.grants} />
          </section>
          <PrefillLink view={view} lead={lead} link={link} />
        </div>
      </div>
    </Page>
  );
};

/** The lists that the lead came with, each with where it came from and on which ground it is held. */
const ImportedFrom: FC<{ view: View; imports: LeadFile["imports"] }> = ({ view, imports }) => (
  <>
    {imports.map(({ id, name, provenance, basis, created_at }) => (
      <>
        <p class="soft note">{view.texts.lead.imported}</p>
        <p>
          <a href={view.link(`/admin/imports/${id}`)}>{name}</a> · {provenance} · {sayBasis(view, basis)} ·{" "}
          <When at={created_at} view={view} />
        </p>
      </>
    ))}
  </>
);

/** How to reach the person, and who else may be the same. */
const Reach: FC<{ view: View; file: LeadFile }> = ({ view, file: { lead, twins, restraint } }) => {
  const words = view.texts.lead;
  return (
    <>
      {restraint === null ? null : (
        <p class="prose">
          <strong class="late">{words.restraints[restraint.kind].short}</strong>.{" "}
          {words.restraints[restraint.kind].text}{" "}
          <a href={view.link(`/admin/requests/${restraint.id}`)}>{words.restraints.see}</a>
        </p>
      )}
      <p class="reach">
        {lead.phone === null ? null : <Phone number={lead.phone} />}
        {lead.email === null ? null : <Email address={lead.email} />}
        {lead.confirmed_at === null ? null : (
          <span class="soft">
            {words.reasons.confirmed}, <When at={lead.confirmed_at} view={view} />
          </span>
        )}
      </p>
      {twins === 0 ? null : (
        <p class="soft">
          {twins === 1 ? words.twin : fill(words.twins, { n: twins })}{" "}
          <a href={view.link("/admin/leads/duplicates")}>{words.see}</a>
        </p>
      )}
    </>
  );
};

/** The other addresses of the same person, each of which can become a lead of its own again. */
const Merged: FC<{ view: View; file: LeadFile }> = ({ view, file: { lead, merged } }) => {
  const words = view.texts.lead;
  if (merged.length === 0) return null;
  return (
    <section>
      <h2>{words.merged}</h2>
      {merged.map((other) => (
        <details>
          <summary>
            {nameOf(other, view)} <small>{addressOf(other)}</small>
          </summary>
          <form class="take wide" method="post" action={view.link(`/admin/leads/${lead.id}/unmerge`)}>
            <p>
              <Contacts lead={other} />
            </p>
            <p class="soft">{words.unmergeText}</p>
            <button class="plain fit" name="other" value={other.id} type="submit">
              {words.unmerge}
            </button>
          </form>
        </details>
      ))}
    </section>
  );
};

const Contacts: FC<{ lead: Lead }> = ({ lead: { phone, email } }) => (
  <>
    {phone === null ? null : <Phone number={phone} />} {email === null ? null : <Email address={email} />}
  </>
);

/** A visit in full: every mark that came with it, the page it reached, and when. */
function visitText(source: string, view: View): string {
  const { marks, landing, at } = touchIn(source);
  const words: Record<string, string> = view.texts.lead.visitMarks;
  const known = Object.entries(marks).map(([key, value]) => `${words[key] ?? key}: ${value}`);
  return [
    known.join(", ") || view.words.sources.direct,
    ...(landing === null ? [] : [landingTitle(view.catalog, landing)]),
    ...(at === null ? [] : [sayWhen(at, view.reading)]),
  ].join(" · ");
}
