import { expect, test } from "vitest";
import { recordActOf, recordThingOf } from "./audit.ts";

test("an operation is told as a thing and an act", () => {
  const told = (operation: string) => [recordThingOf(operation), recordActOf(operation)];
  expect(told("diary-card.read-week")).toEqual(["card", "looked"]);
  expect(told("diary-card.save")).toEqual(["card", "changed"]);
  expect(told("card-item.read-all")).toEqual(["card-design", "looked"]);
  expect(told("target-behaviour.add")).toEqual(["card-design", "changed"]);
  expect(told("card-import.preview")).toEqual(["card-import", "looked"]);
  expect(told("client.list")).toEqual(["list", "looked"]);
  expect(told("client.list-all")).toEqual(["list", "looked"]);
  expect(told("client.add")).toEqual(["details", "changed"]);
  expect(told("access-grant.change-therapist")).toEqual(["care-team", "changed"]);
  expect(told("audit.export")).toEqual(["access-log", "exported"]);
  expect(told("record.print")).toEqual(["other", "printed"]);
  expect(told("constructor.x")).toEqual(["other", "changed"]);
});
