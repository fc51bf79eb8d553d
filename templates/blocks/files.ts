const files = import.meta.glob<string>("/content/{landings,articles}/**/*.{mp4,webm,vtt}", {
  query: "?url&no-inline",
  import: "default",
});

/** The address of the file `name` beside the text in `folder`; a file that is not there stops the build. */
export async function fileAt(folder: string, name: string): Promise<string> {
  const path = `/content/${folder}/${name.replace(/^\.\//, "")}`;
  const load = files[path];
  if (load === undefined)
    throw new Error(`There is no file ${path.slice(1)}. Put it there, or correct the name.`);
  return load();
}
