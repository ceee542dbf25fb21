import { describe, expect, it } from "vitest";
import { clientName, findInClient, sortedClients } from "./clients.ts";

const client = (initials: string, tag: string, lifeLine: string | null = null) => ({
  id: `${initials}${tag}`,
  initials,
  tag,
  lifeLine,
});

describe("the list of clients", () => {
  it("is ordered by initials, then by tag with numbers as numbers", () => {
    const sorted = sortedClients(
      [client("R. M.", "K10"), client("b. t.", ""), client("R. M.", "K9"), client("Á. B.", "")],
      "en",
    );
    expect(sorted.map(clientName)).toEqual(["Á. B.", "b. t.", "R. M. · K9", "R. M. · K10"]);
  });

  it("leaves an empty tag away", () => {
    expect(clientName(client("R. M.", " "))).toBe("R. M.");
  });
});

describe("finding a client", () => {
  const found = client("R. M.", "K7", "A flat of my own, with a dog. Día a día.");

  it.each(["", "rm", "R. M.", "k7", "rm k7", "rmk7", "M k"])("finds the name by %j", (search) => {
    expect(findInClient(found, search)).toBe("name");
  });

  it.each(["DOG flat", "dia", "rm dog", "ow"])("finds the life line by %j", (search) => {
    expect(findInClient(found, search)).toBe("life-line");
  });

  it.each(["x", "rm k8", "cat", "lat", "myown"])("does not find by %j", (search) => {
    expect(findInClient(found, search)).toBeNull();
  });
});
