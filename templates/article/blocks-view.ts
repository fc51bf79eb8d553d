import type { BlockView } from "../blocks/view.ts";
import type { ArticleView } from "./view.ts";

/** What the blocks in an article's text are told. */
export function articleBlocks(view: ArticleView): BlockView {
  const { next } = view;
  return {
    ...view,
    folder: view.folder,
    title: view.article.title,
    action: next && { label: next.label, href: next.href },
    landing: undefined,
  };
}
