import { describeMistakes } from "./mistaken.ts";

const landing = "content/landings/buono/index.mdx";
const sheet = "content/landings/buono/mio.css";

/** A landing that names `name` as its own sheet, which says `css`. */
function naming(name: string, css: string | null = "h1 { color: inherit }") {
  const named: [string, string] = ["magnet: buono", `magnet: buono\ntheme: { css: ${name} }`];
  return { [landing]: named, ...(css === null ? {} : { [`content/landings/buono/${name.slice(2)}`]: css }) };
}

describeMistakes("in a landing's own style sheet", [
  {
    name: "a sheet that is not there",
    change: naming("./mio.css", null),
    file: landing,
    line: 5,
    key: "theme.css",
    message: `There is no file ${sheet}.`,
    cure: "Put the file into content/landings/buono.",
  },
  {
    name: "a file that is no sheet",
    change: naming("./mio.scss"),
    file: landing,
    line: 5,
    key: "theme.css",
    message: "is no style sheet",
    cure: "ends in .css",
  },
  {
    name: "an import",
    change: naming("./mio.css", "/* @import is no good */\n@import './altro.css';\n"),
    file: sheet,
    line: 2,
    key: "",
    message: "imports no other",
    cure: "into this file",
  },
  {
    name: "a file from elsewhere",
    change: naming("./mio.css", "h1 {\n  background: url( 'https://cdn.example/a.png')\n}\n"),
    file: sheet,
    line: 2,
    key: "",
    message: "loads nothing from elsewhere",
    cure: "beside the landing",
  },
  {
    name: "the end of a style element",
    change: naming("./mio.css", "h1 { } </style><script>alert(1)</script>"),
    file: sheet,
    line: 1,
    key: "",
    message: "This is HTML",
    cure: "Leave the tags out",
  },
  {
    name: "a sheet that is too large",
    change: naming("./mio.css", "h1 { color: inherit }\n".repeat(600)),
    file: sheet,
    key: "",
    message: "12000 is the most",
    cure: "Leave out",
  },
]);
