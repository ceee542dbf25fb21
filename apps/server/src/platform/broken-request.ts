import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Failure } from "./failure.ts";
import { securityHeaders } from "./security-headers.ts";

type Broken = Error & { readonly code?: string };

const FAILURES: Readonly<Record<string, Failure>> = {
  HPE_HEADER_OVERFLOW: new Failure(
    431,
    "invalid-input",
    "The request has more in its headers than this server reads.",
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new Failure(
    408,
    "invalid-input",
    "The request did not arrive in time.",
  ),
};
const ANY = new Failure(
  400,
  "invalid-input",
  "This is not a request that this server understands.",
);

/** Answers what is no HTTP in the form of every other error, and closes the connection. */
export function answerBrokenRequest(isHttps: boolean): (error: Broken, socket: Socket) => void {
  const headers = {
    ...securityHeaders(isHttps),
    "content-type": "application/json; charset=utf-8",
    connection: "close",
  };
  return (error, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const { status, code, params, message } = FAILURES[error.code ?? ""] ?? ANY;
    const body = JSON.stringify({ code, params, message });
    const lines = Object.entries({
      ...headers,
      "content-length": String(Buffer.byteLength(body)),
    }).map(([name, value]) => `${name}: ${value}`);
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n${body}`,
    );
  };
}
