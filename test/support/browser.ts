import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import * as z from "zod";

/** A browser's program, and the surroundings it needs. */
interface BrowserProgram {
  path: string;
  env: Record<string, string>;
}

const root = resolve(fileURLToPath(import.meta.url), "../../..");

// As root on a closed network: no sandbox, and nothing that calls home.
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-pings",
  "--font-render-hinting=none",
];

/** A headless browser, ready for pages; `more` switches come after the usual ones. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch(await browserOptions(more));
}

/** How Playwright is to start the browser. */
export async function browserOptions(more: readonly string[] = []) {
  const { path, env } = await browserProgram();
  return { executablePath: path, env, args: [...switches, ...more] };
}

/** The browser that this machine has, or else the one that came from npm, unpacked once. */
async function browserProgram(): Promise<BrowserProgram> {
  const own = machineBrowsers().find((path) => existsSync(path));
  if (own !== undefined) return { path: own, env: surroundings() };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `No Chrome or Chromium was found. Install one, or name it in CHROME_PATH (${process.platform}).`,
    );
  }
  return packagedBrowser();
}

/** Where Chrome lies on machines that people sit at; on Linux x64 the one from npm is always the same, so it goes first. */
function machineBrowsers(): string[] {
  const named = process.env.CHROME_PATH === undefined ? [] : [process.env.CHROME_PATH];
  switch (process.platform) {
    case "darwin":
      return [
        ...named,
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      ];
    case "win32":
      return [
        ...named,
        ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => [
          join(process.env[variable] ?? "", "Google/Chrome/Application/chrome.exe"),
          join(process.env[variable] ?? "", "Microsoft/Edge/Application/msedge.exe"),
        ]),
      ];
    default:
      return process.arch === "x64"
        ? named
        : [...named, "/usr/bin/google-chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  }
}

async function packagedBrowser(): Promise<BrowserProgram> {
  const folder = await unpackedBrowser();
  const path = join(folder, "chromium");
  const env = { ...surroundings(), FONTCONFIG_FILE: join(folder, "fonts.conf") };
  if (starts(path, env)) return { path, env };
  // A bare machine lacks NSS; the package brings it along.
  const libraries = [join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH ?? ""].filter(
    (entry) => entry !== "",
  );
  const withLibraries = { ...env, LD_LIBRARY_PATH: libraries.join(delimiter) };
  if (starts(path, withLibraries)) return { path, env: withLibraries };
  throw new Error(
    `The browser from npm does not start here: ${reason(path, withLibraries)}. Name another in CHROME_PATH.`,
  );
}

function starts(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ["--version"], { env }).status === 0;
}

function reason(path: string, env: Record<string, string>): string {
  return spawnSync(path, ["--version"], { env, encoding: "utf8" }).stderr.trim();
}

/** The folder of the unpacked browser; whoever comes first unpacks, and a half-made folder is never seen. */
async function unpackedBrowser(): Promise<string> {
  const home = join(root, "node_modules/@sparticuz/chromium");
  const folder = join(root, `node_modules/.cache/browser-${await versionOf(home)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await unpack(join(home, "bin"), draft);
  await writeFile(join(draft, "fonts.conf"), fontSettings(join(folder, "fonts")));
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker, and its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function versionOf(home: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(home, "package.json"), "utf8")));
  return version;
}

/** Unpacks in a process of its own: the package writes into the temporary folder that its surroundings name. */
function unpack(archives: string, folder: string): Promise<void> {
  const program = fileURLToPath(new URL("./unpack-browser.ts", import.meta.url));
  const child = spawn(process.execPath, [program, archives], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error("The browser from npm could not be unpacked.")),
    );
  });
}

/** The machine's fonts, and the package's one where a machine has none. */
function fontSettings(fonts: string): string {
  return `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`;
}

function surroundings(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
