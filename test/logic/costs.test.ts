import fc from "fast-check";
import { describe, it } from "vitest";
import { addDays } from "../../worker/calendar.ts";
import { notationOf, readCount, readMoney } from "../../worker/costs/amount.ts";
import { reckon } from "../../worker/costs/calculator.ts";
import { sheetIn } from "../../worker/costs/columns.ts";
import { daysIn, readDay } from "../../worker/costs/day.ts";
import { readCosts } from "../../worker/costs/reading.ts";
import { rowsOf, textOf } from "../../worker/costs/sheet.ts";
import { countDays, piecesOf } from "../../worker/funnel/period.ts";
import { changeOf, wilson } from "../../worker/funnel/rates.ts";

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("1980-01-01", count));

describe("amounts", () => {
  it("are read as they were written, by Italians and by others", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900_000_000 }),
        fc.constantFrom("it-IT", "en-GB"),
        fc.constantFrom("", "€ "),
        (cents, tag, sign) => {
          const text = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, useGrouping: "always" }).format(
            cents / 100,
          );
          expect(readMoney(sign + text, null)).toEqual({ cents, currency: sign === "" ? null : "EUR" });
        },
      ),
    );
  });

  it("are asked for again where a thousand and a fraction look alike, unless the file tells", ({
    expect,
  }) => {
    expect(readMoney("1.234", null)).toBe("unclear");
    expect(readMoney("1.234", ",")).toEqual({ cents: 123_400, currency: null });
    expect(readMoney("1.234", ".")).toEqual({ cents: 123, currency: null });
    expect(readMoney("0.125", null)).toEqual({ cents: 13, currency: null });
    expect(readMoney("1.234.567 USD", null)).toEqual({ cents: 123_456_700, currency: "USD" });
    for (const text of ["", "dodici", "-5", "1,2,3", "1.23.456,00", "1,234.56.7", "9".repeat(12)])
      expect(readMoney(text, null), text).toBe(null);
    expect(notationOf(["1.234", "12,5", "--"])).toBe(",");
    expect(notationOf(["1.234", "7"])).toBe(null);
    expect(["1.234", "12,345,678", "88", "1.5", "x"].map(readCount)).toEqual([
      1234,
      12_345_678,
      88,
      null,
      null,
    ]);
  });
});

