declare module "#catalog" {
  /** What the build wrote; parsed once, when the Worker starts. */
  const catalog: import("../content/schema/catalog.ts").CatalogFileContents;
  export default catalog;
}
