import { CONTRACT } from "@trellis/api/contract";
import { type RecordAct, recordActOf, recordThingOf } from "@trellis/domain/audit";
import { describe, expect, test } from "vitest";

const ofRecords = CONTRACT.filter(
  ({ audience, path }) => audience.who === "client-record" || path.includes(":clientId"),
);

/** What is sent, and changes nothing in the record. */
const SENT: Readonly<Record<string, RecordAct>> = {
  "card-import.preview": "looked",
  "diary-card.export": "exported",
  "diary-card.print": "printed",
  "safety-plan.print": "printed",
};

describe("an operation on a record is told to the client", () => {
  test.each(ofRecords.map(({ name }) => name))("%s, as a thing that has words", (name) => {
    expect(recordThingOf(name)).not.toBe("other");
  });

  test.each(ofRecords.map((operation) => [operation.name, operation] as const))(
    "%s, as what it does",
    (name, { method }) => {
      expect(recordActOf(name)).toBe(SENT[name] ?? (method === "GET" ? "looked" : "changed"));
    },
  );
});
