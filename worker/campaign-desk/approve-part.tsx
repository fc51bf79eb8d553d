import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { startIn } from "../campaigns/starts.ts";
import type { Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { mayDo } from "../people/roles.ts";
import type { CampaignFile } from "./campaign-file.ts";
import { sayRecipients } from "./points.ts";
import { sayToCome } from "./say-time.ts";

/** The owner's word that what stands above goes out: with what was seen, so that nothing else does. */
export const ApprovePart: FC<{ view: View; file: CampaignFile; problems: readonly Problem[] }> = ({
  view,
  file,
  problems,
}) => {
  const { standing, hash, mends, recipients } = file;
  const words = view.texts.campaigns.approve;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}/approve`;
  const problem = problems.find(({ field }) => field === "read");
  if (!isApprovable(file)) return null;
  return (
    <section id="approve">
      <h2>{words.title}</h2>
      {view.member === null || !mayDo(view.member.role, "POST", path) ? (
        <p class="soft">{words.ownerOnly}</p>
      ) : mends > 0 || hash === null || recipients === null ? (
        <p class="soft">
          <a href="#checks">{words.mend}</a>
        </p>
      ) : (
        <form class="take" method="post" action={view.link(path)}>
          <p>{sayWhatFollows(view, file)}</p>
          {standing.row === null ? null : <p class="soft">{words.again}</p>}
          <input type="hidden" name="seen" value={hash} />
          <label class="tick">
            <input
              id="f-read"
              type="checkbox"
              name="read"
              value="yes"
              required
              aria-invalid={problem === undefined ? undefined : "true"}
              aria-describedby={problem === undefined ? undefined : "f-read-error"}
            />
            {words.tick}
          </label>
          {problem === undefined ? null : (
            <p class="error" id="f-read-error">
              {problem.text}
            </p>
          )}
          <button class="button" type="submit">
            {file.shown.send === undefined ? words.buttonNow : words.button}
          </button>
        </form>
      )}
    </section>
  );
};

/** Whether there is something to approve: a draft, or what differs from what was approved and does not go out now. */
function isApprovable({ standing: { status, changed, entry } }: CampaignFile): boolean {
  if (entry === null) return false;
  return status === "draft" || (changed && (status === "approved" || status === "stopped"));
}

function sayWhatFollows(view: View, { shown, recipients }: CampaignFile): string {
  const words = view.texts.campaigns.approve;
  const n = recipients === null ? view.words.list.none : sayRecipients(recipients, view);
  if (shown.send === undefined) return fill(words.textNow, { n });
  const { timeZone, now } = view.reading;
  return fill(words.text, { n, when: sayToCome(startIn(shown, timeZone, now), view.reading) });
}
