declare namespace Cloudflare {
  /** What test/vitest.config.ts hands to tests in workerd. */
  interface Env {
    DB: D1Database;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
