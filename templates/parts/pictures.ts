import { covers } from "virtual:imbuto/covers";
import type { ImageMetadata } from "astro";

const files = import.meta.glob<{ default: ImageMetadata }>("/content/**/*.{avif,gif,jpeg,jpg,png,svg,webp}");

/** Where a picture lies: the folder of the content file that names it, from `content/`, and the name it is given there. */
export interface PicturePlace {
  folder: string;
  src: string;
}

/** The picture at `place`, with its size; a picture that is not there stops the build. */
export async function pictureAt({ folder, src }: PicturePlace): Promise<ImageMetadata> {
  const path = `/content/${folder}/${src.replace(/^\.\//, "")}`.replace("//", "/");
  const load = files[path] ?? covers[path];
  if (load === undefined)
    throw new Error(`There is no picture ${path.slice(1)}. Put it there, or correct "src".`);
  return (await load()).default;
}
