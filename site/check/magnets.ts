import { statSync } from "node:fs";
import { join } from "node:path";
import { filesOf } from "../catalog/private-files.ts";
import type { Content } from "../content/content.ts";
import { keyFor } from "../content/given-files.ts";
import { knownAddresses } from "./links.ts";
import type { Rule, Spot } from "./rule.ts";

const promise = "d.lgs. 206/2005 (consumer code) art. 21: what is given is what was promised";
const megabyte = 1_000_000;
/** What many people will not fetch over the air, in bytes. */
const heavy = 20 * megabyte;
/** The most that Cloudflare takes as one asset. */
const largestAsset = 25 * 1024 * 1024;

export const magnetRules: Rule[] = [
  {
    id: "magnet-pages",
    severity: "error",
    reason: "The landing tells how many pages the book has; whoever opens it counts.",
    source: promise,
    cure: "Write the number that the file has, or delete pages.",
    check: ({ content }) =>
      books(content).flatMap(({ index, magnet, opened }) => {
        if (opened?.kind !== "pdf" || magnet.pages === undefined || magnet.pages === opened.pages) return [];
        const message = `The magnet says ${magnet.pages} pages; its PDF has ${opened.pages}.`;
        return [{ file: index, at: ["pages"], message }];
      }),
  },
  {
    id: "magnet-file-language",
    severity: "warning",
    reason:
      "A file in another language than the promised one misleads; one that only says so is read aloud wrongly.",
    source: "WCAG 2.2 SC 3.1.1; PDF/UA-1 7.2; EPUB 3.3, dc:language",
    cure: "Correct language, or set the language in the program that made the file and save it once more.",
    check: ({ content }) =>
      books(content).flatMap(({ index, magnet, opened, key }) => {
        const promised = magnet.language ?? content.site.locale;
        const told = opened !== undefined && "language" in opened ? opened.language : undefined;
        if (told === undefined || told.toLowerCase().split("-")[0] === promised) return [];
        const message = `The magnet says "${promised}"; its file says "${told}".`;
        return [{ file: index, at: [magnet.language === undefined ? key : "language"], message }];
      }),
  },
  {
    id: "magnet-dead-link",
    severity: "warning",
    reason: "A file that was handed out cannot be called back: its links lead nowhere for good.",
    source: "WCAG 2.2 SC 2.4.4",
    cure: "Correct the link in the document and save the file once more, or bring the page back.",
    check: (checked) => {
      const known = knownAddresses(checked);
      const origin = `${checked.content.site.url}/`;
      return givenFiles(checked.content).flatMap(({ index, opened, key }) => {
        if (opened?.kind !== "pdf") return [];
        const own = opened.links.filter((href) => href.startsWith(origin));
        const dead = own.filter((href) => !known.has(`/${href.slice(origin.length).replace(/[?#].*$/, "")}`));
        return dead.map((href) => ({
          file: index,
          at: [key],
          message: `The PDF links to ${href}, and there is no such page.`,
        }));
      });
    },
  },
  {
    id: "magnet-size",
    severity: "warning",
    reason:
      "A phone on the road fetches twenty megabytes in a minute or more, and many people give up before.",
    source: "Cloudflare Workers, Limits of static assets (25 MiB a file); House rule: a book is below 20 MB",
    cure: "Make its pictures smaller: 150 to 300 dots to an inch are enough.",
    check: ({ content }) => givenFiles(content).flatMap((given) => largeFile(content, given)),
  },
  {
    id: "print-resolution",
    severity: "warning",
    reason: "Below 150 dots to an inch a picture is seen to be coarse when the book is printed.",
    source: "House rule: 150 dots to an inch at the size at which a picture is printed",
    cure: 'Save the picture larger, draw it as SVG, or set it smaller: width="half".',
    check: ({ content }) =>
      [...content.books.values()].flatMap(({ files }) =>
        files.coarse.map(({ file, at, dpi }): Spot => {
          const name = file.replace(/^.*\//, "");
          return { file: at.file, at: at.line, message: `${name} comes out at ${dpi} dots to an inch.` };
        }),
      ),
  },
];

/** Every file that magnets give away, with what was found in it. */
function givenFiles(content: Content) {
  return [...content.magnets].flatMap(([name, magnet]) =>
    filesOf(name, magnet, content.books).map(({ source }) => ({
      index: `content/magnets/${name}/index.mdx`,
      magnet,
      source,
      key: keyFor(magnet, source),
      opened: content.opened.get(source),
    })),
  );
}

type GivenFile = ReturnType<typeof givenFiles>[number];

function books(content: Content) {
  return givenFiles(content).flatMap(({ magnet, ...given }) =>
    magnet.kind === "ebook" ? [{ magnet, ...given }] : [],
  );
}

function largeFile({ root }: Content, { index, magnet, source, key }: GivenFile): Spot[] {
  const { size } = statSync(join(root, source));
  const megabytes = Math.round(size / megabyte);
  const bucket = size > largestAsset ? "; it goes to the bucket, for it is above 25 MiB" : "";
  if (magnet.kind === "ebook" && size > heavy)
    return [{ file: index, at: [key], message: `The file has ${megabytes} MB${bucket}.` }];
  // Films and archives are as large as they are; where they will lie is worth knowing.
  return bucket === ""
    ? []
    : [{ file: index, at: [key], severity: "note", message: `The file has ${megabytes} MB${bucket}.` }];
}
