import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { withTx } from "./database.ts";
import type { Services } from "./route.ts";
import { statement } from "./statement.ts";

/** `GET /healthz`: 200 when the database answers. It tells nothing else. */
export function addHealth(server: FastifyInstance, services: Services): void {
  server.get("/healthz", async (_request, reply) => {
    await withTx(services.database, [], (tx) => tx.finish(statement(sql`SELECT 1 AS alive`)));
    return reply.send({ status: "ok" });
  });
}
