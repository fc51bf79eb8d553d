declare namespace Cloudflare {
  /** What test/vitest.config.ts hands to tests in workerd. */
  interface Env {
    ASSETS: Fetcher;
    DB: D1Database;
    DB_2028: D1Database;
    FILES: R2Bucket;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}

/** A file as its text. */
declare module "*?raw" {
  const text: string;
  export default text;
}

declare module "*?url&inline" {
  /** The file as an address that holds its bytes, in base64. */
  const address: string;
  export default address;
}
