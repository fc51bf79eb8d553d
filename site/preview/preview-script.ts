import type { ShownBook } from "./shown-books.ts";

// The page is loaded anew when a chapter is saved: the address remembers which chapter is looked at.

function choiceOf(id: string): HTMLSelectElement | null {
  return document.querySelector<HTMLSelectElement>(`#${id}`);
}

const bookChoice = choiceOf("book");
const chapterChoice = choiceOf("chapter");
const books: ShownBook[] = JSON.parse(document.querySelector("main")?.dataset["books"] ?? "[]");

if (bookChoice !== null && chapterChoice !== null) {
  const [, name = "", chapter = ""] = /^#(.+)\/(.*)$/.exec(decodeURI(location.hash)) ?? [];
  if (books.some((one) => one.name === name)) bookChoice.value = name;
  showBook(chapter);
  bookChoice.addEventListener("change", () => showBook(""));
  chapterChoice.addEventListener("change", () => showChapter(chapterChoice.value));
}

function chosen(): ShownBook | undefined {
  return books.find(({ name }) => name === bookChoice?.value);
}

/** Shows the chosen book, at the chapter `file` where it has one. */
function showBook(file: string): void {
  const book = chosen();
  if (book === undefined) return;
  const { pages, sizes, chapters } = book;
  const size = document.querySelector("#size");
  if (size !== null) size.textContent = `${pages} pages · PDF ${sizes.pdf} kB · EPUB ${sizes.epub} kB`;
  chapterChoice?.replaceChildren(...chapters.map((chapter) => new Option(chapter.title, chapter.file)));
  showChapter(chapters.some((chapter) => chapter.file === file) ? file : (chapters[0]?.file ?? ""));
}

/** Opens PDF and EPUB at the chapter `file`. */
function showChapter(file: string): void {
  const book = chosen();
  if (book === undefined || chapterChoice === null) return;
  chapterChoice.value = file;
  history.replaceState(null, "", `#${book.name}/${file}`);
  const page = book.chapters.find((chapter) => chapter.file === file)?.page ?? 1;
  show("pdf", `/preview/${book.name}/book.pdf#page=${page}`);
  show("epub", `/preview/${book.name}/epub/${file}`);
}

/** A frame of its own for each look: a viewer of PDF does not follow an address that changes only in its page. */
function show(name: "pdf" | "epub", address: string): void {
  const before = document.querySelector<HTMLIFrameElement>(`iframe[name="${name}"]`);
  if (before === null) return;
  const frame = document.createElement("iframe");
  frame.name = name;
  frame.title = before.title;
  frame.src = address;
  before.replaceWith(frame);
}
