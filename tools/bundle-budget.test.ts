import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkBudget, todayParts, type Manifest } from "./bundle-budget.ts";

const manifest: Manifest = {
  "index.html": { file: "assets/a.js", imports: ["_b"], css: ["assets/a.css"] },
  "src/sw.ts": { file: "sw.js" },
  _b: { file: "assets/b.js", imports: ["index.html"] },
  "src/diary-card/today.tsx": { file: "assets/t.js", isDynamicEntry: true, css: ["assets/t.css"] },
  "src/week/week.tsx": { file: "assets/w.js", isDynamicEntry: true, css: ["assets/w.css"] },
};

function builtApp(scriptBytes: number): string {
  const dist = mkdtempSync(join(tmpdir(), "trellis-budget-"));
  onTestFinished(() => {
    rmSync(dist, { recursive: true });
  });
  mkdirSync(join(dist, "assets"));
  mkdirSync(join(dist, ".vite"));
  writeFileSync(join(dist, ".vite/manifest.json"), JSON.stringify(manifest));
  for (const name of ["b.js", "t.js", "a.css", "t.css"])
    writeFileSync(join(dist, "assets", name), "x");
  writeFileSync(join(dist, "assets/a.js"), crypto.getRandomValues(new Uint8Array(scriptBytes)));
  writeFileSync(join(dist, "assets/figtree-latin-wght-normal-x.woff2"), new Uint8Array(20_000));
  writeFileSync(join(dist, "assets/figtree-latin-ext-wght-normal-x.woff2"), new Uint8Array(90_000));
  writeFileSync(join(dist, "index.html"), "<html></html>");
  return dist;
}

test("counts the entry, Today and what they import, and no other screen", () => {
  expect(todayParts(manifest)).toEqual({
    scripts: ["assets/a.js", "assets/b.js", "assets/t.js"],
    styles: ["assets/a.css", "assets/t.css"],
  });
});

test("passes within the budget and refuses what is over", () => {
  const small = builtApp(60_000);
  const large = builtApp(65_000);
  expect(checkBudget(small)).toContain("in all");
  writeFileSync(join(large, "assets/b.js"), crypto.getRandomValues(new Uint8Array(60_000)));
  expect(() => checkBudget(large)).toThrow("over budget");
});
