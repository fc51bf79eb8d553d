// Stands in for wrangler: keeps an account in the file it is given first, and answers from it as wrangler 4 does.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";

const [, , file, ...args] = process.argv;
const cloud = JSON.parse(readFileSync(file, "utf8"));
const command = args.filter((word) => !word.startsWith("-")).join(" ");

cloud.calls.push(args.join(" "));
const answer = run();
writeFileSync(file, JSON.stringify(cloud));
console.log(answer);

function run() {
  if (command === "whoami") {
    if (!cloud.loggedIn) refuse('{"loggedIn":false}');
    return JSON.stringify({ loggedIn: true, accounts: [{ name: "Forno Aurelia", id: "1" }] });
  }
  if (cloud.unreachable)
    refuse("✘ [ERROR] Unable to resolve Cloudflare's API hostname (api.cloudflare.com).");
  if (command === "d1 list") return JSON.stringify(cloud.databases);
  if (command.startsWith("d1 create")) return create(args[2]);
  if (command.startsWith("r2 ")) return bucket(args[1], args[2], args[3]);
  if (command === "d1 migrations apply DB") return migrate();
  if (command.startsWith("secret list")) return secrets();
  if (command.startsWith("deploy")) return deploy();
  return refuse(`✘ [ERROR] Unknown arguments: ${command}`);
}

function create(name) {
  cloud.databases.push({ uuid: "11111111-2222-3333-4444-555555555555", name });
  return "✅ Successfully created DB";
}

function migrate() {
  const { migrations } = cloud;
  cloud.migrations = [];
  return migrations.length === 0
    ? "✅ No migrations to apply!"
    : `│ ${migrations.join(" │ ✅ │\n│ ")} │ ✅ │`;
}

function bucket(kind, verb, name) {
  if (kind === "bucket" && verb === "create") cloud.buckets[name] = {};
  const [owner, object] = name.split("/");
  if (cloud.buckets[owner] === undefined)
    refuse("✘ [ERROR] The specified bucket does not exist. [code: 10006]");
  if (kind === "bucket") return JSON.stringify({ name });
  if (verb === "put") cloud.buckets[owner][object] = readFileSync(args[args.indexOf("--file") + 1], "utf8");
  return cloud.buckets[owner][object] ?? refuse("✘ [ERROR] The specified key does not exist.");
}

function secrets() {
  if (cloud.secrets === null) refuse('✘ [ERROR] Worker "imbuto" not found.');
  return JSON.stringify(Object.keys(cloud.secrets).map((name) => ({ name, type: "secret_text" })));
}

function deploy() {
  if (args.includes("--dry-run")) return "--dry-run: exiting now.";
  if (cloud.refusal !== null) refuse(`✘ [ERROR] ${cloud.refusal}`);
  const fresh = args.indexOf("--secrets-file");
  cloud.secrets = {
    ...cloud.secrets,
    ...(fresh < 0 ? {} : JSON.parse(readFileSync(args[fresh + 1], "utf8"))),
  };
  const targets = ["https://imbuto.forno.workers.dev", "schedule: * * * * *"];
  appendFileSync(
    process.env.WRANGLER_OUTPUT_FILE_PATH,
    `${JSON.stringify({ type: "deploy", version: 1, targets })}\n`,
  );
  return "Deployed imbuto triggers";
}

function refuse(text) {
  writeFileSync(file, JSON.stringify(cloud));
  console.error(text);
  process.exit(1);
}
