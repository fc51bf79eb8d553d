import { nearestOf } from "../../content/schema/explain.ts";
import { mailKinds } from "../../content/schema/mail.ts";
import { pathSchema } from "../../content/schema/primitives.ts";
import { type MailingFiles, placeCampaign, placeSequence, settleMailings } from "./layout-mailings.ts";
import type { ContentMistake } from "./mistake.ts";

/** The files of content, told apart by what they are. */
export interface Layout extends MailingFiles {
  site: boolean;
  /** Names of forms, from `content/forms/<name>.yaml`. */
  forms: string[];
  /** Names of magnets, from `content/magnets/<name>/index.mdx`. */
  magnets: string[];
  /** Chapters of books, from `content/magnets/<magnet>/NN-<name>.mdx`, in their order. */
  chapters: { magnet: string; name: string; file: string }[];
  /** Paths of landings, from `content/landings/<path>/index.mdx`. */
  landings: string[];
  /** Paths of articles, from `content/articles/<path>/index.mdx`. */
  articles: string[];
  /** Names of segments, from `content/segments/<name>.yaml`. */
  segments: string[];
  /** Paths of mails, from `content/mails/<path>.mdx`. */
  mails: string[];
}

const folders = ["landings", "forms", "magnets", "articles", "segments", "mails", "sequences", "campaigns"];

/** Folders in which each thing is a folder with an `index.mdx`. */
const paged = ["landings", "magnets", "articles"] as const;
type Paged = (typeof paged)[number];

/** What a later version makes of these folders. */
const notYet: Record<string, string> = {
  legal: "legal pages of your own",
};

/** Which of `files` is what; a file that nothing reads is a mistake, for it was put there to be read. */
export function layOut(files: readonly string[]): Layout {
  const layout: Layout = {
    site: false,
    forms: [],
    magnets: [],
    chapters: [],
    landings: [],
    articles: [],
    segments: [],
    mails: [],
    sequences: [],
    steps: [],
    campaigns: [],
    mistakes: [],
  };
  for (const file of files) place(file, layout);
  layout.chapters.sort((one, other) => (one.file < other.file ? -1 : 1));
  settleMailings(files, layout);
  refuseUnread(files, layout);
  refuseStrayChapters(layout);
  return layout;
}

function place(file: string, layout: Layout): void {
  const [, folder = "", ...rest] = file.split("/");
  const inner = rest.join("/");
  const feature = notYet[folder];
  if (rest.length === 0) {
    placeAtTop(file, folder, layout);
  } else if (feature !== undefined) {
    layout.mistakes.push(
      stray(file, `This version of Imbuto does not do this yet: ${feature}.`, "Leave the file out for now."),
    );
  } else if (folder === "forms" || folder === "segments") {
    placeSheet(file, folder, inner, layout);
  } else if (folder === "mails") {
    placeMail(file, inner, layout);
  } else if (folder === "sequences") {
    placeSequence(file, inner, layout);
  } else if (folder === "campaigns") {
    placeCampaign(file, inner, layout);
  } else if (folder === "magnets" && /\.mdx$/.test(inner) && !inner.endsWith("/index.mdx")) {
    placeChapter(file, inner, layout);
  } else if (isPaged(folder)) {
    placePage(file, folder, inner, layout);
  } else {
    layout.mistakes.push(unknownFolder(file, folder, rest.includes("site.yaml")));
  }
}

