import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Node, Renderer } from "@takumi-rs/core";
import type { Focus } from "../../content/schema/primitives.ts";
import { fonts } from "../../templates/theme/fonts.ts";
import { type SharePlan, shareSize } from "./plan.ts";

/** Draws what a plan says; the work is done beside the main thread. */
export type Draw = (plan: SharePlan) => Promise<Uint8Array>;

/** A hand that draws pictures for the project at `root`; typefaces are loaded once. */
export async function openDrawing(root: string): Promise<Draw> {
  const renderer = new Renderer();
  for (const [name, { family }] of Object.entries(fonts)) {
    for (const part of ["latin", "latin-ext"]) {
      const path = `node_modules/@fontsource-variable/${name}/files/${name}-${part}-wght-normal.woff2`;
      await renderer.registerFont({ name: family, data: await readFile(join(root, path)) });
    }
  }
  return async (plan) => {
    const logo = plan.logo && (await readFile(join(root, plan.logo), "utf8"));
    const picture = plan.picture && (await readFile(join(root, plan.picture.file)));
    const images = [
      ...(logo ? [{ src: "logo", data: Buffer.from(logo.replaceAll("currentColor", plan.words)) }] : []),
      ...(picture ? [{ src: "picture", data: picture, cache: "none" as const }] : []),
    ];
    const format = picture ? ({ format: "jpeg", quality: 84 } as const) : ({ format: "png" } as const);
    return renderer.render(sceneOf(plan), { ...shareSize, ...format, images });
  };
}

function sceneOf(plan: SharePlan): Node {
  const half = plan.picture !== undefined;
  const words: Node = {
    type: "container",
    style: {
      display: "flex",
      flexDirection: "column",
      justifyContent: "space-between",
      width: half ? "58%" : "100%",
      height: "100%",
      padding: half ? "60px 56px" : "68px 76px",
    },
    children: [
      brandOf(plan),
      titleOf(plan, half),
      { type: "text", text: plan.host, style: { fontSize: 27 } },
    ],
  };
  return {
    type: "container",
    style: {
      display: "flex",
      width: "100%",
      height: "100%",
      backgroundColor: plan.ground,
      color: plan.words,
      fontFamily: fonts[plan.font].family,
    },
    children: half ? [words, pictureOf(plan.picture?.focus)] : [words],
  };
}

function brandOf({ brand, logo }: SharePlan): Node {
  const name: Node = { type: "text", text: brand, style: { fontSize: 34, fontWeight: 600 } };
  const mark: Node = { type: "image", src: "logo", style: { height: 46, marginRight: 18 } };
  return {
    type: "container",
    style: { display: "flex", alignItems: "center" },
    children: logo === undefined ? [name] : [mark, name],
  };
}

function titleOf({ title }: SharePlan, half: boolean): Node {
  const [short, middling, long] = half ? [72, 58, 46] : [108, 90, 68];
  const size = title.length <= 36 ? short : title.length <= 72 ? middling : long;
  return {
    type: "text",
    text: title,
    style: {
      fontSize: size,
      fontWeight: 600,
      lineHeight: 1.08,
      letterSpacing: "-0.012em",
      textWrap: "balance",
    },
  };
}

function pictureOf(focus: Focus | undefined): Node {
  return {
    type: "image",
    src: "picture",
    style: { width: "42%", height: "100%", objectFit: "cover", objectPosition: focus ?? "center" },
  };
}
