const phone = { width: 390, base: 17, ratio: 1.25 };
const desk = { width: 1280, base: 18, ratio: 1.333 };

/** Sizes of type `--t-1` to `--t6`, growing from phone to desk, and spaces `--s1` to `--s9`, as CSS declarations. */
export function scaleCss(): string {
  const sizes = [-1, 0, 1, 2, 3, 4, 5, 6].map((step) => `--t${step}:${size(step)};`);
  const spaces = [4, 8, 12, 16, 24, 32, 48, 64, 96].map((pixels, place) => `--s${place + 1}:${rem(pixels)};`);
  return `:root{${sizes.join("")}${spaces.join("")}}`;
}

function size(step: number): string {
  // Below the text, one size for all: what is small on a phone is small enough on a desk.
  if (step < 0) return rem(15);
  const least = phone.base * phone.ratio ** step;
  const most = desk.base * desk.ratio ** step;
  const slope = (most - least) / (desk.width - phone.width);
  return `clamp(${rem(least)},${rem(least - slope * phone.width)} + ${round(slope * 100)}vw,${rem(most)})`;
}

function rem(pixels: number): string {
  return `${round(pixels / 16)}rem`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
