import type { launchIt } from "./it-launch.ts";

/** Words of the template `launch`, in English. */
export const launchEn: typeof launchIt = {
  opens: "Opens on {day}",
};
