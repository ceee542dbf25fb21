import { child, type Node, type Rule } from "./rule.ts";

const readAloud = new Set(["alt", "label", "placeholder", "title", "description", "content"]);
const message = "Text that a person reads comes from @trellis/messages.";

function hasWords(value: unknown): boolean {
  return typeof value === "string" && /\p{L}{2}/u.test(value);
}

function literalText(node: Node | undefined): unknown {
  if (node?.type === "Literal") return node["value"];
  if (node?.type === "JSXExpressionContainer") return literalText(child(node, "expression"));
  if (node?.type === "TemplateLiteral" && Array.isArray(node["quasis"])) {
    return node["quasis"].map((part: { value?: { raw?: string } }) => part.value?.raw).join("");
  }
  return undefined;
}

function isReadAttribute(name: unknown): boolean {
  if (typeof name !== "string") return false;
  return readAloud.has(name) || /^aria-(label|description|roledescription|valuetext)$/.test(name);
}

/** Words written into markup instead of the message files. */
export const messageText: Rule = {
  create: (context) => ({
    JSXText: (node) => {
      if (hasWords(node["value"])) context.report({ node, message });
    },
    JSXExpressionContainer: (node) => {
      if (node.parent?.type === "JSXElement" && hasWords(literalText(node))) {
        context.report({ node, message });
      }
    },
    JSXAttribute: (node) => {
      const name = child(node, "name")?.["name"];
      if (isReadAttribute(name) && hasWords(literalText(child(node, "value")))) {
        context.report({ node, message });
      }
    },
  }),
};
