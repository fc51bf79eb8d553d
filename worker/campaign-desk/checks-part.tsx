import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { mayDo } from "../people/roles.ts";
import type { CampaignFile } from "./campaign-file.ts";
import { inOrder, type Point } from "./point.ts";

/** The checklist: what must be mended first on top, each point with its cure, and the button that asks the network. */
export const ChecksPart: FC<{ view: View; file: CampaignFile }> = ({ view, file }) => {
  const { points, mends, isAsked, standing } = file;
  const words = view.texts.campaigns.checks;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}/check`;
  const sentence =
    mends > 0
      ? mends === 1
        ? words.mendOne
        : fill(words.mend, { n: mends })
      : isAsked
        ? words.well
        : words.unasked;
  return (
    <section id="checks">
      <h2>{words.title}</h2>
      <p class={mends > 0 ? "error" : "soft"}>{sentence}</p>
      <ul class="checks">
        {inOrder(points).map((point) => (
          <Row view={view} point={point} />
        ))}
      </ul>
      {view.member === null || !mayDo(view.member.role, "POST", path) ? null : (
        <form class="now" method="post" action={`${view.link(path)}#checks`}>
          <button class="plain" type="submit">
            {isAsked ? words.askAgain : words.ask}
          </button>
          <small>{words.askText}</small>
        </form>
      )}
    </section>
  );
};

const Row: FC<{ view: View; point: Point }> = ({ view, point: { name, mark, text, cure, page } }) => {
  const words = view.texts.campaigns.checks;
  return (
    <li class={mark}>
      <strong>{words.names[name]}</strong>
      <span class="mark">{words.marks[mark]}</span>
      <div>
        <p>{text}</p>
        {cure === undefined ? null : (
          <p class="soft">{page === undefined ? cure : <a href={view.link(page)}>{cure}</a>}</p>
        )}
      </div>
    </li>
  );
};
