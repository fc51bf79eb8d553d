import { describe, it } from "vitest";
import { textsIn } from "../../content/schema/locales/index.ts";
import { siteSchema } from "../../content/schema/site.ts";
import { calendarFile, calendarOf, googleLink } from "../../templates/event/calendar.ts";
import { dateInWords, hourInWords, momentOf } from "../../templates/event/moment.ts";
import { eventSchema } from "../../templates/event/schema.ts";
import { placeInWords, priceInWords, seatsInWords } from "../../templates/event/words.ts";

const form = { fields: [{ name: "email", type: "email", required: true }] };
const address = { street: "via Roma 1", postalCode: "40122", city: "Bologna" };
const site = siteSchema.parse({
  name: "Bottega",
  url: "https://bottega.example",
  locale: "it",
  locales: ["it", "en"],
  owner: { name: "Bottega srl", address, email: "dati@bottega.example" },
  sender: { name: "Bottega", email: "ciao@bottega.example" },
  theme: { primary: "#c2371c" },
});
const evening = { start: "2027-03-12T20:30", place: { name: "Bottega", address } };

/** A view of an event's landing; `event` and `more` say what is special about it. */
function viewOf(event: object = {}, more: object = {}, locale: "it" | "en" = "it") {
  const landing = eventSchema.parse({
    template: "event",
    title: "Una sera",
    form,
    event: { ...evening, ...event },
    ...more,
  });
  return {
    site,
    locale,
    texts: textsIn(locale),
    path: "en/night",
    landing,
    pages: { landing: "/en/night/", thanks: "/en/night/thanks/", grant: "/_private/en/night/" },
    canonical: "https://bottega.example/en/night/",
  };
}

/** The lines of a calendar file as a reader joins them. */
function linesOf(file: string): string[] {
  return file.replaceAll("\r\n ", "").split("\r\n");
}

describe("an event's calendar file", () => {
  it("says when in universal time, in winter and in summer", ({ expect }) => {
    const winter = linesOf(calendarOf(viewOf({ end: "2027-03-13T00:30" })));
    expect(winter).toContain("DTSTART:20270312T193000Z");
    expect(winter).toContain("DTEND:20270312T233000Z");
    expect(linesOf(calendarOf(viewOf({ start: "2027-07-01T20:30" })))).toContain("DTSTART:20270701T183000Z");
  });

  it("lasts two hours where the author says no end", ({ expect }) => {
    expect(linesOf(calendarOf(viewOf()))).toContain("DTEND:20270312T213000Z");
  });

  it("ends every line with CR LF, and has none above 75 octets or cut inside a character", ({ expect }) => {
    const file = calendarOf(viewOf({}, { intro: "Perché è così: ".repeat(18).trim() }));
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...file.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(linesOf(file).find((line) => line.startsWith("DESCRIPTION:"))).toContain(
      "Perché è così: ".repeat(18).trim(),
    );
  });

  it("escapes what has a meaning in such a file", ({ expect }) => {
    const lines = linesOf(calendarOf(viewOf({}, { title: "Pane, vino; e un \\ END:VEVENT" })));
    expect(lines).toContain("SUMMARY:Pane\\, vino\\; e un \\\\ END:VEVENT");
    expect(lines).toContain("LOCATION:Bottega\\, via Roma 1\\, 40122 Bologna");
  });

  it("has every property that RFC 5545 asks for, once, and the same bytes from the same event", ({
    expect,
  }) => {
    const names = linesOf(calendarOf(viewOf())).map((line) => line.split(":")[0]);
    for (const name of ["VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART"]) {
      expect(names.filter((other) => other === name)).toHaveLength(1);
    }
    expect(calendarOf(viewOf())).toBe(calendarOf(viewOf()));
    expect(linesOf(calendarOf(viewOf()))).toContain("UID:en-night@bottega.example");
  });

  it("lies beside the landing, under a name of its language", ({ expect }) => {
    expect(calendarFile(viewOf())).toBe("/en/night/evento.ics");
    expect(calendarFile(viewOf({}, {}, "en"))).toBe("/en/night/event.ics");
  });

  it("says the same to Google", ({ expect }) => {
    const link = new URL(googleLink(viewOf()));
    expect(link.host).toBe("calendar.google.com");
    expect(link.searchParams.get("dates")).toBe("20270312T193000Z/20270312T213000Z");
    expect(link.searchParams.get("text")).toBe("Una sera");
    expect(link.searchParams.get("location")).toBe("Bottega, via Roma 1, 40122 Bologna");
  });
});

describe("the clocks of a place", () => {
  it("are read right on the days they change", ({ expect }) => {
    const read = (local: string) => momentOf(local, "Europe/Rome").toISOString();
    expect(read("2027-03-28T01:30")).toBe("2027-03-28T00:30:00.000Z");
    expect(read("2027-03-28T03:30")).toBe("2027-03-28T01:30:00.000Z");
    expect(read("2027-10-31T01:30")).toBe("2027-10-30T23:30:00.000Z");
    expect(read("2027-10-31T03:30")).toBe("2027-10-31T02:30:00.000Z");
  });
});

describe("words on a poster", () => {
  it("gives a night one date, and a fair both", ({ expect }) => {
    const day = (end: string | undefined) => dateInWords("2027-03-12T20:30", end, "it").day;
    expect([day(undefined), day("2027-03-13T02:00"), day("2027-03-14T18:00")]).toEqual(["12", "12", "12–14"]);
    expect(dateInWords("2027-09-30T09:00", "2027-10-02T18:00", "it")).toMatchObject({
      day: "30–2",
      weekday: "giovedì–sabato",
      month: "settembre–ottobre",
      year: "2027",
    });
  });

  it("writes dates, hours, prices and seats as the language does", ({ expect }) => {
    expect(dateInWords("2027-03-12T20:30", undefined, "it")).toMatchObject({
      weekday: "venerdì",
      month: "marzo",
      short: "12 marzo",
    });
    expect([hourInWords("09:00", "it"), hourInWords("09:00", "en")]).toEqual(["9.00", "9:00"]);
    expect(priceInWords(viewOf({ price: 28 }))).toBe("28\u00a0€ a persona");
    expect(priceInWords(viewOf({ price: 0 }))).toBe("ingresso libero");
    expect(priceInWords(viewOf())).toBeUndefined();
    expect([seatsInWords(viewOf({ seats: 24 })), seatsInWords(viewOf({ seats: 1 }))]).toEqual([
      "24 posti",
      "un posto solo",
    ]);
    expect(placeInWords(viewOf())).toBe("Ore 20.30, Bottega, via Roma 1, Bologna");
    expect(placeInWords(viewOf({ place: undefined, online: true }))).toBe("Ore 20.30, in diretta, online");
  });
});

describe("what an event's author may write", () => {
  const refused = (event: object) =>
    eventSchema
      .safeParse({ template: "event", title: "Una sera", form, event })
      .error?.issues.map(({ path }) => path.join("."));

  it("needs a beginning and a place, on the ground or on line", ({ expect }) => {
    expect(refused({ place: evening.place })).toEqual(["event.start"]);
    expect(refused({ ...evening, start: "2027-03-12" })).toEqual(["event.start"]);
    expect(refused({ start: evening.start })).toEqual(["event.place"]);
    expect(refused({ start: evening.start, online: "https://bottega.example/diretta" })).toBeUndefined();
  });

  it("ends after it begins", ({ expect }) => {
    expect(refused({ ...evening, end: evening.start })).toEqual(["event.end"]);
  });
});
