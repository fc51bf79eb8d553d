import { createServer, type Server } from "node:http";

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await listen(probe, 0, "127.0.0.1");
  const port = portOf(probe);
  await new Promise((done) => probe.close(done));
  return port;
}

/** Lets `server` listen; rejects with Node's error when it cannot. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      done();
    });
  });
}

/** The port on which `server` listens. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return address.port;
}

/** Whether `error` says that another program has the port. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")
  );
}
