import { relative, sep } from "node:path";
import type { Rule } from "./rule.ts";

const banned = new Set(["shared", "common", "utils", "util", "helpers", "helper", "types", "misc"]);

/** Files and folders say what is in them: no index files, no names that fit anything. */
export const placeName: Rule = {
  create: (context) => ({
    Program: (node) => {
      const parts = relative(context.cwd, context.filename).split(sep);
      const stems = parts.map((part, index) =>
        index === parts.length - 1 ? (part.split(".")[0] ?? part) : part,
      );
      if (stems.at(-1) === "index") {
        context.report({ node, message: "No index files: import the module itself by its name." });
      }
      for (const stem of stems.filter((name) => banned.has(name))) {
        context.report({ node, message: `"${stem}" fits anything: name what is in it.` });
      }
    },
  }),
};
