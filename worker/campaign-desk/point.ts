import type { View } from "../desk/view.ts";

type Names = View["texts"]["campaigns"]["checks"]["names"];

/** How one point of the checklist stands: as it should, so that it must be mended first, to be known, or not yet asked. */
type Mark = keyof View["texts"]["campaigns"]["checks"]["marks"];

/** One point of the checklist, in words. */
export interface Point {
  name: keyof Names;
  mark: Mark;
  text: string;
  /** What mends it. */
  cure?: string | undefined;
  /** The page where that is done. */
  page?: string;
}

const order: readonly Mark[] = ["mend", "unasked", "know", "passed"];

/** `points`, what must be mended first. */
export function inOrder(points: readonly Point[]): Point[] {
  return points.toSorted((one, other) => order.indexOf(one.mark) - order.indexOf(other.mark));
}

/** How many of `points` must be mended. */
export function countMends(points: readonly Point[]): number {
  return points.filter(({ mark }) => mark === "mend").length;
}
