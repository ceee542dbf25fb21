import { browserSupport } from "./browser-support.ts";
import { civilDay } from "./civil-day.ts";
import { messageText } from "./message-text.ts";
import { placeName } from "./place.ts";
import type { Rule } from "./rule.ts";

const noEnum: Rule = {
  create: (context) => ({
    TSEnumDeclaration: (node) => {
      context.report({ node, message: "No enums: a union of strings, or an object as const." });
    },
  }),
};

const plugin = {
  meta: { name: "trellis" },
  rules: {
    "browser-support": browserSupport,
    "civil-day": civilDay,
    "message-text": messageText,
    "no-enum": noEnum,
    "place-name": placeName,
  },
};

export default plugin;