describe("days", () => {
  it("are read in every way that files write them", ({ expect }) => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("it-IT", "en-US"),
        fc.constantFrom("long", "short"),
        (iso, tag, month) => {
          const written = new Intl.DateTimeFormat(tag, {
            day: "numeric",
            month,
            year: "numeric",
            timeZone: "UTC",
          }).format(Date.parse(iso));
          expect(readDay(written)).toBe(iso);
          expect(readDay(iso.split("-").reverse().join("/"))).toBe(iso);
          expect(daysIn(`Report (${written} - ${iso})`)).toEqual([iso, iso]);
        },
      ),
      { numRuns: 2000 },
    );
    for (const text of ["", "31/02/2027", "03/31/2027", "domani", "2027-13-01"])
      expect(readDay(text), text).toBe(null);
  });

  it("are the same in whole months and the days around them", ({ expect }) => {
    fc.assert(
      fc.property(day, fc.nat(900), (from, length) => {
        const until = addDays(from, length);
        const { days, months } = piecesOf({ from, until });
        const whole =
          months === null
            ? []
            : [
                {
                  from: `${months.from}-01`,
                  until: addDays(addDays(`${months.until}-28`, 4).slice(0, 8).concat("01"), -1),
                },
              ];
        const pieces = [...days, ...whole].sort((one, other) => (one.from < other.from ? -1 : 1));
        expect(pieces.map(countDays).reduce((sum, n) => sum + n, 0)).toBe(length + 1);
        expect(pieces[0]?.from).toBe(from);
        expect(pieces.at(-1)?.until).toBe(until);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("files of costs", () => {
  const read = async (text: string, source: string | null = null) => {
    const sheet = sheetIn(text);
    if (sheet === null) throw new Error("No heads.");
    return readCosts(sheet, { source, currency: "EUR", campaignOf: (name) => name });
  };

  it("are read as they leave Google Ads, Italian, in UTF-16 with tabs, a title and totals", async ({
    expect,
  }) => {
    const text = [
      "Rapporto sulle campagne",
      "1 marzo 2027 - 31 marzo 2027",
      "Campagna\tCodice valuta\tCosto\tImpr.\tClic",
      "Primavera\tEUR\t1.234,56\t12.345\t678",
      "Vuota\tEUR\t0,00\t0\t0",
      "Totale: account\t--\t1.234,56\t12.345\t678",
    ].join("\r\n");
    const bytes = new Uint8Array(
      new Uint16Array([0xfeff, ...[...text].map((letter) => letter.charCodeAt(0))]).buffer,
    );
    const rows = await read(textOf(bytes));
    expect(rows.map(({ line, refusal }) => [line, refusal])).toEqual([
      [4, null],
      [5, "nothing"],
      [6, "total"],
    ]);
    expect(rows[0]?.cost).toEqual({
      ...{ campaign: "Primavera", from: "2027-03-01", until: "2027-03-31", amount: 123_456, currency: "EUR" },
      ...{ source: "google", impressions: 12_345, clicks: 678 },
    });
  });

  it("are read as they leave Meta Ads, in English, with a row of sums", async ({ expect }) => {
    const rows = await read(
      '\uFEFF"Campaign name","Day","Amount spent (USD)","Impressions","Link clicks","Clicks (all)","Reporting starts","Reporting ends"\n' +
        '"","","30.5","300","6","9","2027-03-01","2027-03-02"\n' +
        '"Pane, ""fresco""","2027-03-01","10.123456","100","2","3","2027-03-01","2027-03-01"\n' +
        '"Pane, ""fresco""","2027-03-02","20.5","200","4","6","2027-03-02","2027-03-02"\n',
    );
    expect(rows.map(({ refusal }) => refusal)).toEqual(["total", null, null]);
    expect(rows[1]?.cost).toEqual({
      ...{
        campaign: 'Pane, "fresco"',
        from: "2027-03-01",
        until: "2027-03-01",
        amount: 1012,
        currency: "USD",
      },
      ...{ source: "facebook", impressions: 100, clicks: 2 },
    });
  });

  it("tell of each row that is not taken why, and of two rows alike that they are two", async ({
    expect,
  }) => {
    const rows = await read(
      "campaign;from;until;amount\npane;01/03/2027;31/03/2027;1.234\npane;01/03/2027;31/03/2027;7\npane;31/02/2027;;7\npane;02/03/2027;01/03/2027;7\npane;01/03/2027;;sette\n;;;9\npane;01/03/2027;;12,5",
      "radio",
    );
    expect(rows.map(({ refusal }) => refusal)).toEqual([
      null,
      null,
      "days",
      "order",
      "amount",
      "total",
      null,
    ]);
    expect(rows[0]?.cost).toMatchObject({ amount: 123_400, source: "radio", currency: "EUR" });
    expect(new Set(rows.filter(({ cost }) => cost !== null).map(({ fingerprint }) => fingerprint)).size).toBe(
      3,
    );
    expect(sheetIn("nome,cognome\nAda,Rossi")).toBe(null);
  });

  it("keep what stands in quotes, whatever it is", ({ expect }) => {
    const cell = fc.string().map((text) => text.replace(/[\r\uFEFF]/g, "").trim());
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(",", ";", "\t"),
        (cells, separator) => {
          fc.pre(cells.some((each) => each !== ""));
          const text = cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator);
          expect(rowsOf(`${text}\n`, separator).map((row) => row.cells)).toEqual([cells]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("the calculator", () => {
  const rate = fc.integer({ min: 1, max: 10_000 }).map((n) => n / 10_000);
  const price = fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 100);
  const mailing = fc.record({
    sent: fc.integer({ min: 1, max: 10_000_000 }),
    cpm: price,
    cpl: price,
    delivery: rate,
    click: rate,
    conversion: rate,
  });

  it("finds the price at which the two ways cost the same, in both directions", ({ expect }) => {
    fc.assert(
      fc.property(mailing, (given) => {
        const result = reckon(given);
        const near = (one: number, other: number) =>
          expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(one, other, 1));
        near(result.evenCpl ?? 0, given.cpm / (1000 * given.delivery * given.click * given.conversion));
        for (const even of [{ cpl: result.evenCpl ?? 0 }, { cpm: result.evenCpm }]) {
          const there = reckon({ ...given, ...even });
          near(there.byThousand, there.byLead);
        }
      }),
    );
  });

  it("names the cheaper way, and a dearer thousand never speaks for it", ({ expect }) => {
    fc.assert(
      fc.property(mailing, (given) => {
        const { byThousand, byLead, cheaper } = reckon(given);
        if (cheaper !== "even") expect(cheaper).toBe(byThousand < byLead ? "cpm" : "cpl");
        if (cheaper === "cpl") expect(reckon({ ...given, cpm: given.cpm * 2 }).cheaper).toBe("cpl");
      }),
    );
  });
});

describe("rates", () => {
  it("lie between bounds that hold the rate, and close in as there are more", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (whole, share) => {
          const part = Math.round(whole * share);
          const [low, high] = wilson(part, whole);
          expect(low).toBeLessThanOrEqual(part / whole + 1e-9);
          expect(high).toBeGreaterThanOrEqual(part / whole - 1e-9);
          const [more, less] = wilson(part * 4, whole * 4);
          expect(less - more).toBeLessThan(high - low);
        },
      ),
    );
    // Newcombe 1998, table I: 15 of 148.
    expect(wilson(15, 148).map((bound) => bound.toFixed(4))).toEqual(["0.0624", "0.1605"]);
  });

  it("call a difference none where chance makes it, and too few what are too few", ({ expect }) => {
    expect(changeOf(3, 19)).toEqual({ is: "few" });
    expect(changeOf(110, 100)).toMatchObject({ is: "alike" });
    expect(changeOf(200, 100)).toEqual({ is: "more", by: 1 });
    expect(changeOf(50, 100)).toEqual({ is: "less", by: 0.5 });
  });
});
