import { join } from "node:path";
import ts from "typescript";
import type { Kind } from "./contract.ts";

/** A type of the contract as TypeScript sees it, which keeps the comments of the schema's source. */
export interface Commented {
  /** What the comment above `key` says. */
  sentenceOf(key: string): string | undefined;
  /** The type of the value at `key`. */
  at(key: string): Commented;
  /** The type of a list's or a record's entries. */
  entries(): Commented;
  /** Of a union, the member that has all of `keys` and the value `tag` at its discriminator. */
  member(keys: readonly string[], tags: Readonly<Record<string, unknown>>): Commented;
}

/** Reads the comments of all `kinds` from their modules below `root`; takes about two seconds. */
export function readComments<K extends string>(
  root: string,
  kinds: Readonly<Record<K, Kind>>,
): Record<K, Commented> {
  const names = Object.keys(kinds) as K[];
  const lines = names.flatMap((name) => {
    const { module, symbol } = kinds[name];
    const schema = `typeof import("${join(root, module)}").${symbol}`;
    return [
      `export type ${typeName(name)}_in = import("zod").input<${schema}>;`,
      `export type ${typeName(name)}_out = import("zod").output<${schema}>;`,
    ];
  });
  const { checker, source } = programOf(join(root, "site/contract-types.ts"), lines.join("\n"));
  const types = new Map<string, ts.Type>();
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement))
      types.set(statement.name.text, checker.getTypeAtLocation(statement.name));
  }
  const found = names.map((name) => [
    name,
    // What is asked before a preprocessing is unknown to TypeScript; what comes out of it is not.
    commented(
      checker,
      [types.get(`${typeName(name)}_in`), types.get(`${typeName(name)}_out`)].filter(isThere),
    ),
  ]);
  return Object.fromEntries(found);
}

/** A kind's name as TypeScript takes it. */
function typeName(name: string): string {
  return name.replaceAll("-", "_");
}

/** A program of one file that lies nowhere. */
function programOf(file: string, text: string): { checker: ts.TypeChecker; source: ts.SourceFile } {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...others) =>
    name === file ? ts.createSourceFile(name, text, options.target ?? 99) : getSourceFile(name, ...others);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`TypeScript does not read ${file}.`);
  return { checker: program.getTypeChecker(), source };
}

function commented(checker: ts.TypeChecker, types: readonly ts.Type[]): Commented {
  const members = types.flatMap((type) => (type.isUnion() ? type.types : [type]));
  const symbols = (key: string) =>
    members.map((type) => checker.getPropertyOfType(type, key)).filter(isThere);
  return {
    sentenceOf(key) {
      for (const symbol of symbols(key)) {
        const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
        if (text !== "") return text;
      }
      return undefined;
    },
    at: (key) =>
      commented(
        checker,
        symbols(key).map((symbol) => checker.getTypeOfSymbol(symbol)),
      ),
    entries: () =>
      commented(
        checker,
        members
          .map((type) => checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type.getStringIndexType())
          .filter(isThere),
      ),
    member: (keys, tags) =>
      commented(
        checker,
        members.filter(
          (type) =>
            keys.every((key) => checker.getPropertyOfType(type, key) !== undefined) &&
            Object.entries(tags).every(([key, value]) => hasTag(checker, type, key, value)),
        ),
      ),
  };
}

/** Whether `value` is among the literals that `type` allows at `key`. */
function hasTag(checker: ts.TypeChecker, type: ts.Type, key: string, value: unknown): boolean {
  const symbol = checker.getPropertyOfType(type, key);
  if (symbol === undefined) return false;
  const tag = checker.getTypeOfSymbol(symbol);
  return (tag.isUnion() ? tag.types : [tag]).some((one) => one.isStringLiteral() && one.value === value);
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
