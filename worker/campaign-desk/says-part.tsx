import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { LetterFrame } from "../mailing-desk/letter-frame.tsx";
import type { CampaignFile } from "./campaign-file.ts";

/** What the campaign says: subjects, sender, and the letter as somebody of its segment would get it. */
export const SaysPart: FC<{ view: View; file: CampaignFile }> = ({ view, file }) => {
  const { preview } = file;
  const words = view.texts.campaigns.says;
  const name = preview?.reader?.name ?? words.somebody;
  return (
    <section>
      <h2>{words.title}</h2>
      <Envelope view={view} file={file} />
      {preview === null ? (
        <p class="soft prose">{file.hasWords ? view.texts.campaigns.test.notYet : words.noWords}</p>
      ) : (
        <>
          <div class="head shown">
            <h3>{fill(words.for, { name })}</h3>
            <Switch view={view} file={file} />
          </div>
          {preview.reader === null ? <p class="soft prose">{words.nobody}</p> : null}
          <LetterFrame view={view} name={name} source={preview.source} letter={preview.letter} />
        </>
      )}
    </section>
  );
};

const Envelope: FC<{ view: View; file: CampaignFile }> = ({ view, file: { standing, shown, preview } }) => {
  const words = view.texts.campaigns.says;
  const { sender } = view.catalog.site;
  const { subjects, from } = shown;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}`;
  const variant = preview?.variant ?? 0;
  return (
    <dl class="particulars">
      <dt>{subjects.length === 1 ? words.subject : words.subjects}</dt>
      <dd>
        {subjects.length === 1 ? (
          (preview?.letter?.subject ?? subjects[0])
        ) : (
          <ol class="variants">
            {subjects.map((subject, place) => (
              <li>
                <a
                  href={view.link(path, { ...preview?.query, variant: String(place) })}
                  aria-current={place === variant ? "true" : undefined}
                >
                  {place === variant ? (preview?.letter?.subject ?? subject) : subject}
                </a>
              </li>
            ))}
          </ol>
        )}
      </dd>
      <dt>{words.preheader}</dt>
      <dd>{preview?.letter?.preheader ?? <span class="soft">{words.noPreheader}</span>}</dd>
      <dt>{words.from}</dt>
      <dd>
        {from ?? sender.name} <span class="soft">{sender.email}</span>
      </dd>
      {sender.replyTo === undefined ? null : (
        <>
          <dt>{words.replyTo}</dt>
          <dd>{sender.replyTo}</dd>
        </>
      )}
    </dl>
  );
};

/** The way to the letter of the next of them. */
const Switch: FC<{ view: View; file: CampaignFile }> = ({ view, file: { standing, preview } }) => {
  const words = view.texts.campaigns.says;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}`;
  if (preview === null) return null;
  const variant = preview.variant === 0 ? {} : { variant: String(preview.variant) };
  if (preview.next !== null)
    return <a href={view.link(path, { ...variant, after: preview.next })}>{words.next}</a>;
  return preview.isFirst ? null : <a href={view.link(path, variant)}>{words.first}</a>;
};
