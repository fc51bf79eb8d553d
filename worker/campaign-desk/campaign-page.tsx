import type { FC } from "hono/jsx";
import { ErrorSummary, type Problem, Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import type { View } from "../desk/view.ts";
import { TestPart } from "../mailing-desk/test-part.tsx";
import { ApprovePart } from "./approve-part.tsx";
import type { CampaignFile } from "./campaign-file.ts";
import { ChecksPart } from "./checks-part.tsx";
import { ResultsPart } from "./results-part.tsx";
import { SaysPart } from "./says-part.tsx";
import { StatePart } from "./state-part.tsx";
import { WhoPart } from "./who-part.tsx";

/** One campaign in the order of work: how it stands, what it says, who gets it, the checks, a test, the approval. */
export const CampaignPage: FC<{ view: View; file: CampaignFile; problems?: readonly Problem[] }> = ({
  view,
  file,
  problems = [],
}) => {
  const words = view.texts.campaigns;
  const { standing, shown, preview, testers } = file;
  const title = shown.subjects[0] ?? standing.name;
  // Once it goes out there is nothing to prepare: what became of it is what one comes for.
  const isOver = standing.status === "done" || standing.status === "sending" || standing.status === "testing";
  return (
    <Page view={view} title={title} current="campaigns">
      <p class="soft">
        <a href={view.link("/admin/mail/campaigns")}>{words.title}</a> · {standing.name}
      </p>
      <h1>{title}</h1>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      <StatePart view={view} file={file} problems={problems} />
      <ResultsPart view={view} file={file} />
      <SaysPart view={view} file={file} />
      <WhoPart view={view} file={file} />
      {isOver ? null : (
        <>
          <ChecksPart view={view} file={file} />
          <TestPart
            view={view}
            path={`/admin/mail/campaigns/${encodeURIComponent(standing.name)}/test`}
            test={
              preview && {
                ...{ subjects: shown.subjects, variant: preview.variant },
                leadId: preview.reader?.id ?? null,
              }
            }
            testers={testers}
            problems={problems}
          />
          <ApprovePart view={view} file={file} problems={problems} />
        </>
      )}
    </Page>
  );
};
