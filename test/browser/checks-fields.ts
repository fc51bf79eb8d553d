import { type AskedField, fieldSchema, isAsked } from "../../content/schema/field.ts";

const long = (length: number) => "a".repeat(length);
const names = [
  "Ada",
  " Ada ",
  "D'Amico",
  "Niccolò",
  "Lo Faso",
  "Ćosić",
  "李",
  "a",
  long(100),
  long(101),
  "Ada\nLovelace",
  "\t",
  "   ",
  "=1+1",
];
const lines = [
  "a",
  "ab",
  "abc",
  "perché no",
  long(20),
  long(21),
  "  abc  ",
  " a ",
  "😀😀",
  "due\nrighe",
  "<b>ciao</b>",
  "   ",
];

/** Every type of field that a person answers, as its author writes it, and what is tried on it. */
const tried: [Record<string, unknown>, string[]][] = [
  [
    { type: "email" },
    [
      ...[
        "ada@example.com",
        "ada+prova@example.co.uk",
        "a@b.it",
        "ADA@EXAMPLE.COM",
        " ada@example.com ",
        "o'neil@example.com",
      ],
      ...[
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@@example.com",
        "ada@-example.com",
        "ada@example-.com",
        "ada@exa_mple.com",
      ],
      ...[
        "ada@example..com",
        "ada example@example.com",
        "ada@example.c",
        "ada@example.123",
        "ada@società.it",
        "adà@example.com",
      ],
      ...[
        `${long(64)}@example.com`,
        `${long(65)}@example.com`,
        '"ada"@example.com',
        "ada@[127.0.0.1]",
        "ada@example.com.",
        "ada@example.com\nbcc: x@y.it",
      ],
    ],
  ],
  [
    { type: "phone" },
    [
      ...[
        "051 555 0142",
        "+39 051 555 0142",
        "0039 051 5550142",
        "333-1234567",
        "(051) 5550142",
        "333.123.4567",
        "12345",
        "1234",
      ],
      ...[
        "+1 (415) 555-2671",
        "ciao",
        "051 555 CASA",
        "+",
        "++39051",
        "39+051",
        "123456789012345",
        "12345678901234567890",
        "051/555 0142",
        " 0515550142 ",
      ],
    ],
  ],
  ...["given-name", "family-name", "name", "company", "job-title", "street-address", "city"].map(
    (type): [Record<string, unknown>, string[]] => [{ type }, names],
  ),
  [{ type: "province" }, ["BO", "bo", "RM", "XX", "Bologna", "VV", "EE"]],
  [
    { type: "postal-code" },
    ["40122", "00100", "4012", "401222", "4012a", "٤٠١٢٢", " 40122 ", "40 122", "-4012"],
  ],
  [{ type: "country" }, ["IT", "it", "DE", "XX", "Italia", "XK", "UK", "GB"]],
  [
    { type: "birthday" },
    [
      "1985-12-10",
      "1900-01-01",
      "1899-12-31",
      "2100-12-31",
      "2101-01-01",
      "1985-02-30",
      "1984-02-29",
      "1985-02-29",
      "10/12/1985",
      "85-12-10",
      "ieri",
    ],
  ],
  [
    { type: "vat" },
    [
      "09876540379",
      "09876540378",
      "0987654037",
      "098765403790",
      "IT09876540379",
      "0987654037a",
      " 09876540379 ",
      "00000000000",
    ],
  ],
  [
    { type: "tax-code" },
    [
      "RSSMRA85T10A562S",
      "rssmra85t10a562s",
      "RSSMRA85T10A562T",
      "RSSMRA85T10A562",
      "RSSMRA85T10A562SS",
      "RSSMRA85T10A5!2S",
      " RSSMRA85T10A562S ",
    ],
  ],
  [
    { type: "url" },
    [
      ...[
        "https://example.com",
        "http://example.com/a?b=c#d",
        "example.com",
        "www.example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://",
      ],
      ...[
        "https://exa mple.com",
        "https:example.com",
        "//example.com",
        "HTTPS://EXAMPLE.COM",
        "https://società.it",
        " https://example.com ",
        "https://[::1",
        "https://example.com:99999",
      ],
    ],
  ],
  [{ type: "text", label: "Testo", minLength: 2, maxLength: 20 }, lines],
  [
    { type: "paragraph", label: "Paragrafo", minLength: 2, maxLength: 20 },
    [...lines, "a\nb", "a\r\nb", `${long(10)}\n${long(9)}`, `${long(10)}\n${long(10)}`],
  ],
  [
    { type: "number", label: "Intero", name: "intero", min: -3, max: 10 },
    [
      "0",
      "-3",
      "-4",
      "10",
      "11",
      "2.5",
      "2.0",
      "2,5",
      "1e1",
      "1e2",
      "+1",
      "007",
      "",
      " 1 ",
      "--1",
      "0x10",
      "∞",
      "NaN",
      "1_000",
      "-0",
      ".5",
      "5.",
    ],
  ],
  [
    { type: "number", label: "Passo", name: "passo", min: 0.1, step: 0.1 },
    [
      "0.1",
      "0.2",
      "0.3",
      "0.7",
      "0.15",
      "1",
      "1.1",
      "0",
      "100000.1",
      "0.30000000000000004",
      "1e-1",
      ".1",
      "abc",
    ],
  ],
  [
    { type: "number", label: "Libero", name: "libero", step: 2 },
    ["0", "2", "3", "-2", "-1", "1e400", "9007199254740993", "1e3"],
  ],
  [{ type: "scale", label: "Scala", min: 0, max: 4 }, ["0", "4", "5", "-1", "2.5", "due", "02"]],
  [
    { type: "date", label: "Giorno", min: "2027-03-01", max: "2027-06-30" },
    [
      "2027-03-01",
      "2027-02-28",
      "2027-06-30",
      "2027-07-01",
      "2027-04-31",
      "27-04-01",
      "2027-4-1",
      "2027-04-01T10:00",
      "domani",
    ],
  ],
  [
    { type: "datetime", label: "Momento", min: "2027-03-01T08:00", max: "2027-03-31T20:00" },
    [
      "2027-03-01T08:00",
      "2027-03-01T07:59",
      "2027-03-31T20:00",
      "2027-03-31T20:01",
      "2027-03-10T24:00",
      "2027-03-10T10:60",
      "2027-03-10",
      "2027-02-30T10:00",
      "2027-03-10T10:00Z",
    ],
  ],
  [
    { type: "choice", label: "Pochi", name: "pochi", options: ["Uno", "Due", "Tre"] },
    ["Uno", "uno", "Quattro", "Uno ", "__proto__"],
  ],
  [{ type: "choice", label: "Tanti", name: "tanti", options: [..."ABCDEFGHI"] }, ["A", "I", "J", "AB"]],
  [
    { type: "choice", label: "Più d’uno", name: "diversi", options: ["Uno", "Due", "Tre"], multiple: true },
    ["Uno", "Quattro", "constructor"],
  ],
];

export interface Trial {
  field: AskedField;
  values: string[];
}

/** Each type twice, not required and required; the empty answer is tried on all. */
export const trials: Trial[] = tried.flatMap(([written, values]) =>
  [false, true].map((required) => {
    const name = `${String(written.name ?? written.type)}${required ? "-required" : ""}`;
    const field = fieldSchema.parse({ ...written, name, required });
    if (!isAsked(field)) throw new Error(`Nobody answers ${name}.`);
    return { field, values: ["", ...values] };
  }),
);
