import * as z from "zod";
import { type Catalog, catalogSchema } from "../../content/schema/catalog.ts";
import { couponLink, type IssuedCoupon } from "../../worker/coupon/link.ts";
import { couponPdf } from "../../worker/coupon/pdf.ts";
import { printedSheets } from "../../worker/coupon/printed-sheet.ts";
import { qrPng, qrSvg } from "../../worker/coupon/qr.ts";
import { depsOf } from "../../worker/deps.ts";
import type { Deps, Env } from "../../worker/env.ts";
import { stampTail } from "../../worker/stamp/tail.ts";

/** Does one thing many times, for the bench to see what it costs. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    catalog ??= catalogSchema.parse(
      await (await env.ASSETS.fetch("https://assets.invalid/catalog.json")).json(),
    );
    const work = works[pathname.slice(1)];
    if (work === undefined) return new Response(null, { status: 404 });
    const deps = depsOf(env, catalog);
    let bytes = 0;
    for (let turn = 0; turn < Number(searchParams.get("times")); turn += 1) bytes = await work(deps, turn);
    return Response.json({ bytes });
  },
};

let catalog: Catalog | undefined;

const works: Record<string, (deps: Deps, turn: number) => Promise<number>> = {
  nothing: async () => 0,
  page: async (deps) => (await drained((await deps.fetchAsset(couponPage(deps))).body)).length,
  coupon: async (deps, turn) => {
    const made = await couponPdf(deps, couponOf(deps, turn), { name: "Łukasz Ćosić" });
    return (await drained(made?.bytes ?? null)).length;
  },
  signature: async (deps, turn) => (await couponLink(deps, couponOf(deps, turn))).length,
  "qr-svg": async (deps) => qrSvg(link(deps), "QR").length,
  "qr-png": async (deps) => (await qrPng(link(deps))).length,
  "stamp-52": (deps, turn) => stamp(deps, turn, "52"),
  "stamp-1000": (deps, turn) => stamp(deps, turn, "1000"),
  "stamp-epub": (deps, turn) => stamp(deps, turn, "epub"),
  sheets: async (deps, turn) => {
    const coupon = couponOf(deps, turn);
    return (
      await printedSheets(
        deps,
        coupon.magnet,
        Array.from({ length: 100 }, () => coupon),
      )
    ).length;
  },
};

/** The tail alone: what comes before it are the asset's own bytes. */
async function stamp(deps: Deps, turn: number, name: string): Promise<number> {
  const file = fileSchema.parse(deps.catalog.magnets[`bench-${name}`]).files[0];
  return (await stampTail(deps, file, { name: "Łukasz Ćosić", grantId: idOf(turn) })).length;
}

const fileSchema = z.object({
  /** The files of the magnet. */
  files: z.tuple([z.custom<Parameters<typeof stampTail>[1]>()]),
});

function couponOf({ catalog: { magnets } }: Deps, turn: number): IssuedCoupon {
  const magnet = Object.keys(magnets).find((name) => magnets[name]?.kind === "coupon") ?? "";
  const validFrom = 1_800_000_000_000 + turn * 60_000;
  return { code: "PANE-7K3QX-M2WTD", magnet, validFrom, validUntil: validFrom + 86_400_000 * 30 };
}

function couponPage(deps: Deps): string {
  return `/_private/coupons/${couponOf(deps, 0).magnet}.pdf`;
}

function link({ publicUrl }: Deps): string {
  return `${publicUrl.toUpperCase()}/K/PANE-7K3QX-M2WTD/${"AEGT4R2XMA7Q".repeat(10)}AEG`;
}

function idOf(turn: number): string {
  return `AZ8kQ2_x-Qab${String(turn).padStart(10, "0")}`;
}

async function drained(body: ReadableStream | null): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}
