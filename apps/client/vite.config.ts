import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Lets the page begin the script that asks ahead as soon as it has come; it waits for neither style nor app. */
const askAhead: Plugin = {
  name: "ask-ahead",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const script = Object.values(bundle).find(
        (each) => each.type === "chunk" && each.name === "ahead",
      );
      if (script === undefined) throw new Error("There is no script that asks ahead.");
      const attrs = {
        type: "module",
        async: true,
        crossorigin: true,
        src: `/app/client/${script.fileName}`,
      };
      return [{ tag: "script", attrs, injectTo: "head-prepend" }];
    },
  },
};

/** How it is built for use stands in tools/build.ts. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/app/client/",
  plugins: [react(), askAhead],
  build: {
    rolldownOptions: {
      input: {
        main: `${import.meta.dirname}/index.html`,
        sw: `${import.meta.dirname}/src/sw.ts`,
      },
      output: {
        // What Today needs in as few files as can be, however the screens that come later share it.
        codeSplitting: {
          groups: [
            { name: "ahead", test: /early-week\.ts$/, priority: 2 },
            { name: "app", test: /client\/src\/app\.tsx$/, priority: 1 },
          ],
        },
        // The server hands the worker out under each clinic's own address by this name.
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
