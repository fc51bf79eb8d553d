import { join } from "node:path";
import { bundleWorker } from "../bundle.ts";

// wrangler.toml has this run before a deploy; where the modules are to lie may follow it.
const root = process.cwd();
await bundleWorker(root, join(root, process.argv[2] ?? "dist/worker"));
