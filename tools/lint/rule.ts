/** A syntax node as the linter hands it over; its other fields depend on its type. */
export type Node = { type: string; parent?: Node; [field: string]: unknown };

type Reference = { identifier: Node; resolved: { defs: unknown[] } | null };
type Scope = { references: Reference[]; through: Reference[] };

/** What a rule is given for one file. */
export type Context = {
  filename: string;
  cwd: string;
  options: readonly unknown[];
  sourceCode: { scopeManager: { globalScope: Scope | null } };
  report: (finding: { node: Node; message: string }) => void;
};

/** A lint rule: its visitors by node type. */
export type Rule = {
  create: (context: Context) => Record<string, (node: Node) => void>;
};

/** The node in a field, if there is one. */
export function child(node: Node, field: string): Node | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** The name of an identifier, or of a member that is not computed. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === "Identifier" && typeof node["name"] === "string") return node["name"];
  if (node?.type === "MemberExpression" && node["computed"] !== true) {
    return nameOf(child(node, "property"));
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
