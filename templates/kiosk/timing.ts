/** A countdown that can be called off. */
export interface Countdown {
  stop(): void;
}

/** Counts from `seconds` down in `place`, then does `end`; by the clock, so that a slow device is not late. */
export function countDown(seconds: number, place: HTMLElement, end: () => void): Countdown {
  const last = Date.now() + seconds * 1000;
  // A new element starts its ring anew.
  const ring = place.parentElement?.querySelector(".ring");
  ring?.replaceWith(ring.cloneNode(true));
  place.textContent = String(seconds);
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((last - Date.now()) / 1000));
    place.textContent = String(left);
    if (left > 0) return;
    clearInterval(timer);
    end();
  }, 250);
  return { stop: () => clearInterval(timer) };
}
