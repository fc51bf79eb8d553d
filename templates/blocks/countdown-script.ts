// Says how long there is left until a true end; without it the page says the day. It never starts again for anybody.
for (const place of document.querySelectorAll<HTMLElement>("[data-end]")) {
  const { end = "", ended = "" } = place.dataset;
  const tick = () => {
    let left = Date.parse(end) - Date.now();
    place.hidden = left < 0;
    if (left < 0) place.parentElement?.replaceChildren(ended);
    const part = (unit: string, length: number) => {
      const count = Math.floor(left / length);
      left %= length;
      return count.toLocaleString(document.documentElement.lang, {
        style: "unit",
        unit,
        unitDisplay: "long",
      });
    };
    place.textContent = `${part("day", 864e5)} ${part("hour", 36e5)} ${part("minute", 6e4)}`;
  };
  tick();
  setInterval(tick, 1e4);
}
