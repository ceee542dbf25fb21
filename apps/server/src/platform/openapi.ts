import { CONTRACT } from "@trellis/api/contract";
import type { Audience, Operation } from "@trellis/api/operation";
import { Problem } from "@trellis/api/problem";
import { relationsFor } from "@trellis/domain/access";
import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import { escapeHtml, plainPage } from "./html.ts";
import { VERSION } from "./version.ts";

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] };

const schemaOf = (schema: Operation["body"], io: "input" | "output") => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest as JsonSchema;
};

/** Who may call, in a sentence. */
function audienceSentence(audience: Audience): string {
  switch (audience.who) {
    case "anyone":
      return "Anyone, also signed out.";
    case "account":
      return `A signed-in account of kind ${audience.kinds.join(", ")}, about itself or, an administrator, about the clinic.`;
    case "client-record":
      return `Accounts with one of these relations to the client: ${relationsFor(audience.data, audience.action).join(", ")}.`;
  }
}

function parameters(operation: Operation) {
  const list = (place: "path" | "query", schema: JsonSchema) =>
    Object.entries(schema.properties ?? {}).map(([name, each]) => ({
      name,
      in: place,
      required: place === "path" || (schema.required ?? []).includes(name),
      schema: each,
    }));
  return [
    ...list("path", schemaOf(operation.params, "input")),
    ...list("query", schemaOf(operation.query, "input")),
  ];
}

function describe(operation: Operation) {
  const hasBody = operation.method === "POST" || operation.method === "PUT";
  return {
    operationId: operation.name,
    summary: operation.summary,
    description: audienceSentence(operation.audience),
    parameters: parameters(operation),
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf(operation.body, "input") } },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "Done.",
        content: { "application/json": { schema: schemaOf(operation.output, "output") } },
      },
      default: {
        description: "Not done; the code says why.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** The contract as an OpenAPI 3.1 document. */
function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of CONTRACT) {
    const path = operation.path.replace(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Trellis",
      version: VERSION,
      description:
        "Every request of an app carries the header trellis-app (client or clinician) and the cookie of a sign-in.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: { schemas: { Problem: schemaOf(Problem, "output") } },
  };
}

function readablePage(): string {
  const rows = CONTRACT.map(
    (operation) =>
      `<section><h2>${escapeHtml(operation.name)}</h2><p><code>${operation.method} ${escapeHtml(operation.path)}</code></p>` +
      `<p>${escapeHtml(operation.summary)}</p><p>${escapeHtml(audienceSentence(operation.audience))}</p></section>`,
  );
  return plainPage(
    "Trellis API",
    `<h1>Trellis API</h1><p>The same as a machine reads it: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>${rows.join("")}`,
  );
}

/** `GET /api/openapi.json`, and `GET /api` for people. */
export function addOpenApi(server: FastifyInstance): void {
  const document = JSON.stringify(openApiDocument());
  const page = readablePage();
  server.get("/api/openapi.json", (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(document),
  );
  for (const url of ["/api", "/api/"])
    server.get(url, (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
}
