import type { Plugin } from "vite";

/** What a browser needs of an operation to call it and to tell its answer from another's. */
const ON_THE_WIRE = ["name", "method", "path"];

/** Part of a syntax tree in the form of ESTree. */
type Node = { readonly type: string; readonly start: number; readonly end: number };
type Cut = { readonly at: number; readonly until: number; readonly put: string };

/**
 * Leaves name, method and path of each operation of the contract to the apps: the server alone checks by the schemas,
 * and `CallInput` and `OutputOf` are types. What an app reads of `domain` brings no schema either that it does not use.
 * With both of these zod stays out of the first screen.
 */
export const slimContract: Plugin = {
  name: "slim-contract",
  enforce: "pre",
  transform: {
    filter: { id: /packages\/(?:api|domain)\/src\/[\w-]+\.ts$/ },
    handler(code) {
      const { body } = this.parse(code, { lang: "ts" });
      const cuts = body.flatMap((statement) => madeByCalls(statement).flatMap(slimmed));
      let slim = code;
      for (const { at, until, put } of cuts.toSorted((a, b) => b.at - a.at || b.until - a.until))
        slim = slim.slice(0, at) + put + slim.slice(until);
      return { code: slim, map: null };
    },
  },
};

/** What the constants of a statement stand for, where something is called to make it. */
function madeByCalls(statement: Node): Node[] {
  const { declaration } = statement as { declaration?: Node | null };
  const { type, declarations } = (declaration ?? statement) as Node & {
    readonly declarations?: readonly { readonly init: Node | null }[];
  };
  if (type !== "VariableDeclaration") return [];
  return (declarations ?? []).flatMap(({ init }) => (init !== null && calls(init) ? [init] : []));
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

function calls(node: Node): boolean {
  if (/Function/.test(node.type)) return false;
  if (node.type === "CallExpression" || node.type === "NewExpression") return true;
  return Object.values(node)
    .flat()
    .some((child) => isNode(child) && calls(child));
}

/** `domain` and `api` do nothing but make what they are asked for, so what nobody asks for need not be made. */
function slimmed(made: Node): Cut[] {
  const operation = propertiesOf(made);
  if (operation === null)
    return [
      { at: made.start, until: made.start, put: "/* @__PURE__ */ (() => (" },
      { at: made.end, until: made.end, put: "))()" },
    ];
  return operation
    .filter(({ key }) => !ON_THE_WIRE.includes(key?.name ?? ""))
    .map(({ start, end }) => ({ at: start, until: end, put: "...{}" }));
}

type Property = Node & { readonly key?: { readonly name?: string } };

/** The properties of what is given to `operation`; null when it is something else. */
function propertiesOf(made: Node): readonly Property[] | null {
  const { callee, arguments: given } = made as Node & {
    readonly callee?: { readonly name?: string };
    readonly arguments?: readonly { readonly properties?: readonly Property[] }[];
  };
  return callee?.name === "operation" ? (given?.[0]?.properties ?? null) : null;
}
