const sheets = import.meta.glob<string>("/content/landings/**/*.css", {
  query: "?inline",
  import: "default",
});

/** The style sheet `name` of the landing at `path`; a sheet that is not there stops the build. */
export async function ownSheet(path: string, name: string | undefined): Promise<string> {
  if (name === undefined) return "";
  const file = `/content/landings/${path}/${name.replace(/^\.\//, "")}`;
  const load = sheets[file];
  if (load === undefined)
    throw new Error(`There is no style sheet ${file.slice(1)}. Put it there, or correct "theme.css".`);
  return load();
}
