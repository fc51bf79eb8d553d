import { describeMistakes } from "./mistaken.ts";

const landing = "content/landings/guida/index.mdx";
const voucher = "content/landings/en/voucher/index.mdx";

describeMistakes("in a landing's text", [
  {
    name: "a missing picture in the text",
    change: { "content/landings/guida/pagina.png": null },
    file: landing,
    line: 23,
    key: "",
    message: "There is no file content/landings/guida/pagina.png.",
    cure: "Put the file into content/landings/guida.",
  },
  {
    name: "a picture from elsewhere",
    change: { [landing]: ["./pagina.png", "https://altrove.example/pagina.png"] },
    file: landing,
    line: 23,
    key: "",
    message: "lies elsewhere",
    cure: "Put the picture beside this file",
  },
  {
    name: "a picture without alt in the text",
    change: { [landing]: ["![Una pagina della guida]", "![]"] },
    file: landing,
    line: 23,
    key: "",
    message: "The picture ./pagina.png has no text",
    cure: "Say between the brackets what it shows: ![…](./pagina.png).",
  },
  {
    name: "a tag that is not closed",
    change: { [voucher]: ["</details>", ""] },
    file: voucher,
    line: 15,
    key: "",
    message: "The text cannot be read: Expected a closing tag for `<details>`.",
    cure: "Close every tag and brace",
  },
  {
    name: "a component that is not there",
    change: { [voucher]: ["</details>", "</details>\n\n<Prova />"] },
    file: voucher,
    line: 20,
    key: "",
    message: "There is no block <Prova>.",
    cure: "Blocks there are: Benefits,",
  },
  {
    name: "what browsers would block",
    change: { [voucher]: ["<summary>", '<summary style="color: red">'] },
    file: voucher,
    line: 16,
    key: "",
    message: 'A page may not have the attribute "style"',
    cure: "Delete it.",
  },
]);
