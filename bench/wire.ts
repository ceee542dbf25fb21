import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { Scope } from "./scope.ts";

const SOCKET_NAME = ".s.PGSQL.5432";

/** One statement as the server sent it; null stands for SQL NULL, bytes for a binary parameter. */
export type SentStatement = {
  readonly sql: string;
  readonly values: readonly (string | Buffer | null)[];
};

/** What went from the server to the database for requests, since `listen` was called. */
export type Heard = {
  /** Writes: pieces of bytes that arrived at the database's side of the wire. */
  readonly writes: number;
  /** Times at which the server sent after the database had answered, which is one round trip each. */
  readonly turns: readonly (readonly SentStatement[])[];
};

/** A unix socket between server and database. */
export type Wire = {
  /** The folder of the socket, for DATABASE_URL. */
  readonly folder: string;
  /** Forgets what was heard and listens anew. */
  listen(): void;
  heard(): Heard;
};

type Turn = { readonly from: Socket; readonly pieces: Buffer[] };

/** Stands in each request of somebody signed in; the server's jobs, which talk to the database too, never send it. */
const OPENS_REQUEST = "app.open_sign_in";

/** Puts a proxy before the database's socket. The scope closes it. */
export async function tapDatabase(scope: Scope, socketDirectory: string): Promise<Wire> {
  const folder = scope.folder();
  const sockets = new Set<Socket>();
  let turns: Turn[] = [];
  const known = new Map<string, string>();
  const server = createServer((near) => {
    const far = connect(join(socketDirectory, SOCKET_NAME));
    let hasAnswered = true;
    let turn: Turn = { from: near, pieces: [] };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    near.on("data", (bytes) => {
      if (hasAnswered || !turns.includes(turn)) turns.push((turn = { from: near, pieces: [] }));
      hasAnswered = false;
      turn.pieces.push(Buffer.from(bytes));
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      hasAnswered = true;
      near.write(bytes);
    });
    near.on("end", () => far.end());
    far.on("end", () => near.end());
  });
  server.listen(join(folder, SOCKET_NAME));
  await once(server, "listening");
  scope.defer(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const read = () =>
    turns.map((turn) => ({
      ...turn,
      statements: readStatements(Buffer.concat(turn.pieces), known),
    }));
  return {
    folder,
    listen: () => {
      read();
      turns = [];
    },
    heard: () => {
      const all = read();
      const requests = all.filter(({ statements }) =>
        statements.some(({ sql }) => sql.includes(OPENS_REQUEST)),
      );
      const kept = all.filter(({ from }) => requests.some((each) => each.from === from));
      return {
        writes: kept.reduce((sum, { pieces }) => sum + pieces.length, 0),
        turns: kept.map(({ statements }) => statements),
      };
    },
  };
}

/**
 * Reads the statements out of messages of the frontend (PostgreSQL's protocol 3.0: Parse, Bind, Query).
 * @param known the statements prepared so far, by name
 */
function readStatements(bytes: Buffer, known: Map<string, string>): SentStatement[] {
  const found: SentStatement[] = [];
  for (let at = startUpLength(bytes); at + 5 <= bytes.length;) {
    const type = String.fromCharCode(bytes[at] ?? 0);
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const message = bytes.subarray(at + 5, end);
    if (type === "Q")
      found.push({ sql: message.toString("utf8", 0, message.length - 1), values: [] });
    if (type === "P") {
      const [name, sql] = [textAt(message, 0), textAt(message, textAt(message, 0).length + 1)];
      known.set(name, sql);
    }
    if (type === "B") found.push(readBind(message, known));
    at = end;
  }
  return found;
}

/** A start-up message has no type byte, so its first byte, the length's, is zero. */
const startUpLength = (bytes: Buffer): number => (bytes[0] === 0 ? bytes.readInt32BE(0) : 0);

const textAt = (message: Buffer, at: number): string =>
  message.toString("utf8", at, message.indexOf(0, at));

function readBind(message: Buffer, known: ReadonlyMap<string, string>): SentStatement {
  let at = Buffer.byteLength(textAt(message, 0)) + 1;
  const name = textAt(message, at);
  at += Buffer.byteLength(name) + 1;
  const next = (): number => message.readInt16BE((at += 2) - 2);
  const formats = Array.from({ length: next() }, next);
  const values = Array.from({ length: next() }, (_, index) => {
    const length = message.readInt32BE((at += 4) - 4);
    if (length < 0) return null;
    const value = Buffer.from(message.subarray(at, (at += length)));
    const format = formats.length === 1 ? formats[0] : formats[index];
    return format === 1 ? value : value.toString("utf8");
  });
  return { sql: known.get(name) ?? "", values };
}
