import * as z from "zod";
import { blockRules } from "../../templates/blocks/rules.ts";

type Rules = typeof blockRules;
type Props = { [Name in keyof Rules]: Rules[Name]["props"] };

/** The keys of every block. */
export const blocksSchema = z.strictObject(propsOf(blockRules)).partial();

/** The schemas of the blocks' keys, by the names of the blocks. */
function propsOf(rules: Rules): Props {
  // TypeScript makes one type of all entries; each belongs to its own name.
  return Object.fromEntries(Object.entries(rules).map(([name, { props }]) => [name, props])) as Props;
}
