/** In a mail's place: what it was to say has become untrue, or its reader may no longer get it. */
export const needless = "needless";
