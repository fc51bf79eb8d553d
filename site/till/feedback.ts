import type { SaidAnswer } from "../../content/schema/till-words.ts";

type Tone = SaidAnswer["tone"];

/** Notes in hertz, each with when it begins and how long it lasts, in seconds: up for good, low twice for bad. */
const notes: Record<Tone, [pitch: number, from: number, length: number][]> = {
  good: [
    [660, 0, 0.12],
    [990, 0.12, 0.22],
  ],
  bad: [
    [180, 0, 0.22],
    [150, 0.28, 0.32],
  ],
  wait: [[440, 0, 0.25]],
};
const shakes: Record<Tone, number[]> = { good: [80], bad: [200, 90, 200], wait: [60, 60, 60] };

let audio: AudioContext | undefined;

/** Lets sounds be made from now on: a browser allows it at a touch alone. */
export function allowSound(): void {
  audio ??= "AudioContext" in window ? new AudioContext() : undefined;
  void audio?.resume();
}

/** Tells the tone of an answer to ear and hand. */
export function feel(tone: Tone): void {
  navigator.vibrate?.(shakes[tone]);
  if (audio?.state !== "running") return;
  for (const [pitch, from, length] of notes[tone]) play(audio, pitch, audio.currentTime + from, length, tone);
}

function play(context: AudioContext, pitch: number, from: number, length: number, tone: Tone): void {
  const [source, loudness] = [context.createOscillator(), context.createGain()];
  source.type = tone === "bad" ? "square" : "sine";
  source.frequency.value = pitch;
  loudness.gain.setValueAtTime(tone === "bad" ? 0.12 : 0.3, from);
  loudness.gain.exponentialRampToValueAtTime(0.001, from + length);
  source.connect(loudness).connect(context.destination);
  source.start(from);
  source.stop(from + length);
}
