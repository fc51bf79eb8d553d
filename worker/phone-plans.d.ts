declare module "#phone-plans" {
  /** The numbering plans that the build keeps of libphonenumber-js's. */
  const plans: import("libphonenumber-js/core").MetadataJson;
  export default plans;
}
