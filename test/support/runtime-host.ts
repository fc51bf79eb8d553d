import { type RuntimeOptions, startRuntime } from "./runtime.ts";

// Runs one Worker until its input ends: `node runtime-host.ts <options as JSON>`.
const options: RuntimeOptions = JSON.parse(process.argv[2] ?? "");
const runtime = await startRuntime(options);
console.log(JSON.stringify({ url: runtime.url, direct: runtime.direct, beside: runtime.beside }));
process.stdin.resume();
process.stdin.once("end", async () => {
  await runtime.stop();
  process.exit(0);
});
