import type { App } from "./worker-app.ts";
import { pressLink } from "./worker-clicks.ts";

const second = 1000;
const minute = 60_000;
const edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Edg/140.0";

/** The links of mails, by path, as a scanner comes upon them. */
export interface Scanned {
  /** Those that count, and that a reader sees. */
  shown: readonly string[];
  /** Those that nobody sees. */
  hidden: readonly string[];
  /** Those that count nowhere: pages of a person, the site's own pages. */
  others: readonly string[];
}

/** What eight scanners of mail do, each in its own way; each tells how many of its presses were of links that count. */
export function scanners(
  app: App,
  { shown, hidden, others }: Scanned,
): Record<string, () => Promise<number>> {
  const all = [...shown, ...hidden];
  /** Presses `paths` one after the other, `pause` apart, each by each of `methods`. */
  const pressEach = async (
    paths: readonly string[],
    who: (place: number) => { network: string; program?: string },
    { pause, methods = ["GET"] }: { pause: number; methods?: readonly string[] },
  ): Promise<number> => {
    for (const [place, path] of paths.entries()) {
      for (const method of methods) await pressLink(app, path, { ...who(place), method });
      app.clock.now += pause;
    }
    return paths.filter((path) => all.includes(path)).length * methods.length;
  };
  const at =
    (network: string, program = edge) =>
    () => ({ network, program });
  return {
    "asks where all links lead": () =>
      pressEach([...all, ...others], at("198.51.100.1"), { pause: 20 * second, methods: ["HEAD"] }),
    "fetches all at once": () => pressEach([...all, ...others], at("198.51.100.2"), { pause: 0 }),
    "asks and fetches, one by one": () =>
      pressEach([...all, ...others], at("198.51.100.3", "Scanner"), {
        pause: second,
        methods: ["HEAD", "GET"],
      }),
    "leaves out what is hidden, quickly": () =>
      pressEach([...shown, ...others], at("198.51.100.4"), { pause: second }),
    "leaves out what is hidden, more slowly": () =>
      pressEach([...shown, ...others], at("198.51.100.5"), { pause: 4 * second }),
    "changes its name with every link": () =>
      pressEach([...all, ...others], (n) => ({ network: "198.51.100.6", program: `Browser/${n}` }), {
        pause: 2 * second,
      }),
    "scans the mails of a whole business for an hour": async () => {
      let count = 0;
      for (let mail = 0; mail < 10; mail += 1) {
        count += await pressEach([all[mail % 3] ?? "", ...others], at("198.51.100.7"), {
          pause: 0,
          methods: mail === 0 ? ["HEAD", "GET"] : ["GET"],
        });
        app.clock.now += 5 * minute;
      }
      return count;
    },
    "comes back to what it fetched once": async () => {
      const first = await pressEach([...all, ...others], at("2001:db8:7::1"), { pause: 500 });
      app.clock.now += 30 * minute;
      return first + (await pressEach(shown.slice(0, 1), at("2001:db8:7::1"), { pause: 0 }));
    },
  };
}
