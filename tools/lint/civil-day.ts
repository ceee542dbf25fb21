import { child, nameOf, type Node, type Rule } from "./rule.ts";

// oxlint-disable-next-line trellis/civil-day -- the number that this rule looks for
const millisecondsOfADay = 86_400_000;
const cutters = new Set(["slice", "substring", "substr", "split", "replace"]);
const message =
  "Days are civil dates: not every day has 24 hours, and an ISO string names the day in UTC (R-DT-2).";

function product(node: Node | undefined): number | undefined {
  if (node?.type === "Literal" && typeof node["value"] === "number") return node["value"];
  if (node?.type !== "BinaryExpression" || node["operator"] !== "*") return undefined;
  const left = product(child(node, "left"));
  const right = product(child(node, "right"));
  return left === undefined || right === undefined ? undefined : left * right;
}

/** Day arithmetic with milliseconds and days cut out of ISO strings. */
export const civilDay: Rule = {
  create: (context) => ({
    Literal: (node) => {
      if (node["value"] === millisecondsOfADay) context.report({ node, message });
    },
    BinaryExpression: (node) => {
      if (product(node) === millisecondsOfADay) context.report({ node, message });
    },
    MemberExpression: (node) => {
      const call = child(node, "object");
      if (call?.type !== "CallExpression" || !cutters.has(nameOf(node) ?? "")) return;
      if (nameOf(child(call, "callee")) === "toISOString") context.report({ node, message });
    },
  }),
};
