import type { ClientSummary } from "@trellis/domain/client";
import { describe, expect, it } from "vitest";
import { MOST_ENTRIES, paletteEntries, stepTo } from "./palette-entries.ts";

const client = (id: string, initials: string, lifeLine: string | null = null): ClientSummary => ({
  id,
  initials,
  tag: "",
  relations: ["therapist"],
  lifeLine,
  lastSessionOn: null,
  lastEntryOn: null,
});
const pages = [{ id: "list", label: "My clients", href: "/" }];

describe("what a search offers", () => {
  it("is clients in their order, then pages", () => {
    const clients = [client("2", "R. M."), client("1", "A. B.")];
    expect(paletteEntries(clients, pages, "", "en").map((entry) => entry.label)).toEqual([
      "A. B.",
      "R. M.",
      "My clients",
    ]);
    expect(paletteEntries(clients, pages, "rm", "en")).toEqual([
      { id: "2", label: "R. M.", href: "/clients/2/session" },
    ]);
    expect(paletteEntries(clients, pages, "CLIENTS", "en").map((entry) => entry.id)).toEqual([
      "list",
    ]);
  });

  it("finds a page whose name has accents by its plain letters, and the other way round", () => {
    const places = [{ id: "list", label: "Configuración", href: "/settings" }];
    for (const search of ["configuracion", "ÓN", "  configuració "])
      expect(paletteEntries([], places, search, "es")).toEqual(places);
  });

  it("begins with clients found by name", () => {
    const clients = [client("1", "A. B.", "rmx and more"), client("2", "R. M.")];
    expect(paletteEntries(clients, pages, "rm", "en").map((entry) => entry.id)).toEqual(["2", "1"]);
  });

  it("is never endless", () => {
    const clients = Array.from({ length: 50 }, (_, at) => client(String(at), "R. M."));
    expect(paletteEntries(clients, [], "", "en")).toHaveLength(MOST_ENTRIES);
  });
});

describe("a step in the list", () => {
  it("goes round", () => {
    expect(stepTo(0, -1, 3)).toBe(2);
    expect(stepTo(2, 1, 3)).toBe(0);
    expect(stepTo(0, 1, 0)).toBe(-1);
  });
});
