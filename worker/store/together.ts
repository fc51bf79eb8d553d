type Outcome<Result> = { is: "lead" } | { is: "kept"; result: Result } | { is: "alone" };

interface Waiting<Each, Result> {
  each: Each;
  settle: (outcome: Outcome<Result>) => void;
}

/** For how long whoever was called to lead waits for the next ones, in milliseconds. */
const linger = 2;

/**
 * Group commit: what arrives while a transaction is under way goes together in the next one.
 *
 * Whoever comes to an idle group goes at once. One of those who waited leads the next
 * transaction, in its own request: `work` gets all of them and gives a result for each, in their order. When a
 * transaction fails with others in it, each goes alone, so that one bad row harms its own sender only.
 */
export class Together<Each, Result> {
  readonly #work: (all: Each[]) => Promise<Result[]>;
  readonly #most: number;
  readonly #patience: number;
  readonly #waiting: Waiting<Each, Result>[] = [];
  #isLed = false;

  /** At most `most` go together, and nobody waits for a leader longer than `patience` milliseconds. */
  constructor(work: (all: Each[]) => Promise<Result[]>, most: number, patience: number) {
    this.#work = work;
    this.#most = most;
    this.#patience = patience;
  }

  /** The result for `each`, once the transaction that it went in is over. */
  async keep(each: Each): Promise<Result> {
    if (!this.#isLed) {
      this.#isLed = true;
      return this.#lead(each);
    }
    const outcome = await this.#turnOf(each);
    switch (outcome.is) {
      case "lead":
        // Where several come at once, more are about to.
        await new Promise((resume) => setTimeout(resume, linger));
        return this.#lead(each);
      case "kept":
        return outcome.result;
      case "alone":
        return this.#alone(each);
    }
  }

  #turnOf(each: Each): Promise<Outcome<Result>> {
    return new Promise((resolve) => {
      // The runtime takes a request that waits for nothing of its own for hung, and a leader's request may have died.
      const timer = setTimeout(() => {
        const place = this.#waiting.indexOf(waiting);
        if (place >= 0) this.#waiting.splice(place, 1);
        this.#handOver();
        resolve({ is: "alone" });
      }, this.#patience);
      const settle = (outcome: Outcome<Result>) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      const waiting = { each, settle };
      this.#waiting.push(waiting);
    });
  }

  async #lead(each: Each): Promise<Result> {
    const others = this.#waiting.splice(0, this.#most - 1);
    if (others.length === 0) return this.#alone(each).finally(() => this.#handOver());
    try {
      const [own, ...theirs] = await this.#work([each, ...others.map((other) => other.each)]);
      if (own === undefined) throw new Error("A group of several has no result for its first.");
      for (const [place, other] of others.entries()) {
        const result = theirs[place];
        other.settle(result === undefined ? { is: "alone" } : { is: "kept", result });
      }
      return own;
    } catch {
      for (const other of others) other.settle({ is: "alone" });
      return this.#alone(each);
    } finally {
      this.#handOver();
    }
  }

  async #alone(each: Each): Promise<Result> {
    const [result] = await this.#work([each]);
    if (result === undefined) throw new Error("A group of one has no result.");
    return result;
  }

  #handOver(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isLed = false;
    else next.settle({ is: "lead" });
  }
}
