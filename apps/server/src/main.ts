import type { FastifyInstance } from "fastify";
import { accountRoutes } from "./account/handlers.ts";
import { auditRoutes } from "./audit/handlers.ts";
import { auditSealJob } from "./audit/seal.ts";
import { cardImportRoutes } from "./card-import/handlers.ts";
import { cardItemRoutes } from "./card-item/handlers.ts";
import { careTeamRoutes } from "./care-team/handlers.ts";
import { clientRoutes } from "./client/handlers.ts";
import { clinicRoutes } from "./clinic/handlers.ts";
import { coachingCallRoutes } from "./coaching-call/handlers.ts";
import { diaryCardRoutes } from "./diary-card/handlers.ts";
import { installationRoutes } from "./installation/handlers.ts";
import { inviteRoutes } from "./invite/handlers.ts";
import { lifeLineRoutes } from "./life-line/handlers.ts";
import { mailRoutes } from "./mail/handlers.ts";
import { sendMails } from "./mail/send.ts";
import type { Config } from "./platform/config.ts";
import { addHealth } from "./platform/health.ts";
import type { Job } from "./platform/jobs.ts";
import { addOpenApi } from "./platform/openapi.ts";
import { addPages, type AppFolders } from "./platform/pages.ts";
import type { Route } from "./platform/route.ts";
import { buildServer, type ServerOptions } from "./platform/server.ts";
import { safetyPlanRoutes } from "./safety-plan/handlers.ts";
import { signInRoutes } from "./sign-in/handlers.ts";
import { skillPracticeRoutes } from "./skill-practice/handlers.ts";
import { therapySessionRoutes } from "./therapy-session/handlers.ts";

/** The one list of what the server can do; a test holds it against the contract. */
export const ROUTES: readonly Route[] = [
  ...clinicRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...inviteRoutes,
  ...clientRoutes,
  ...careTeamRoutes,
  ...diaryCardRoutes,
  ...cardItemRoutes,
  ...lifeLineRoutes,
  ...skillPracticeRoutes,
  ...safetyPlanRoutes,
  ...coachingCallRoutes,
  ...therapySessionRoutes,
  ...cardImportRoutes,
  ...installationRoutes,
  ...mailRoutes,
  ...auditRoutes,
];

/** What the server does without being asked. */
export const jobsOf = (config: Pick<Config, "auditAnchor" | "mail">): readonly Job[] => [
  sendMails(config.mail),
  auditSealJob(config.auditAnchor),
];

/** Everything that answers HTTP: the contract's operations, both apps, the API's description, health. */
export async function buildTrellis(
  options: Omit<ServerOptions, "routes">,
  apps?: AppFolders,
): Promise<FastifyInstance> {
  const server = await buildServer({ ...options, routes: ROUTES });
  addHealth(server, options.services);
  addOpenApi(server);
  await addPages(server, options.services, apps);
  return server;
}
