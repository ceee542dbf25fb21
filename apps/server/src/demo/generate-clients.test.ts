import { fitsScale } from "@trellis/domain/card-item";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { generateClients } from "./generate-clients.ts";

const today = civilDate("2026-11-22");
const size = { seed: 3, count: 12, days: 14, today, itemsPerClient: 20 };

describe("nameless clients in any number", () => {
  const clients = [...generateClients(size)];

  it("have every item on every day", () => {
    expect(clients).toHaveLength(12);
    for (const client of clients) {
      expect(client.items).toHaveLength(20);
      expect(client.entries).toHaveLength(14 * 20);
      expect(client.entries[0]?.date).toBe(addDays(today, -14));
      expect(client.entries.at(-1)?.date).toBe(addDays(today, -1));
      expect(client.sessions).toHaveLength(2);
      const scales = new Map(client.items.map((item) => [item.id, item.versions[0]!.scale]));
      expect(
        client.entries.filter((entry) => !fitsScale(scales.get(entry.item)!, entry.value)),
      ).toEqual([]);
      expect(client.entries.filter((entry) => entry.madeAt >= `${today}T00:00:00.000Z`)).toEqual(
        [],
      );
    }
  });

  it("are the same again, also as the first of more, and differ among themselves", () => {
    expect([...generateClients(size)]).toEqual(clients);
    expect(generateClients({ ...size, count: 500 }).next().value).toEqual(clients[0]);
    expect(
      new Set(clients.map((client) => JSON.stringify(client.entries.map((entry) => entry.value))))
        .size,
    ).toBe(12);
    const ids = clients.flatMap((client) => [client.id, ...client.items.map((item) => item.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("hold five years as well as two weeks", () => {
    const [client] = generateClients({ ...size, count: 1, days: 1826, itemsPerClient: 12 });
    expect(client?.entries).toHaveLength(1826 * 12);
  });

  it("come fast enough to seed a large clinic", () => {
    const began = performance.now();
    let entries = 0;
    for (const client of generateClients({ ...size, count: 2000, itemsPerClient: 12 }))
      entries += client.entries.length;
    expect(entries).toBe(2000 * 14 * 12);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
