import { ApiError } from "@trellis/api/api-client";
import { describe, expect, it } from "vitest";
import { makeQueryClient, shouldRetry } from "./query-client.ts";
import { signInQuery } from "./sign-in-state.ts";

const signedIn = {
  accountId: "0197f000-0000-7000-8000-000000000001",
  kind: "clinician",
  name: "T.",
  clinic: { code: "north", name: "North", appName: "Card" },
  clientId: null,
} as const;

describe("asking again", () => {
  it("is for a lost connection and a busy server, twice", () => {
    expect(shouldRetry(0, new ApiError(0, null))).toBe(true);
    expect(shouldRetry(1, new ApiError(503, null))).toBe(true);
    expect(shouldRetry(2, new ApiError(0, null))).toBe(false);
  });

  it("is not for an answer that will stay the same", () => {
    expect(shouldRetry(0, new ApiError(404, null))).toBe(false);
    expect(shouldRetry(0, new ApiError(500, null))).toBe(false);
    expect(shouldRetry(0, new Error("a fault of ours"))).toBe(false);
  });
});

describe("an answer that says nobody is signed in", () => {
  it("is noted, and other refusals are not", async () => {
    const client = makeQueryClient();
    client.setQueryData(signInQuery.queryKey, signedIn);
    const refuse = (status: number) => async () => {
      throw new ApiError(status, null);
    };
    await client.fetchQuery({ queryKey: ["one"], queryFn: refuse(404) }).catch(() => null);
    expect(client.getQueryData(signInQuery.queryKey)).toEqual(signedIn);
    await client.fetchQuery({ queryKey: ["two"], queryFn: refuse(401) }).catch(() => null);
    expect(client.getQueryData(signInQuery.queryKey)).toBeNull();
  });
});
