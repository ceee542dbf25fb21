import { CONTRACT } from "@trellis/api/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { request, signInAs, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

type Json = { readonly [key: string]: unknown };
type Described = Json & {
  readonly operationId: string;
  readonly parameters: readonly (Json & {
    readonly name: string;
    readonly in: string;
    readonly schema: Json;
  })[];
  readonly requestBody?: { readonly content: Json };
  readonly responses: Record<string, Json>;
};

let trellis: TestTrellis;
let clinic: TestClinic;
let document: Json & { readonly paths: Record<string, Record<string, Described>> };

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  const answer = await request(
    trellis,
    { app: "client", cookie: null },
    "GET",
    "/api/openapi.json",
  );
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  document = answer.json();
});
afterAll(async () => {
  await trellis.close();
});

const described = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({ path, method, each })),
  );

test("is an OpenAPI 3.1 document", () => {
  expect(document["openapi"]).toMatch(/^3\.1\.\d$/);
  expect(document["info"]).toMatchObject({
    title: expect.stringMatching(/./),
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  for (const { path, method, each } of described()) {
    expect(path).toMatch(/^\/api(\/[a-z-]+|\/\{[A-Za-z]+\})+$/);
    expect(["get", "post", "put", "delete"]).toContain(method);
    for (const answer of Object.values(each.responses)) expect(answer["description"]).toMatch(/./);
  }
});

test("names every operation of the contract once, with where it is and what it takes", () => {
  const all = described();
  expect(all.map(({ each }) => each.operationId).toSorted()).toEqual(
    CONTRACT.map((operation) => operation.name).toSorted(),
  );
  for (const operation of CONTRACT) {
    const found = all.find(({ each }) => each.operationId === operation.name);
    expect(found?.path).toBe(operation.path.replace(/:([A-Za-z]+)/g, "{$1}"));
    expect(found?.method).toBe(operation.method.toLowerCase());
    const inPath = found?.each.parameters.filter((parameter) => parameter.in === "path") ?? [];
    expect(inPath.map((parameter) => `{${parameter.name}}`).toSorted()).toEqual(
      found?.path.match(/\{[A-Za-z]+\}/g)?.toSorted() ?? [],
    );
    for (const parameter of inPath) expect(parameter["required"]).toBe(true);
    expect(found?.each.requestBody !== undefined).toBe(["POST", "PUT"].includes(operation.method));
    expect(Object.keys(found?.each.responses ?? {})).toEqual(["200", "default"]);
  }
});

test("refers to nothing that is not in it", () => {
  const text = JSON.stringify(document);
  for (const [, reference = ""] of text.matchAll(/"\$ref":"([^"]*)"/g)) {
    expect(reference).toMatch(/^#\//);
    const found = reference
      .slice(2)
      .split("/")
      .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
    expect(found, reference).toBeDefined();
  }
});

test("has schemas that a machine can read to the end", () => {
  const types = new Set<string>();
  const visit = (schema: unknown): void => {
    if (Array.isArray(schema)) return schema.forEach(visit);
    if (typeof schema !== "object" || schema === null) return;
    const { type, pattern, ...rest } = schema as Json;
    if (typeof type === "string") types.add(type);
    if (typeof pattern === "string") expect(() => new RegExp(pattern, "u")).not.toThrow();
    Object.values(rest).forEach(visit);
  };
  for (const { each } of described())
    visit([
      each.parameters.map((parameter) => parameter.schema),
      each.requestBody?.content,
      each.responses,
    ]);
  expect(
    [...types].filter(
      (type) =>
        !["object", "array", "string", "number", "integer", "boolean", "null"].includes(type),
    ),
  ).toEqual([]);
});

test("says the same to everybody, and holds nothing of this server or its people", async () => {
  const therapist = await signInAs(
    trellis,
    "clinician",
    "north",
    clinic.therapist.email,
    TEST_PASSWORD,
  );
  const answer = await request(trellis, therapist, "GET", "/api/openapi.json");
  expect(answer.json()).toEqual(document);
  for (const secret of [
    "postgres",
    "trellis_app",
    "127.0.0.1",
    "north",
    clinic.client.clientId,
    clinic.clinicId,
    process.cwd(),
    "password_hash",
  ]) {
    expect(answer.body).not.toContain(secret);
  }
});

test("stands in plain words at /api too", async () => {
  const { body } = await request(trellis, { app: "client", cookie: null }, "GET", "/api");
  for (const operation of CONTRACT)
    expect(body).toContain(`<code>${operation.method} ${operation.path}</code>`);
});
