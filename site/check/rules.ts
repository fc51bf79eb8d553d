import { accessibilityRules } from "./accessibility.ts";
import { consentRules } from "./law-consents.ts";
import { drawRules } from "./law-draw.ts";
import { ownerRules } from "./law-owner.ts";
import { goalRules, linkRules } from "./links.ts";
import { magnetRules } from "./magnets.ts";
import { mailWordRules } from "./mail-words.ts";
import { mailRules } from "./mails.ts";
import { promiseRules } from "./promise.ts";
import type { Rule } from "./rule.ts";
import { searchRules } from "./search.ts";
import { weightRules } from "./weight.ts";
import { wordRules } from "./words.ts";

/** Every rule of `npm run check`, by topic. */
export const rules: readonly Rule[] = [
  ...consentRules,
  ...ownerRules,
  ...drawRules,
  ...searchRules,
  ...accessibilityRules,
  ...weightRules,
  ...promiseRules,
  ...magnetRules,
  ...wordRules,
  ...linkRules,
  ...goalRules,
  ...mailRules,
  ...mailWordRules,
];
