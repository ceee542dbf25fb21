import type { Operation } from "@trellis/api/operation";
import { Problem } from "@trellis/api/problem";
import type { LightMyRequestResponse } from "fastify";
import * as z from "zod/mini";
import { securityHeaders } from "#platform/security-headers.ts";
import type { HostileRequest } from "./hostile-request.ts";

/** What is wrong with an answer, whatever was asked. */
export function answerFaults(
  operation: Operation,
  asked: HostileRequest,
  answer: LightMyRequestResponse,
): readonly string[] {
  const { statusCode: status, headers, body } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}`);
  for (const [name, value] of Object.entries(securityHeaders(false)))
    if (headers[name] === undefined) faults.push(`has no ${name}: ${value}`);
  if (asked.method === "HEAD" || status < 200 || (status >= 300 && status < 400)) return faults;
  if (
    asked.isWhole &&
    !String(headers["content-type"]).startsWith("application/json; charset=utf-8")
  )
    faults.push(`is ${String(headers["content-type"])}`);
  if (status >= 400) faults.push(...problemFaults(body));
  else if (asked.isWhole && !z.safeParse(operation.output, JSON.parse(body)).success)
    faults.push(`is not of the form that the contract promises: ${body.slice(0, 500)}`);
  return faults;
}

function problemFaults(body: string): readonly string[] {
  const parsed = z.safeParse(Problem, JSON.parse(body));
  if (!parsed.success) return [`is no problem of the contract: ${body}`];
  const { message, params } = parsed.data;
  const faults: string[] = [];
  if (!/^[A-Z].{5,250}\.$/s.test(message)) faults.push(`has no sentence: ${message}`);
  if (/\bat .*\.[jt]s|node_modules|SELECT|syntax error/.test(body))
    faults.push(`tells of the program: ${body}`);
  if (JSON.stringify(params).length > 400) faults.push(`has long params: ${body.slice(0, 500)}`);
  if (/<script|onerror|DROP TABLE/.test(body)) faults.push(`gives back what was sent: ${body}`);
  return faults;
}
