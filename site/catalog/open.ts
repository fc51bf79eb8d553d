import { strFromU8, type Unzipped, unzipSync } from "fflate";
import { getDocumentProxy } from "unpdf";
import type { OpenedFile } from "./opened.ts";

/** What is found in `bytes`, opened as a file of the kind that `ending` names. */
export async function openBytes(bytes: Uint8Array, ending: string): Promise<OpenedFile> {
  try {
    if (ending === ".pdf") return await openPdf(bytes);
    return ending === ".epub" ? openEpub(bytes) : openArchive(bytes, ending);
  } catch {
    return broken(ending);
  }
}

function broken(ending: string): OpenedFile {
  return { kind: "broken", message: `This ${ending} file cannot be opened.` };
}

async function openPdf(bytes: Uint8Array): Promise<OpenedFile> {
  const pdf = await getDocumentProxy(bytes);
  const links = new Set<string>();
  for (let number = 1; number <= pdf.numPages; number++) {
    const annotations: { url?: string }[] = await (await pdf.getPage(number)).getAnnotations();
    for (const { url } of annotations) if (url !== undefined) links.add(url);
  }
  const { info } = await pdf.getMetadata();
  const language = "Language" in info && typeof info.Language === "string" ? info.Language : undefined;
  const pages = pdf.numPages;
  await pdf.loadingTask.destroy();
  return { kind: "pdf", pages, ...(language === undefined ? {} : { language }), links: [...links] };
}

/** An archive that says where its package document is, and a package document with something to read. */
function openEpub(bytes: Uint8Array): OpenedFile {
  const entries = unzipSync(bytes, {
    filter: ({ name }) => name.startsWith("META-INF/") || name.endsWith(".opf") || name === "mimetype",
  });
  const path = /full-path=["']([^"']+)["']/.exec(textOf(entries, "META-INF/container.xml"))?.[1] ?? "";
  const document = textOf(entries, path);
  if (!/<(?:\w+:)?itemref\b/.test(document)) return broken(".epub");
  const language = /<dc:language\b[^>]*>\s*([^<\s]+)\s*</.exec(document)?.[1];
  return { kind: "epub", ...(language === undefined ? {} : { language }) };
}

function textOf(entries: Unzipped, name: string): string {
  const bytes = entries[name];
  return bytes === undefined ? "" : strFromU8(bytes);
}

/** What a document of an office is known by; other archives may hold anything, but something. */
const marks: Record<string, string> = {
  ".xlsx": "xl/workbook.xml",
  ".docx": "word/document.xml",
  ".pptx": "ppt/presentation.xml",
  ".odt": "content.xml",
  ".ods": "content.xml",
};

function openArchive(bytes: Uint8Array, ending: string): OpenedFile {
  const names: string[] = [];
  // The list alone: what is in the archive need not be unpacked.
  unzipSync(bytes, { filter: ({ name }) => names.push(name) < 0 });
  const mark = marks[ending];
  const isWhole = mark === undefined ? names.length > 0 : names.includes(mark);
  return isWhole ? { kind: "other" } : broken(ending);
}
