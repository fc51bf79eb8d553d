import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { describe, it } from "vitest";

const root = join(import.meta.dirname, "../..");

describe("the contract", () => {
  it("has a sentence on every key that an author may write", async ({ expect }) => {
    const bare: string[] = [];
    for (const file of await schemaFiles()) bare.push(...(await bareKeys(file)));
    expect(bare).toEqual([]);
  });
});

/** All of the contract but what the build writes by itself, and the schemas of the templates. */
async function schemaFiles(): Promise<string[]> {
  const contract = (await readdir(join(root, "content/schema"))).filter(
    (name) => name.endsWith(".ts") && name !== "catalog.ts",
  );
  const templates = await readdir(join(root, "templates"), { recursive: true });
  return [
    ...contract.map((name) => `content/schema/${name}`),
    ...templates.filter((name) => name.endsWith("schema.ts")).map((name) => `templates/${name}`),
  ];
}

async function bareKeys(file: string): Promise<string[]> {
  const source = ts.createSourceFile(
    file,
    await readFile(join(root, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const bare: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && isShape(node)) {
      for (const property of node.properties) {
        if (ts.isPropertyAssignment(property) && !isDocumented(property)) {
          const { line } = source.getLineAndCharacterOfPosition(property.getStart());
          bare.push(`${file}:${line + 1} ${property.name.getText()}`);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bare;
}

/** The keys of `z.strictObject({ … })` or `.extend({ … })`, or a group of keys spread into one. */
function isShape(node: ts.ObjectLiteralExpression): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent))
    return /\b(?:Schema|z\.\w+\()/.test(node.getText()) && !node.getText().includes("=>");
  if (!ts.isCallExpression(parent)) return false;
  return /(?:\bz\.strictObject|\.extend)$/.test(parent.expression.getText().replace(/\s/g, ""));
}

function isDocumented(property: ts.PropertyAssignment): boolean {
  return ts
    .getJSDocCommentsAndTags(property)
    .some((doc) => ts.isJSDoc(doc) && /\S+ \S+ ?.*\.$/s.test(String(doc.comment ?? "")));
}
