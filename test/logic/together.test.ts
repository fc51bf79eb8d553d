import { describe, it } from "vitest";
import { Together } from "../../worker/store/together.ts";

interface Ways {
  most?: number;
  patience?: number;
  spoils?: (all: string[]) => boolean;
}

/** A group whose transactions end when told to, and fail where `spoils` says so. */
function aGroup({ most = 40, patience = 1000, spoils }: Ways = {}) {
  const transactions: string[][] = [];
  const ends: (() => void)[] = [];
  const group = new Together<string, string>(
    async (all) => {
      transactions.push(all);
      await new Promise<void>((end) => ends.push(end));
      if (spoils?.(all)) throw new Error("D1_ERROR: one row is bad");
      return all.map((each) => each.toUpperCase());
    },
    most,
    patience,
  );
  /** Ends transactions, each as soon as it begins, until nothing moves any more. */
  async function endAll(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet++) {
      await new Promise((turn) => setTimeout(turn, 2));
      const end = ends.shift();
      if (end === undefined) continue;
      quiet = 0;
      end();
    }
  }
  return { group, transactions, endAll };
}

describe("group commit", () => {
  it("lets whoever comes alone go at once, and those who come meanwhile go together", async ({ expect }) => {
    const { group, transactions, endAll } = aGroup();
    const kept = Promise.all(["a", "b", "c", "d"].map((each) => group.keep(each)));
    expect(transactions).toEqual([["a"]]);
    await endAll();
    expect(await kept).toEqual(["A", "B", "C", "D"]);
    expect(transactions).toEqual([["a"], ["b", "c", "d"]]);
  });

  it("takes no more than so many at a time, and forgets nobody", async ({ expect }) => {
    const { group, transactions, endAll } = aGroup({ most: 3 });
    const all = Array.from("abcdefgh");
    const kept = Promise.all(all.map((each) => group.keep(each)));
    await endAll();
    expect(await kept).toEqual(all.map((each) => each.toUpperCase()));
    expect(transactions.map((each) => each.length)).toEqual([1, 3, 3, 1]);
    const last = group.keep("z");
    await endAll();
    expect(await last).toBe("Z");
  });

  it("lets a bad row harm its own sender only", async ({ expect }) => {
    const { group, endAll } = aGroup({ spoils: (all) => all.includes("bad") });
    const kept = Promise.allSettled(["a", "b", "bad", "c"].map((each) => group.keep(each)));
    await endAll();
    expect(
      (await kept).map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "failed")),
    ).toEqual(["A", "B", "failed", "C"]);
  });

  it("goes alone when its leader has died, and the next ones are led again", async ({ expect }) => {
    const { group, transactions, endAll } = aGroup({ patience: 20 });
    // The request that leads hangs for ever: its transaction never ends.
    void group.keep("dead");
    const kept = Promise.all([group.keep("a"), group.keep("b")]);
    await new Promise((turn) => setTimeout(turn, 60));
    transactions.splice(0, 1);
    await endAll();
    expect((await kept).toSorted()).toEqual(["A", "B"]);
    const later = group.keep("c");
    await endAll();
    expect(await later).toBe("C");
  });

  it("tells the error of a transaction to the one who was alone in it", async ({ expect }) => {
    const { group, endAll } = aGroup({ spoils: () => true });
    const kept = expect(group.keep("a")).rejects.toThrow("one row is bad");
    await endAll();
    await kept;
    const next = expect(group.keep("b")).rejects.toThrow("one row is bad");
    await endAll();
    await next;
  });
});
