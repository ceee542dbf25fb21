import { createContext, useContext } from "react";
import type { Boot } from "./boot.ts";

/** What the server wrote into the page. */
export const BootContext = createContext<Boot>({
  mode: "clinic",
  clinic: null,
  isDatabaseWeak: false,
});

export const useBoot = (): Boot => useContext(BootContext);
