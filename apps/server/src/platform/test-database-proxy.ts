import { mkdtempSync, rmSync } from "node:fs";
import { createServer, createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A stand-in for a database server that passes everything on and counts what is sent to it. */
export type DatabaseProxy = {
  /** The address given, through the proxy. */
  readonly url: string;
  /** Writes that arrived since the last call. A client that waits for an answer in between makes two. */
  takeWrites(): number;
  /** Passes on what is sent to the database, and nothing that it answers. */
  swallowAnswers(): void;
  /** Breaks every connection, as a pulled cable does. */
  cut(): void;
  /** Breaks every connection and accepts no new one. */
  close(): Promise<void>;
};

/** Opens a proxy in front of the Unix socket of a test's database. */
export async function openDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(url);
  const file = `.s.PGSQL.${port === "" ? "5432" : port}`;
  const folder = mkdtempSync(join(tmpdir(), "trellis-proxy-"));
  const sockets = new Set<Socket>();
  let writes = 0;
  let swallows = false;
  const server = createServer((client) => {
    const database = createConnection(join(decodeURIComponent(hostname), file));
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on("data", (bytes) => {
        if (socket === client) writes += 1;
        if (socket === client || !swallows) other.write(bytes);
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(join(folder, file), resolve));
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.replace(hostname, encodeURIComponent(folder)),
    takeWrites: () => {
      const taken = writes;
      writes = 0;
      return taken;
    },
    swallowAnswers: () => void (swallows = true),
    cut,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
