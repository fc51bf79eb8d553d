import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { addressOf, type Sent, send, submissionsOf } from "./clients.ts";
import { between, type Fault } from "./fault.ts";
import { findingsIn } from "./findings.ts";
import { startRig } from "./rig.ts";

/** Clients that hang up in the middle of their post, and clients that send a byte a second. */
export const halfBodies: Fault = {
  name: "F10",
  title: "Half-sent and slow bodies",
  async run({ folder, random, quick, catalog, rig: options }) {
    const plan = quick ? { halves: 20, slow: 3, seconds: 2 } : { halves: 50, slow: 10, seconds: 30 };
    const database = join(folder, "database");
    const rig = await startRig({ ...options, database });
    const halves = submissionsOf(catalog, plan.halves);
    const slow = submissionsOf(catalog, plan.slow, 1000);
    const whole = submissionsOf(catalog, plan.halves, 2000);
    const times: number[] = [];
    const dripping = slow.map((sent) => drip(rig.direct, sent, plan.seconds));
    for (const sent of halves) {
      const request = requestOf(sent);
      await hangUp(rig.direct, request.subarray(0, between(random, 1, request.length - 1)));
    }
    // While all of the slow ones hang on.
    await send(rig.direct, whole, { clients: 5, took: (time) => times.push(time) });
    const answers = await Promise.all(dripping);
    await send(rig.direct, submissionsOf(catalog, 1, 5000));
    await rig.stop();
    const { lost, torn, twice, submissions } = findingsIn(database, whole);
    return {
      did: `${plan.halves} posts broken off at a random byte, ${plan.slow} sent at a byte a second for ${plan.seconds} s`,
      counts: { "broken off": plan.halves, slow: plan.slow, whole: whole.length + 1, kept: submissions },
      zeros: {
        "kept of broken or slow ones": submissions - whole.length - 1,
        "answered as kept": answers.filter((answer) => /^HTTP\/1.1 [23]/.test(answer)).length,
        "whole ones held up": times.filter((time) => time > 5000).length,
        lost,
        torn,
        twice,
      },
    };
  },
};

/** The whole request, as it goes over the line. */
function requestOf({ path, body, key, number }: Sent): Buffer {
  const lines = [
    `POST /f/${path} HTTP/1.1`,
    "Host: localhost",
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Idempotency-Key: ${key}`,
    `CF-Connecting-IP: ${addressOf(number)}`,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** Sends `bytes` and breaks the connection. */
function hangUp(origin: string, bytes: Uint8Array): Promise<void> {
  const { port, hostname } = new URL(origin);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 5));
    });
    socket.once("error", fail);
    socket.once("close", () => done());
  });
}

/** Sends the head at once and the body at a byte a second, for so many seconds; resolves with what was answered. */
async function drip(origin: string, sent: Sent, seconds: number): Promise<string> {
  const { port, hostname } = new URL(origin);
  const request = requestOf(sent);
  const head = request.indexOf("\r\n\r\n") + 4;
  let answer = "";
  const socket = connect(Number(port), hostname);
  socket.on("data", (piece) => (answer += piece));
  socket.on("error", () => {});
  socket.write(request.subarray(0, head));
  for (let second = 0; second < seconds && !socket.destroyed; second++) {
    socket.write(request.subarray(head + second, head + second + 1));
    await wait(1000);
  }
  socket.resetAndDestroy();
  return answer;
}
