import type { Button } from "../../content/schema/primitives.ts";
import type { LandingView, PageView } from "../view.ts";

/** What a block is told of the page around it. */
export interface BlockView extends PageView {
  /** The folder of the text below `content/`, where its pictures lie. */
  folder: string;
  title: string;
  /** The page's whole address. */
  canonical: string;
  /** Where a button leads that names no address: the form, or an article's landing. */
  action: Button | undefined;
  /** The landing around the text; an article has none. */
  landing: LandingView | undefined;
}

declare global {
  namespace App {
    interface Locals {
      /** What the blocks of the page know of it. */
      blocks?: BlockView;
    }
  }
}

/** What the page has laid down for its blocks. */
export function blockView(locals: App.Locals): BlockView {
  if (locals.blocks === undefined) throw new Error("A block stands on a page that tells its blocks nothing.");
  return locals.blocks;
}
