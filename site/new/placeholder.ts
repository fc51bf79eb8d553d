import { type Node, Renderer } from "@takumi-rs/core";

const size = { width: 1200, height: 800 };

/** The picture of a template that nobody has taken a picture of: a page in outline, as WebP. */
export async function placeholder(): Promise<Uint8Array> {
  const page: Node = {
    type: "container",
    style: {
      display: "flex",
      justifyContent: "space-between",
      width: "100%",
      height: "100%",
      padding: 90,
      backgroundColor: "#eceae6",
    },
    children: [
      column(600, [bar(540, 64), bar(420, 64), bar(560, 22), bar(500, 22), bar(260, 72, "#6b6660")]),
      column(360, [bar(360, 72), bar(360, 72), bar(360, 72), bar(360, 72, "#6b6660")]),
    ],
  };
  return new Renderer().render(page, { ...size, format: "webp", quality: 80 });
}

function column(width: number, children: Node[]): Node {
  return { type: "container", style: { display: "flex", flexDirection: "column", width, gap: 32 }, children };
}

function bar(width: number, height: number, backgroundColor = "#cfcac3"): Node {
  return { type: "container", style: { width, height, borderRadius: 6, backgroundColor } };
}
