import { describe, it } from "vitest";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { PdfMakings } from "../../content/schema/makings.ts";
import { couponPdf } from "../../worker/coupon/pdf.ts";
import { qrPng } from "../../worker/coupon/qr.ts";
import type { Deps } from "../../worker/env.ts";
import { stampTail } from "../../worker/stamp/tail.ts";
import { anApp, noon } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

const letters = " -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZainor";
const base = new TextEncoder().encode("%PDF-1.7 the part that all copies share\n");
const sheet = "/_private/coupons/buono.json";
const file = "/_private/coupons/buono.pdf";

const line = { faces: [0], size: 10, least: 6, spacing: 0, colour: "0 0 0", x: 0, y: 0 };
const makings: PdfMakings = {
  kind: "pdf",
  ...{ file, size: base.length, startxref: 9, objects: 4, trailer: "/Root 1 0 R", locale: "it" },
  faces: [{ letters, widths: Array.from(letters, () => 500) }],
  holes: [
    {
      ...{ object: 3, box: [300, 100], resources: "<< >>", qr: { x: 200, y: 0, size: 100 } },
      lines: [{ ...line, texts: ["{name}", "{code}"], width: 200, align: "left" }],
    },
  ],
};

describe("a coupon's PDF", () => {
  it("is the magnet's page as it lies there, and the coupon's own end", async ({ expect }) => {
    const { deps, coupon } = withSheet();
    const pdf = await couponPdf(deps, coupon, { name: "Клавдия" });
    const bytes = new Uint8Array(await new Response(pdf?.bytes).arrayBuffer());
    expect(bytes.length).toBe(pdf?.size);
    expect(bytes.subarray(0, base.length)).toEqual(base);
    const tail = new TextDecoder().decode(bytes.subarray(base.length));
    const code = hex("A7");
    expect(tail, "whose name cannot be written gets the code").toContain(`<${code}> Tj`);
    expect(tail.match(/ re$/gm)?.length, "the modules of its QR code").toBeGreaterThan(400);
    expect(tail).toContain(`/Prev 9 >>\nstartxref\n${base.length + tail.lastIndexOf("xref\n3 1")}\n`);
  });

  it("is none where the magnet has no page, or it cannot be had now", async ({ expect }) => {
    const { deps, coupon } = withSheet();
    expect(await couponPdf({ ...deps, catalog: aCatalog() }, coupon, { name: null })).toBeNull();
    const gone = async (path: string) =>
      path === sheet ? Response.json(makings) : new Response(null, { status: 503 });
    expect(await couponPdf({ ...deps, fetchAsset: gone }, coupon, { name: null })).toBeNull();
  });
});

describe("a stamped copy", () => {
  it("is the same bytes for the same person, and others for another", async ({ expect }) => {
    const { deps } = withSheet();
    const stamped = {
      ...{ name: "guida.pdf", path: "/_private/files/guida.pdf", type: "application/pdf", size: base.length },
      ...{ sha256: "0".repeat(64), store: "assets" as const },
      stamp: { keep: base.length, makings: "/_private/files/guida.pdf.stamp.json" },
    };
    const tail = (name: string | null, grantId: string) => stampTail(deps, stamped, { name, grantId });
    const one = await tail("Dora Pini", "AZ8kQ2_x-QabcdefghijkQ");
    expect(await tail("Dora Pini", "AZ8kQ2_x-QabcdefghijkQ")).toEqual(one);
    expect(await tail(null, "AZ8kQ2_x-QabcdefghijkQ")).not.toEqual(one);
  });
});

it("draws a QR code for mails", async ({ expect }) => {
  const png = await qrPng("HTTPS://FORNO.EXAMPLE/K/PANE-7K3QX-M2WTD");
  const view = new DataView(png.buffer);
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(view.getUint32(16), "eight pixels a module, 29 modules, quiet on both sides").toBe(8 * (29 + 8));
  expect(png.length).toBeLessThan(3000);
});

/** The deps of a Worker whose catalog has a page for its coupon, and that coupon. */
function withSheet(): { deps: Deps; coupon: Parameters<typeof couponPdf>[1] } {
  let magnet = "";
  const catalog: Catalog = aCatalog(({ magnets }) => {
    for (const [name, each] of Object.entries(magnets)) {
      if (each.kind !== "coupon") continue;
      magnet = name;
      each.sheet = sheet;
    }
  });
  const fetchAsset = async (path: string) =>
    path.endsWith(".json") ? Response.json(makings) : new Response(base);
  const coupon = { code: "A7", magnet, validFrom: noon, validUntil: noon + 86_400_000 };
  return { deps: { ...anApp().deps, catalog, fetchAsset }, coupon };
}

/** `text` by the numbers of its glyphs. */
function hex(text: string): string {
  return [...text].map((letter) => (letters.indexOf(letter) + 1).toString(16).padStart(4, "0")).join("");
}
