import { connect } from "node:net";
import { Problem } from "@trellis/api/problem";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { securityHeaders } from "#platform/security-headers.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let port: number;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  const address = await trellis.server.listen({ host: "127.0.0.1", port: 0 });
  port = Number(new URL(address).port);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

/** Sends bytes and gives everything that came back until the server closed the connection. */
function exchange(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(1500, () => socket.destroy());
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

const HOST = "Host: 127.0.0.1:4400\r\nConnection: close\r\n";
const POST = `POST /api/sign-in HTTP/1.1\r\n${HOST}trellis-app: client\r\nContent-Type: application/json\r\n`;

const cases: readonly (readonly [what: string, bytes: string | Buffer, status: number])[] = [
  ["bytes of no protocol", Buffer.from([0, 1, 2, 255, 13, 10, 13, 10]), 400],
  ["the greeting of TLS", Buffer.from("16030100a5010000a10303", "hex"), 400],
  ["the greeting of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ["a method that does not exist", `BREW / HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["a version that does not exist", `GET / HTTP/7.3\r\n${HOST}\r\n`, 400],
  ["no address", `GET HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["no host", "GET /api HTTP/1.1\r\nConnection: close\r\n\r\n", 421],
  ["no host in the old protocol", "GET /api HTTP/1.0\r\n\r\n", 421],
  ["another host", "GET /api HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421],
  [
    "an address of another host",
    `GET http://evil.example/api/sign-in HTTP/1.1\r\n${HOST}\r\n`,
    401,
  ],
  ["a broken header", `GET / HTTP/1.1\r\n${HOST}a b: c\r\n\r\n`, 400],
  ["a header with NUL", `GET / HTTP/1.1\r\n${HOST}a: \0\r\n\r\n`, 400],
  ["a header of 100 KB", `GET / HTTP/1.1\r\n${HOST}a: ${"b".repeat(100_000)}\r\n\r\n`, 431],
  [
    "ten thousand headers",
    `GET / HTTP/1.1\r\n${HOST}${Array.from({ length: 10_000 }, (_, i) => `a${i}: b\r\n`).join("")}\r\n`,
    431,
  ],
  ["an address of 100 KB", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
  [
    "raw bytes in the address",
    Buffer.concat([
      Buffer.from("GET /api/door/"),
      Buffer.from([0xff, 0xc0]),
      Buffer.from(` HTTP/1.1\r\n${HOST}\r\n`),
    ]),
    400,
  ],
  ["a space in the address", `GET /api/door/a b HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["a broken percent code", `GET /api/door/%zz HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["an encoded NUL", `GET /api/door/%00 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["the way up", `GET /app/client/../../../../etc/passwd HTTP/1.1\r\n${HOST}\r\n`, 404],
  [
    "the way up, encoded",
    `GET /app/client/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${HOST}\r\n`,
    404,
  ],
  [
    "the way up, encoded twice",
    `GET /app/client/%252e%252e/etc/passwd HTTP/1.1\r\n${HOST}\r\n`,
    404,
  ],
  ["a file of the program", `GET /app/client/../package.json HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["two lengths", `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`, 400],
  ["a negative length", `${POST}Content-Length: -1\r\n\r\n{}`, 400],
  [
    "a length and chunks",
    `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ["broken chunks", `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`, 400],
  [
    "chunks without an end",
    `${POST}Transfer-Encoding: chunked\r\n\r\n${"4000\r\n".concat("x".repeat(0x4000), "\r\n").repeat(20)}0\r\n\r\n`,
    413,
  ],
  [
    "a body that is not UTF-8",
    Buffer.concat([
      Buffer.from(`${POST}Content-Length: 14\r\n\r\n{"clinic":"`),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]),
    400,
  ],
  ["compressed nonsense", `${POST}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ["a question about everything", `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["a trace", `TRACE /api/sign-in HTTP/1.1\r\n${HOST}\r\n`, 403],
];

test.each(cases)("%s is answered in the form of every error", async (_what, bytes, status) => {
  const answer = await exchange(bytes);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  for (const [name, value] of Object.entries(securityHeaders(false)))
    expect(head.toLowerCase()).toContain(`${name}: ${value.toLowerCase()}`);
  const problem = z.parse(Problem, JSON.parse(body));
  expect(problem.message).toMatch(/^[A-Z].*\.$/);
});

test("what asks for another protocol is spoken to in this one", async () => {
  const answer = await exchange(
    "GET /api HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(await exchange(`CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`)).toBe("");
});

test("after all of that the server answers as before", async () => {
  expect(await exchange(`GET /healthz HTTP/1.1\r\n${HOST}\r\n`)).toMatch(/^HTTP\/1.1 200 .*"ok"/s);
});

test("a hundred connections that are broken off leave the server well", async () => {
  const cut = (length: number) =>
    new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(`${POST}Content-Length: 40\r\n\r\n{"clinic":"north"`.slice(0, length));
        socket.destroy();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
  await Promise.all(Array.from({ length: 100 }, (_, index) => cut(index * 2 + 1)));
  expect(await exchange(`GET /healthz HTTP/1.1\r\n${HOST}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
});
