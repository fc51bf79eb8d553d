/** A value that a statement binds. */
export type Value = string | number | null;

/** The values of one statement, each bound once, numbered from `first`. */
export class Bound {
  readonly values: Value[] = [];
  readonly #first: number;

  constructor(first: number) {
    this.#first = first;
  }

  /** The parameter that stands for `value`. */
  mark(value: Value): string {
    const known = this.values.indexOf(value);
    if (known !== -1) return `?${this.#first + known}`;
    this.values.push(value);
    return `?${this.#first + this.values.length - 1}`;
  }

  /** What is true where `expression` is one of `values`. */
  among(expression: string, values: readonly Value[]): string {
    const [only] = values;
    if (values.length === 1 && only !== undefined) return `${expression} = ${this.mark(only)}`;
    return `${expression} IN (SELECT value FROM json_each(${this.mark(JSON.stringify(values))}))`;
  }
}
