import { tmpdir } from "node:os";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  cacheDir: join(import.meta.dirname, "../../../.cache/gallery"),
  plugins: [react()],
  server: { port: 5199 },
  build: { outDir: join(tmpdir(), "trellis-gallery"), emptyOutDir: true },
});