/** `magnet/NN-name` of a chapter, from its path under content/magnets. */
const chapterFile = /^(.+)\/(\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/;

function placeChapter(file: string, inner: string, layout: Layout): void {
  const [, magnet, name] = chapterFile.exec(inner) ?? [];
  if (magnet !== undefined && name !== undefined) {
    layout.chapters.push({ magnet, name, file });
    return;
  }
  const cure =
    "Call it NN-name.mdx, as in 03-modulo.mdx, right beside the index.mdx: chapters stand in the order of their names.";
  layout.mistakes.push(stray(file, "This file is not read: a chapter's name begins with two figures.", cure));
}

function isPaged(folder: string): folder is Paged {
  return paged.some((name) => name === folder);
}

function placeAtTop(file: string, name: string, layout: Layout): void {
  if (name === "site.yaml") layout.site = true;
  else if (name === "site.yml")
    layout.mistakes.push(stray(file, "This file is not read.", "Rename it to content/site.yaml."));
  else if (/\.(?:mdx?|ya?ml)$/.test(name)) {
    layout.mistakes.push(
      stray(
        file,
        "This file is not read: it lies in no folder.",
        `Move it to one of: ${folders.join(", ")}.`,
      ),
    );
  }
}

function placeSheet(file: string, folder: "forms" | "segments", inner: string, layout: Layout): void {
  const name = inner.replace(/\.yaml$/, "");
  if (name === inner) {
    const cure = `Rename it to content/${folder}/${inner.replace(/\.[^.]*$/, "")}.yaml.`;
    const kind = folder.slice(0, -1);
    layout.mistakes.push(stray(file, `A ${kind} is a .yaml file; this one is not read.`, cure));
  } else if (folder === "segments" && name.includes("/")) {
    const cure = `Move it to content/segments/${name.replaceAll("/", "-")}.yaml.`;
    layout.mistakes.push(stray(file, "Segments lie in one folder, and not in folders inside it.", cure));
  } else if (isPath(file, name, layout)) layout[folder].push(name);
}

/** A mail's name says what it is for; pictures beside it are its own. */
function placeMail(file: string, inner: string, layout: Layout): void {
  const path = inner.replace(/\.mdx$/, "");
  if (path === inner) {
    if (/\.(?:md|markdown|ya?ml)$/.test(inner)) {
      const cure = `Rename it to content/mails/${inner.replace(/\.[^.]*$/, "")}.mdx.`;
      layout.mistakes.push(stray(file, "A mail is an .mdx file; this one is not read.", cure));
    }
    return;
  }
  const name = path.split("/").at(-1) ?? "";
  if (mailKinds.some((kind) => kind === name)) layout.mails.push(path);
  else {
    const nearest = nearestOf(name, mailKinds);
    const guess = nearest === undefined ? "" : `Did you mean "${nearest}.mdx"? `;
    const cure = `${guess}Mails there are: ${mailKinds.join(", ")}.`;
    layout.mistakes.push(stray(file, `The service sends no mail "${name}".`, cure));
  }
}

function placePage(file: string, folder: Paged, inner: string, layout: Layout): void {
  const name = inner.replace(/\/index\.mdx$/, "");
  if (name !== inner) {
    if (isPath(file, name, layout)) layout[folder].push(name);
  } else if (/\.(?:mdx?|markdown)$/.test(inner)) {
    const bare = inner.replace(/(?:\/?index)?\.[^.]*$/, "") || "name";
    const cure = `Rename it to content/${folder}/${bare}/index.mdx, or delete it.`;
    layout.mistakes.push(stray(file, "This file is not read: only index.mdx is.", cure));
  }
}

function isPath(file: string, name: string, layout: Layout): boolean {
  if (pathSchema.safeParse(name).success) return true;
  const message = `The name "${name}" cannot become an address.`;
  layout.mistakes.push(
    stray(file, message, "Use small letters, figures and single hyphens only, as in guida-2027."),
  );
  return false;
}

function unknownFolder(file: string, folder: string, isClient: boolean): ContentMistake {
  if (isClient) {
    const cure = "Keep one client, with its site.yaml in content/.";
    return stray(
      file,
      "This version of Imbuto does not do this yet: several clients in one content folder.",
      cure,
    );
  }
  const nearest = nearestOf(folder, [...folders, ...Object.keys(notYet)]);
  const cure =
    nearest === undefined
      ? `Move it to one of: ${folders.join(", ")}.`
      : `Did you mean "content/${nearest}"?`;
  return stray(file, `There is no folder "content/${folder}".`, cure);
}

/** Pictures and files count only beside an `index.mdx`. */
function refuseUnread(files: readonly string[], layout: Layout): void {
  for (const folder of paged) {
    const homes = new Set(layout[folder].map((name) => `content/${folder}/${name}`));
    const known = new Set(layout.mistakes.map((mistake) => mistake.file.replace(/\/[^/]*$/, "")));
    for (const file of files.filter((path) => path.startsWith(`content/${folder}/`))) {
      if (layout.mistakes.some((mistake) => mistake.file === file)) continue;
      const above = foldersAbove(file);
      if (above.some((path) => homes.has(path) || known.has(path))) continue;
      const cure = `Add ${above[0] ?? ""}/index.mdx, or delete the file.`;
      layout.mistakes.push(
        stray(file, "This file belongs to nothing: there is no index.mdx beside it.", cure),
      );
    }
  }
}

/** A chapter belongs to the magnet in whose folder it lies, and to none above. */
function refuseStrayChapters(layout: Layout): void {
  for (const { magnet, file } of layout.chapters) {
    if (layout.magnets.includes(magnet) || layout.mistakes.some((mistake) => mistake.file === file)) continue;
    const cure = "Move it beside the index.mdx of its book, or delete it.";
    layout.mistakes.push(stray(file, "This chapter is not read: there is no index.mdx beside it.", cure));
  }
}

function foldersAbove(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, place) => parts.slice(0, parts.length - place).join("/"));
}

function stray(file: string, message: string, cure: string): ContentMistake {
  return { file, key: "", message, cure };
}
