import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** How it is built for use stands in tools/build.ts. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/app/clinician/",
  plugins: [react()],
});
