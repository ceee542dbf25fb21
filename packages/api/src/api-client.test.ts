import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { ApiError, call, type Transport } from "./api-client.ts";
import { listClients } from "./client.ts";
import { readWeek } from "./diary-card.ts";
import { readDoor, signIn, signOut } from "./sign-in.ts";
import { recordTherapySession } from "./therapy-session.ts";

const clientId = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
const sessionId = "919108f7-52d1-4320-9bac-f847db4148a8";

/** Answers every request alike and keeps what was sent. */
function answering(status: number, text: string) {
  const sent: Parameters<Transport>[0][] = [];
  const transport: Transport = async (request) => {
    sent.push(request);
    return { status, text };
  };
  return { transport, sent };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe("the address of a call", () => {
  it("holds the path's parameters and the query", async () => {
    const { transport, sent } = answering(200, "{}");
    await call(transport, readWeek, {
      params: { clientId },
      query: { to: civilDate("2026-03-03") },
    });
    await call(transport, readWeek, {
      params: { clientId },
      query: { to: civilDate("2026-03-03"), from: civilDate("2026-02-20") },
    });
    expect(sent).toEqual([
      { method: "GET", url: `/api/clients/${clientId}/week?to=2026-03-03`, body: null },
      {
        method: "GET",
        url: `/api/clients/${clientId}/week?to=2026-03-03&from=2026-02-20`,
        body: null,
      },
    ]);
  });

  it("leaves out what is undefined", async () => {
    const { transport, sent } = answering(200, "{}");
    await call(transport, readWeek, {
      params: { clientId },
      query: { to: civilDate("2026-03-03"), from: undefined },
    });
    expect(sent[0]?.url).toBe(`/api/clients/${clientId}/week?to=2026-03-03`);
  });

  it.each([
    ["../../admin", "..%2F..%2Fadmin"],
    ["a b?c=d&e#f", "a%20b%3Fc%3Dd%26e%23f"],
    [":clientId", "%3AclientId"],
    ["ñ👍", "%C3%B1%F0%9F%91%8D"],
    ["$&$1", "%24%26%241"],
  ])("keeps %j in its place", async (clinic, encoded) => {
    const { transport, sent } = answering(200, "{}");
    await call(transport, readDoor, { params: { clinic } });
    expect(sent[0]?.url).toBe(`/api/door/${encoded}`);
  });

  it("fills every parameter of a longer path", async () => {
    const { transport, sent } = answering(200, "{}");
    await call(transport, recordTherapySession, {
      params: { clientId, sessionId },
      body: { heldOn: civilDate("2026-03-03") },
    });
    expect(sent).toEqual([
      {
        method: "PUT",
        url: `/api/clients/${clientId}/therapy-sessions/${sessionId}`,
        body: '{"heldOn":"2026-03-03"}',
      },
    ]);
  });
});

describe("the body of a call", () => {
  it("is JSON where the method carries one", async () => {
    const { transport, sent } = answering(200, "{}");
    const body = { clinic: "riverside", email: "a@demo.example", password: 'p"\u2028🙂' };
    await call(transport, signIn, { body });
    expect(sent[0]?.method).toBe("POST");
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(body);
  });

  it("is absent for GET and DELETE", async () => {
    const { transport, sent } = answering(200, '{"clients":[]}');
    await call(transport, listClients, {});
    await call(transport, signOut, {});
    expect(sent.map((request) => [request.method, request.body])).toEqual([
      ["GET", null],
      ["DELETE", null],
    ]);
  });
});

describe("the answer", () => {
  it("is given back as it was parsed", async () => {
    const { transport } = answering(200, '{"clients":[]}');
    expect(await call(transport, listClients, {})).toEqual({ clients: [] });
  });

  it("that is a problem becomes an error with its status and code", async () => {
    const problem = {
      code: "sign-in-needed",
      params: { app: "client" },
      message: "Sign in first.",
    };
    const { transport } = answering(401, JSON.stringify(problem));
    const error = await failure(call(transport, listClients, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 401, problem, message: "Sign in first." });
  });

  it.each([
    [502, "<html>Bad gateway</html>"],
    [500, ""],
    [404, "null"],
    [404, '"not found"'],
    [400, "{}"],
    [302, ""],
  ])("%d with %j is an error without a problem", async (status, text) => {
    const error = await failure(call(answering(status, text).transport, listClients, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, problem: null });
  });

  it.each(["", "<html>Sign in to this wireless network</html>", "{"])(
    "200 with %j came from somebody else: an error as if there were no network",
    async (text) => {
      const error = await failure(call(answering(200, text).transport, listClients, {}));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 0, problem: null });
    },
  );

  it("that never comes is an error with status 0", async () => {
    const offline: Transport = () => Promise.reject(new TypeError("Failed to fetch"));
    const error = await failure(call(offline, listClients, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 0, problem: null });
  });
});
