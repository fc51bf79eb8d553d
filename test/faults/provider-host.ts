import { openProvider } from "./provider.ts";

// A mail provider in a process of its own, until its input ends.
const provider = await openProvider();
console.log(provider.url);
process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
