import adErrors from "../fixtures/meta/ad-errors.csv?url&inline";
import bomQuotes from "../fixtures/meta/bom-quotes.csv?url&inline";
import excel from "../fixtures/meta/excel-semicolons.csv?url&inline";
import italian from "../fixtures/meta/italian-heads.csv?url&inline";
import organic from "../fixtures/meta/organic-consent.csv?url&inline";
import plain from "../fixtures/meta/plain.csv?url&inline";
import testRows from "../fixtures/meta/test-rows.csv?url&inline";
import utf16 from "../fixtures/meta/utf16-tabs.csv?url&inline";

/** A download of Meta's lead ads: what it shows, and what comes of it. */
interface MetaFile {
  shape: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** What columns become, where the page guesses otherwise. */
  changes?: Record<string, string>;
  cameIn: string[];
  refused?: string[];
}

/** Every shape of file that Meta, or a spreadsheet after it, is known to make. */
export const metaFiles: MetaFile[] = [
  {
    shape: "as it leaves Meta: commas, prefixes, questions of one's own",
    bytes: bytesOf(plain),
    changes: { "quale_pane_preferisci?": "field:pane" },
    cameIn: [
      '+390555550142 new {"email":"ada@pane.example","nome":"Ada","telefono":"+390555550142","pane":"Segale"} facebook ',
      '+390555550143 customer {"email":"bea@pane.example","nome":"Bea","telefono":"+390555550143","pane":"Farro"} instagram ',
    ],
  },
  {
    shape: "with a mark at its beginning, and line breaks, separators and quotes within quotes",
    bytes: bytesOf(bomQuotes),
    cameIn: [
      ' new {"email":"cleo@pane.example","nome":"Cléo","messaggio":"Vorrei \\"segale\\",\\nsenza semi; grazie"} facebook ',
    ],
  },
  {
    shape: "in UTF-16 with tabs, and a name in one cell",
    bytes: bytesOf(utf16),
    changes: { full_name: "field:nome" },
    cameIn: [
      '+390555550144 new {"email":"dora@pane.example","nome":"Dora D’Àncona","telefono":"+390555550144"} facebook ',
      '+390555550145 new {"email":"emma@pane.example","nome":"Emma 🍞 Forni","telefono":"+390555550145"} facebook ',
    ],
  },
  {
    shape:
      "saved again by a spreadsheet: semicolons, Windows-1252, numbers without their plus or beyond repair",
    bytes: bytesOf(excel),
    cameIn: [
      '+390555550146 new {"email":"fia@pane.example","nome":"Niccolò","telefono":"+390555550146"} facebook ',
    ],
    refused: ["2 damaged phone_number"],
  },
  {
    shape: "whose questions have Italian heads",
    bytes: bytesOf(italian),
    changes: { "che_pane_ti_piace?": "field:pane", nome_e_cognome: "field:nome" },
    cameIn: [
      '+390555550147 new {"email":"ida@pane.example","nome":"Ida Maria Conti","telefono":"+390555550147","pane":"Farro"} facebook ',
    ],
  },
  {
    shape: "with rows that only try the form",
    bytes: bytesOf(testRows),
    cameIn: [
      '+390555550148 new {"email":"lia@pane.example","nome":"Lia","telefono":"+390555550148"} facebook ',
    ],
    refused: ["1 test"],
  },
  {
    shape: "with errors in place of ads, and rows that reach nobody",
    bytes: bytesOf(adErrors),
    cameIn: [' new {"email":"mia@pane.example","nome":"Mia"} facebook '],
    refused: ["2 email email", "3 contact"],
  },
  {
    shape: "of a page's own visitors, with a consent, and one of them twice",
    bytes: bytesOf(organic),
    changes: { voglio_ricevere_le_novità: "consent:marketing" },
    cameIn: [
      ' new {"email":"pia@pane.example","nome":"Pia"} instagram marketing given',
      ' new {"email":"rita@pane.example","nome":"Rita"} instagram ',
    ],
  },
];

/** The bytes that a file inlined as an address holds. */
function bytesOf(url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
}
