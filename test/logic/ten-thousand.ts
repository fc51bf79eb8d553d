import fc from "fast-check";

// How often each property is tried; the seed of a failure is printed with it.
fc.configureGlobal({ numRuns: 10_000 });
