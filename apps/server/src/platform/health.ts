import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { withTx } from "./database.ts";
import type { Services } from "./route.ts";
import { statement } from "./statement.ts";

/** Asked by probes under whatever name they know; it tells nothing, so no name is refused. */
export const HEALTH_PATH = "/healthz";

/** `GET /healthz`: 200 when the database answers. It tells nothing else. */
export function addHealth(server: FastifyInstance, services: Services): void {
  server.get(HEALTH_PATH, async (_request, reply) => {
    await withTx(services.database, [], (tx) => tx.finish(statement(sql`SELECT 1 AS alive`)));
    return reply.send({ status: "ok" });
  });
}
