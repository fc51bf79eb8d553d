import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it, onTestFinished } from "vitest";
import { killDuringSubmissions } from "../faults/kills.ts";

it("promise 1: acknowledged is durable, even when workerd is killed amid submissions", {
  timeout: 60_000,
}, async ({ expect }) => {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-faults-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const plan = { cycles: 1, submissions: 40, clients: 20, seed: 1 };
  const { cycles } = await killDuringSubmissions(folder, plan, () => {});
  const sound = { lost: 0, twice: 0, torn: 0, corrupt: [] };
  for (const { afterKill, afterAll, changed } of cycles) {
    expect(afterKill, "at the moment of the kill").toMatchObject(sound);
    expect(afterAll, "once all were acknowledged and sent once more").toMatchObject({
      ...sound,
      submissions: 40,
    });
    expect(changed, "the same answer each time").toBe(0);
  }
});
