import { RELATIONS, relationsFor } from "@trellis/domain/access";
import { AccountKind } from "@trellis/domain/account";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { CONTRACT } from "./contract.ts";
import type { Operation } from "./operation.ts";
import { Problem, ProblemCode } from "./problem.ts";

const each = CONTRACT.map((operation) => [operation.name, operation] as const);
const PARTS = ["params", "query", "body", "output"] as const;
type Part = (typeof PARTS)[number];

const jsonSchema = (operation: Operation, part: Part) =>
  z.toJSONSchema(operation[part], {
    target: "draft-2020-12",
    io: part === "output" ? "output" : "input",
  });
const keysOf = (operation: Operation, part: Part) =>
  Object.keys(jsonSchema(operation, part).properties ?? {});
const namesIn = (path: string) => path.match(/(?<=:)[A-Za-z]+/g) ?? [];

const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) < index);

describe("the contract as a whole", () => {
  it("has operations", () => {
    expect(CONTRACT.length).toBeGreaterThan(10);
  });

  it("names each operation once", () => {
    expect(repeated(CONTRACT.map((operation) => operation.name))).toEqual([]);
  });

  it("has each method and path once, whatever the parameters are called", () => {
    const routes = CONTRACT.map(
      ({ method, path }) => `${method} ${path.replace(/:[A-Za-z]+/g, ":")}`,
    );
    expect(repeated(routes)).toEqual([]);
  });

  it("calls the same place of a path by the same parameter", () => {
    const places = new Map<string, string>();
    for (const { path } of CONTRACT) {
      const parts = path.split("/");
      parts.forEach((part, index) => {
        if (!part.startsWith(":")) return;
        const place = parts
          .slice(0, index)
          .join("/")
          .replace(/:[A-Za-z]+/g, ":");
        expect(`${place} ${places.get(place) ?? part}`).toBe(`${place} ${part}`);
        places.set(place, part);
      });
    }
  });

  it("has a code for each kind of problem, written like a word", () => {
    for (const code of ProblemCode.def.entries ? Object.values(ProblemCode.def.entries) : []) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
    expect(z.safeParse(Problem, { code: "not-found", params: {}, message: "x" }).success).toBe(
      true,
    );
    expect(z.safeParse(Problem, { code: "anything", params: {}, message: "x" }).success).toBe(
      false,
    );
  });
});

describe.each(each)("%s", (_name, operation) => {
  it("is named feature.verb and says in a sentence what it does", () => {
    expect(operation.name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(operation.summary).toMatch(/^[A-Z].*\.$/s);
  });

  it("has a path of plain words below /api", () => {
    expect(operation.path).toMatch(/^\/api(\/(:[a-z][A-Za-z]*|[a-z]+(-[a-z]+)*))+$/);
  });

  it("declares exactly the parameters of its path", () => {
    expect(keysOf(operation, "params").toSorted()).toEqual(namesIn(operation.path).toSorted());
    expect(repeated(namesIn(operation.path))).toEqual([]);
  });

  it("requires every parameter of its path", () => {
    expect((jsonSchema(operation, "params").required ?? []).toSorted()).toEqual(
      namesIn(operation.path).toSorted(),
    );
  });

  it("takes a body only where one is sent", () => {
    if (operation.method === "GET" || operation.method === "DELETE") {
      expect(keysOf(operation, "body")).toEqual([]);
      expect(operation.bodyLimit).toBeUndefined();
    }
  });

  it("takes from the query what is written as text", () => {
    for (const schema of Object.values(jsonSchema(operation, "query").properties ?? {})) {
      expect(schema).toMatchObject({ type: "string" });
    }
  });

  it.each(PARTS)("has a JSON Schema of draft 2020-12 for its %s", (part) => {
    for (const io of ["input", "output"] as const) {
      const schema = z.toJSONSchema(operation[part], { target: "draft-2020-12", io });
      expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }
  });

  it("has no schema that changes what passes through", () => {
    for (const part of PARTS) {
      const [input, output] = (["input", "output"] as const).map((io) =>
        keysAndTypes(z.toJSONSchema(operation[part], { io })),
      );
      expect(input).toEqual(output);
    }
  });

  it("says who may call it", () => {
    const { audience, path } = operation;
    const ofClientRecord = path.startsWith("/api/clients/:clientId/");
    expect(audience.who === "client-record").toBe(ofClientRecord);
    if (audience.who === "client-record") {
      expect(namesIn(path)[0]).toBe("clientId");
      const relations = relationsFor(audience.data, audience.action);
      expect(relations.length).toBeGreaterThan(0);
      expect(relations.filter((relation) => !RELATIONS.includes(relation))).toEqual([]);
    }
    if (audience.who === "account") {
      expect(audience.kinds.length).toBeGreaterThan(0);
      expect(audience.kinds.filter((kind) => !z.safeParse(AccountKind, kind).success)).toEqual([]);
    }
  });

  it("changes nothing by GET", () => {
    if (operation.audience.who === "client-record" && operation.method === "GET") {
      expect(operation.audience.action).toBe("read");
    }
  });
});

/** A schema without the closing of objects, which is all in which what goes in and what comes out may differ. */
function keysAndTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(keysAndTypes);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== "additionalProperties")
      .map(([key, value]) => [key, keysAndTypes(value)]),
  );
}
