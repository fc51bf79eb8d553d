import { abuse } from "./abuse.ts";
import { campaign } from "./campaign.ts";
import { campaignProvider } from "./campaign-provider.ts";
import { clock } from "./clock.ts";
import { corruption } from "./corruption.ts";
import { databaseErrors } from "./database-errors.ts";
import { deploy } from "./deploy.ts";
import { diedAfterMail } from "./died-after-mail.ts";
import type { Fault } from "./fault.ts";
import { fullDisk } from "./full-disk.ts";
import { halfBodies } from "./half-bodies.ts";
import { killSending } from "./kill-sending.ts";
import { killSubmissions } from "./kill-submissions.ts";
import { largeExport } from "./large-export.ts";
import { missingAssets } from "./missing-assets.ts";
import { pauses } from "./pauses.ts";
import { providerDown } from "./provider-down.ts";
import { queueTwice } from "./queue-twice.ts";
import { races } from "./races.ts";
import { scheduler } from "./scheduler.ts";
import { botCheck, webhooks } from "./suites.ts";

/** Every fault that can be made, in the order of the list. */
export const faults: readonly Fault[] = [
  killSubmissions,
  killSending,
  providerDown,
  queueTwice,
  diedAfterMail,
  fullDisk,
  databaseErrors,
  clock,
  pauses,
  halfBodies,
  races,
  scheduler,
  deploy,
  botCheck,
  missingAssets,
  webhooks,
  corruption,
  largeExport,
  campaign,
  campaignProvider,
  abuse,
];
