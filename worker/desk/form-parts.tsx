import type { Child, FC, PropsWithChildren } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import type { View } from "./view.ts";

/** One thing that a form was refused for: the field's name, and what is wrong with it and how to mend it. */
export interface Problem {
  field: string;
  text: string;
}

/**
 * What is to be put right, above the form; each line leads to its field. Nothing where nothing is wrong.
 *
 * It has the focus when the page comes back, so that Tab goes on here and not at the top of the page.
 */
export const ErrorSummary: FC<{ view: View; problems: readonly Problem[] }> = ({ view, problems }) => {
  const { one, many } = view.texts.parts.errors;
  if (problems.length === 0) return null;
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <h2>{problems.length === 1 ? one : fill(many, { n: problems.length })}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li>
            <a href={`#${idOf(field)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
};

interface FieldProps {
  view: View;
  name: string;
  label: string;
  hint?: string | undefined;
  /** What was typed, where the form comes back. */
  value?: string | undefined;
  problems?: readonly Problem[] | undefined;
  /** As HTML names it; `textarea` for a text of many lines. */
  type?: string;
  required?: boolean;
  /** Whether it asks for what to show: then nobody needs to hear that it may stay empty. */
  asked?: boolean;
  /** Other attributes of the input: maxlength, min, autocomplete, inputmode … */
  more?: Record<string, string | number | boolean>;
}

/** A field with its label above, its hint and its error below; to stand in a form of the class `take`. */
export const Field: FC<FieldProps> = (props) => {
  const { name, value = "", type = "text", required = false, more = {} } = props;
  const common = { ...attributesOf(props), class: "field", name, required, ...more };
  return (
    <Labelled {...props}>
      {type === "textarea" ? (
        <textarea {...common}>{value}</textarea>
      ) : (
        <input {...common} type={type} value={valueFor(type, value)} />
      )}
    </Labelled>
  );
};

/** What a field of `type` begins with: no browser shows a day or a number that is none, and it complains of them. */
export function valueFor(type: string, value: string): string {
  if (type === "date") return daySchema.safeParse(value).success ? value : "";
  return type === "number" && !/^-?\d+(?:\.\d+)?$/.test(value) ? "" : value;
}

/** A field of which one of `options` is chosen: value and name. */
export const Select: FC<FieldProps & { options: readonly (readonly [value: string, name: string])[] }> = (
  props,
) => (
  <Labelled {...props}>
    <select {...attributesOf(props)} class="field" name={props.name} required={props.required ?? false}>
      {props.options.map(([value, name]) => (
        <option value={value} selected={value === props.value}>
          {name}
        </option>
      ))}
    </select>
  </Labelled>
);

const Labelled: FC<PropsWithChildren<FieldProps>> = ({
  view,
  name,
  label,
  hint,
  problems,
  required = false,
  asked = false,
  children,
}) => {
  const problem = problemOf(name, problems);
  return (
    <>
      <label for={idOf(name)}>
        {label}
        {required || asked ? null : <small> {view.texts.parts.optional}</small>}
      </label>
      {children}
      {hint === undefined ? null : <small id={`${idOf(name)}-hint`}>{hint}</small>}
      {problem === undefined ? null : (
        <p class="error" id={`${idOf(name)}-error`}>
          {problem}
        </p>
      )}
    </>
  );
};

/** What an act would do, unfolded by whoever wants it; the button that does it lies within. */
export const Confirm: FC<PropsWithChildren<{ act: Child; open?: boolean }>> = ({
  act,
  open = false,
  children,
}) => (
  <details class="confirm" open={open}>
    <summary>{act}</summary>
    {children}
  </details>
);

/** What was just done, where the address says so with one of the keys of `words`. */
export const Said: FC<{ view: View; words: Record<string, string> }> = ({ view: { said }, words }) =>
  said === null || !Object.hasOwn(words, said) ? null : (
    <p class="said" role="status">
      {words[said]}
    </p>
  );

/** A place where nothing is yet: why, and what to do first. */
export const Empty: FC<PropsWithChildren<{ text: string }>> = ({ text, children }) => (
  <div class="empty">
    <p>{text}</p>
    {children}
  </div>
);

/** The id of the field `name`, which the error summary leads to. */
function idOf(name: string): string {
  return `f-${name}`;
}

function problemOf(name: string, problems: readonly Problem[] | undefined): string | undefined {
  return problems?.find(({ field }) => field === name)?.text;
}

function attributesOf({ name, hint, problems }: FieldProps) {
  const id = idOf(name);
  const isWrong = problemOf(name, problems) !== undefined;
  const told = [hint === undefined ? "" : `${id}-hint`, isWrong ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    "aria-describedby": told === "" ? undefined : told,
    "aria-invalid": isWrong ? "true" : undefined,
  };
}
