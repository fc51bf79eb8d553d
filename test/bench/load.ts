import { Agent, request } from "node:http";

/** What `clients` at once got through. */
export interface Load {
  seconds: number;
  accepted: number;
  /** Answers by status, and failures by their code. */
  answers: Map<string, number>;
}

/** Posts `total` forms to `address`, from `clients` that each wait for their answer; `body` makes the form of each number. */
export async function postForms(
  address: string,
  { total, clients, body }: { total: number; clients: number; body: (number: number) => string },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const answers = new Map<string, number>();
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < total) {
        const answer = await post(address, body(next++), agent);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
  return { seconds: (performance.now() - started) / 1000, accepted: answers.get("303") ?? 0, answers };
}

/** Posts one urlencoded form and names its end: the status, or the code of the failure. */
function post(
  address: string,
  body: string,
  agent: Agent,
  headers: Record<string, string> = {},
): Promise<string> {
  return new Promise((done) => {
    const posting = request(
      address,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        response.resume();
        response.on("end", () => done(String(response.statusCode)));
        response.on("error", (error) => done(error.message));
      },
    );
    posting.on("error", (error) => done("code" in error ? String(error.code) : error.message));
    posting.end(body);
  });
}
