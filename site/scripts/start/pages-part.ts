import { dev } from "astro";
import { serve } from "./hosted.ts";

// Makes pages for `npm start` on demand, in a process of its own.
const { root, port }: { root: string; port: number } = JSON.parse(process.argv[2] ?? "{}");
await serve(async () => {
  const server = await dev({
    root,
    logLevel: "warn",
    server: { host: "127.0.0.1", port },
    devToolbar: { enabled: false },
    // The database and the mails change with every visit, and no page is made of them.
    vite: { server: { watch: { ignored: ["**/.wrangler/**", "**/dist/**"] } } },
  });
  return { ready: { url: `http://127.0.0.1:${server.address.port}` }, stop: () => server.stop() };
});
