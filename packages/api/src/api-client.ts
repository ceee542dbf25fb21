import type { BodyOf, Operation, OutputOf, ParamsOf, QueryOf } from "./operation.ts";
import type { Problem } from "./problem.ts";

/** What the caller of an operation gives; parts that hold nothing may stay away. */
export type CallInput<O extends Operation> = Part<"params", ParamsOf<O>> &
  Part<"query", QueryOf<O>> &
  Part<"body", BodyOf<O>>;
type Part<Name extends string, Value> =
  Record<string, never> extends Value
    ? { readonly [key in Name]?: Value }
    : { readonly [key in Name]: Value };

/** Sends one request; the apps give the browser's `fetch`, tests give their own. */
export type Transport = (request: {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}) => Promise<{ readonly status: number; readonly text: string }>;

/** The server's answer was an error, or none came (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  constructor(status: number, problem: Problem | null) {
    super(problem?.message ?? `no answer (${status})`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Calls an operation. Outputs are typed by the contract and trusted, since the same server serves both.
 * @throws ApiError for every answer that is not 2xx, with status 0 when none came from the server
 */
export async function call<O extends Operation>(
  transport: Transport,
  operation: O,
  input: CallInput<O>,
): Promise<OutputOf<O>> {
  const parts = input as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const answer = await transport({
    method: operation.method,
    url: address(operation.path, parts.params ?? {}, parts.query ?? {}),
    body:
      operation.method === "GET" || operation.method === "DELETE"
        ? null
        : JSON.stringify(parts.body ?? {}),
  }).catch(() => ({ status: 0, text: "" }));
  if (answer.status < 200 || answer.status > 299)
    throw new ApiError(answer.status, readProblem(answer.text));
  return readOutput<O>(answer.text);
}

/** A 2xx that is not JSON is not from our server: a wireless network's sign-in page answers so. */
function readOutput<O extends Operation>(text: string): OutputOf<O> {
  try {
    return JSON.parse(text) as OutputOf<O>;
  } catch {
    throw new ApiError(0, null);
  }
}

function address(
  path: string,
  params: Record<string, string>,
  query: Record<string, unknown>,
): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return search === "" ? filled : `${filled}?${search}`;
}

function readProblem(text: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && "code" in parsed
      ? (parsed as Problem)
      : null;
  } catch {
    return null;
  }
}
