import { escaped } from "../../markup.ts";
import type { Locale } from "../outside.ts";

/** One file of the book's text. */
export interface Page {
  /** The file's name, beside the others. */
  file: string;
  title: string;
  markup: string;
  /** Whether an SVG stands in the markup itself. */
  hasSvg?: boolean;
}

/** A file of text as EPUB wants it: XHTML that says its language and title. */
export function xhtml(locale: Locale, title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${locale}" xml:lang="${locale}">
<head>
<meta charset="utf-8"/>
<title>${escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
${body}
</body>
</html>
`;
}
