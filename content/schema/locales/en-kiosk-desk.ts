import type { kioskDeskIt } from "./it-kiosk-desk.ts";

/** Words on the desk about the template `kiosk`, in English. */
export const kioskDeskEn: typeof kioskDeskIt = {
  title: "Stands",
  text: "This device now has the desk’s key. Open the stand: what waits leaves by itself.",
  none: "No page uses the template “kiosk”.",
};
