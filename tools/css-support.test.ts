import { expect, test } from "vitest";
import { cssFindings } from "./css-support.ts";

test.each([
  [".a { interpolate-size: allow-keywords; }", ["interpolate-size"]],
  ["@view-transition { navigation: auto; }\n.a { color: red; }", []],
  ["@function --half(--x) { result: 1px; }", ["@function"]],
  [".a { width: calc(sibling-index() * 1px); }", ["sibling-index()"]],
  [".a::scroll-marker { color: red }", [":scroll-marker"]],
  ["@supports (reading-flow: normal) { .a { reading-flow: normal; } }", []],
  ["@media (forced-colors: active) { .a { forced-color-adjust: none; } }", []],
  ["/* interpolate-size: x; */ .a { content: 'interpolate-size: b;'; color: var(--x) }", []],
  [".a { &:hover { text-box-trim: trim-both; anchor-name: --x } display: grid; gap: 1rem }", []],
  [".a {\n  color: red;\n\n  caret-shape: block;\n}", ["caret-shape"]],
])("%s", (source, faults) => {
  expect(cssFindings(source).map(({ what }) => what)).toEqual(faults);
});

test("names the line", () => {
  expect(cssFindings(".a {\n  color: red;\n\n  caret-shape: block;\n}")[0]?.line).toBe(4);
});
