import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** How it is built for use stands in tools/build.ts. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/app/client/",
  plugins: [react()],
  build: {
    rolldownOptions: {
      input: {
        main: `${import.meta.dirname}/index.html`,
        sw: `${import.meta.dirname}/src/sw.ts`,
      },
      output: {
        // The server hands the worker out under each clinic's own address by this name.
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
