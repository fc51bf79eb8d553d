// Looks for a number that makes a digest begin with zeros: a second's patience for a visitor, a bill for a thousand posts.
// It loads nothing, and waits until the form is used. What it must find stands in content/schema/work.ts.
/** SHA-256's constants: the first bits of the roots of the first primes. */
const firstState = new Int32Array(8);
const rounds = new Int32Array(64);
for (let n = 2, count = 0; count < 64; n++) {
  let factor = 2;
  while (n % factor) factor++;
  if (factor < n) continue;
  if (count < 8) firstState[count] = fraction(Math.sqrt(n));
  rounds[count++] = fraction(Math.cbrt(n));
}

const form = document.querySelector("form[data-landing]");
const proof = document.createElement("input");
proof.type = "hidden";
proof.name = "_work";
let working;
let isSent = false;

form?.append(proof);
form?.addEventListener("focusin", begin);
form?.addEventListener("input", () => isSent && renew());
form?.addEventListener("submit", wait, true);
addEventListener("pageshow", ({ persisted }) => persisted && renew());

function begin() {
  working ??= solve(form.dataset.landing).then((found) => {
    proof.value = found;
  });
}

// One proof is good for one set of answers.
function renew() {
  isSent = false;
  proof.value = "";
  working = undefined;
  begin();
}

/** Whoever is faster than the sum waits for it; then the press counts. */
function wait(event) {
  isSent = true;
  if (proof.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  begin();
  working.then(() => form.requestSubmit(event.submitter));
}

/** The minute, a salt, and the first number with which the digest begins with 18 zero bits. */
async function solve(landing) {
  const minute = Math.floor(Date.now() / 6e4);
  // As long a salt as fills whole blocks: they are the same for every try, which then costs one block.
  const long = 64 - ((`imbuto:${landing}:${minute}..`.length + 16) % 64) + 16;
  let salt = "";
  while (salt.length < long) salt += crypto.randomUUID().replaceAll("-", "");
  const head = `${minute}.${salt.slice(0, long)}.`;
  const text = new TextEncoder().encode(`imbuto:${landing}:${head}`);
  const place = text.length;
  const bytes = new Uint8Array(Math.ceil((place + 17) / 64) * 64);
  bytes.set(text);
  bytes[place + 8] = 0x80;
  const words = new DataView(bytes.buffer);
  words.setUint32(bytes.length - 4, (place + 8) * 8);
  const fixed = Math.floor(place / 64) * 64;
  const begun = Int32Array.from(firstState);
  for (let block = 0; block < fixed; block += 64) compress(begun, words, block);
  const state = new Int32Array(8);
  for (let n = 0, pause = performance.now() + 15; ; n++) {
    for (let rest = n, digit = place + 7; digit >= place; digit--) {
      bytes[digit] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    state.set(begun);
    for (let block = fixed; block < bytes.length; block += 64) compress(state, words, block);
    if (state[0] >>> 14 === 0) return head + String(n).padStart(8, "0");
    if (n % 256 || performance.now() < pause) continue;
    // The page stays quick: until the press the sum has no more than half of the time.
    await new Promise((go) => setTimeout(go, isSent ? 0 : 15));
    pause = performance.now() + 15;
  }
}

function fraction(root) {
  return ((root % 1) * 2 ** 32) | 0;
}

const schedule = new Int32Array(64);

/** One block of SHA-256, as FIPS 180-4 has it. */
function compress(state, words, block) {
  for (let t = 0; t < 16; t++) schedule[t] = words.getInt32(block + t * 4);
  for (let t = 16; t < 64; t++) {
    const two = schedule[t - 2];
    const fifteen = schedule[t - 15];
    const low = turn(fifteen, 7) ^ turn(fifteen, 18) ^ (fifteen >>> 3);
    const high = turn(two, 17) ^ turn(two, 19) ^ (two >>> 10);
    schedule[t] = schedule[t - 16] + low + schedule[t - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const one =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[t] + schedule[t]) | 0;
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  const next = [a, b, c, d, e, f, g, h];
  for (let place = 0; place < 8; place++) state[place] += next[place];
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

// A module, so that its names are its own.
export {};
