import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTestClinic } from "#platform/test-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let behindProxy: FastifyInstance;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  await makeTestClinic(trellis, "north");
  behindProxy = await buildTrellis({
    config: {
      origin: "https://cards.example.org",
      originIsSecure: true,
      trustedProxies: ["10.0.0.1"],
    },
    services: trellis.services,
    log: { info: () => undefined, error: () => undefined },
  });
});

afterAll(async () => {
  await behindProxy.close();
  await trellis.close();
});

/** A wrong password, through a connection from one address that says it forwards for another. */
async function guess(email: string, from: string, forwarded: string): Promise<number> {
  const answer = await behindProxy.inject({
    method: "POST",
    url: "/api/sign-in",
    remoteAddress: from,
    headers: {
      host: "cards.example.org",
      "trellis-app": "client",
      "content-type": "application/json",
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": forwarded,
      "x-forwarded-proto": "https",
    },
    payload: JSON.stringify({ clinic: "north", email, password: "not this one" }),
  });
  return answer.statusCode;
}

const TRIES = [1, 2, 3, 4, 5];

test("tries are counted for the network that the trusted proxy saw", async () => {
  for (const _try of TRIES)
    expect(await guess("a@north.example", "10.0.0.1", "203.0.113.7")).toBe(401);
  expect(await guess("a@north.example", "10.0.0.1", "203.0.113.7")).toBe(429);
  expect(await guess("a@north.example", "10.0.0.1", "203.0.113.8")).toBe(401);
});

test("what a browser wrote into the header before the proxy did does not count", async () => {
  for (const each of TRIES)
    expect(await guess("b@north.example", "10.0.0.1", `198.51.100.${each}, 203.0.113.9`)).toBe(401);
  expect(await guess("b@north.example", "10.0.0.1", "198.51.100.99, 203.0.113.9")).toBe(429);
});

test("from any other address the header says nothing", async () => {
  for (const each of TRIES)
    expect(await guess("c@north.example", "192.0.2.1", `198.51.100.${each}`)).toBe(401);
  expect(await guess("c@north.example", "192.0.2.1", "198.51.100.99")).toBe(429);
});
