import type { DataAction, DataKind } from "@trellis/domain/access";
import type { AccountKind } from "@trellis/domain/account";
import type * as z from "zod/mini";

/**
 * Who may call an operation.
 * - `anyone`: also signed out
 * - `account`: any signed-in account of one of these kinds, about itself; administrators about their clinic, too
 * - `client-record`: needs a relation to the client named by the path parameter `clientId`
 */
export type Audience =
  | { readonly who: "anyone" }
  | { readonly who: "account"; readonly kinds: readonly AccountKind[] }
  | { readonly who: "client-record"; readonly data: DataKind; readonly action: DataAction };

export type Method = "GET" | "POST" | "PUT" | "DELETE";

type Shape = z.ZodMiniType;

/** One operation of the contract as data; handler, typed client, OpenAPI and rights tests come from it. */
export type Operation<
  Path extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Output extends Shape = Shape,
  Who extends Audience = Audience,
> = {
  /** `feature.verb`, also the name in the audit. */
  readonly name: string;
  readonly summary: string;
  readonly method: Method;
  /** Fastify form, for instance `/api/clients/:clientId/week`. */
  readonly path: string;
  readonly audience: Who;
  readonly params: Path;
  readonly query: Query;
  readonly body: Body;
  readonly output: Output;
  /** Something leaves with it, as a file or on paper: it is audited of the client, too, whose reads are not. */
  readonly takesAway?: true;
  /** Greatest body in bytes when it is not the server's usual 256 KiB. */
  readonly bodyLimit?: number;
};

export type ParamsOf<O extends Operation> = z.output<O["params"]>;
export type QueryOf<O extends Operation> = z.output<O["query"]>;
export type BodyOf<O extends Operation> = z.output<O["body"]>;
export type OutputOf<O extends Operation> = z.output<O["output"]>;

/** What a caller gives: the three parts of a request, merged by name. */
export type InputOf<O extends Operation> = {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
};

/**
 * Declares an operation; exists for its types. A built app carries those that it calls, of each its name, method and path
 * and nothing else (`tools/slim-contract.ts`).
 * @__NO_SIDE_EFFECTS__
 */
export function operation<
  Path extends Shape,
  Query extends Shape,
  Body extends Shape,
  Output extends Shape,
  const Who extends Audience,
>(declared: Operation<Path, Query, Body, Output, Who>): Operation<Path, Query, Body, Output, Who> {
  return declared;
}
