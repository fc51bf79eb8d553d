declare module "#catalog" {
  /** What the build wrote; parsed once, when the Worker starts. */
  const catalog: import("../content/schema/catalog.ts").CatalogsInFile;
  export default catalog;
}
