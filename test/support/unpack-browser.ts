import { join } from "node:path";
import { inflate } from "@sparticuz/chromium";

// Unpacks the browser's archives into the temporary folder: `node unpack-browser.ts <folder of archives>`.
const archives = process.argv[2] ?? "";
const names = ["chromium.br", "al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"];
await Promise.all(names.map((name) => inflate(join(archives, name))));
