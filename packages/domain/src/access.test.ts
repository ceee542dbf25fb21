import { describe, expect, it } from "vitest";
import {
  type DataAction,
  type DataKind,
  type Relation,
  RELATIONS,
  relationsFor,
} from "./access.ts";

/** Written a second time by hand, so that a change of the table is a change of two places. */
const EXPECTED: readonly (readonly [DataKind, DataAction, readonly Relation[]])[] = [
  ["client-list", "read", ["self", "therapist", "cover"]],
  ["client-list", "write", []],
  ["diary-card", "read", ["self", "therapist", "cover"]],
  ["diary-card", "write", ["self", "therapist"]],
  ["card-design", "read", ["self", "therapist", "cover"]],
  ["card-design", "write", ["therapist"]],
  ["therapy-session", "read", ["self", "therapist", "cover"]],
  ["therapy-session", "write", ["therapist"]],
  ["card-import", "read", ["therapist"]],
  ["card-import", "write", ["therapist"]],
  ["client-account", "read", ["therapist"]],
  ["client-account", "write", ["therapist"]],
];

describe("the access table", () => {
  it.each(EXPECTED)("lets %s be %s by %j and nobody else", (data, action, relations) => {
    expect(RELATIONS.filter((each) => relationsFor(data, action).includes(each))).toEqual(
      relations,
    );
    expect(new Set(relationsFor(data, action)).size).toBe(relations.length);
  });

  it("lets only those write who may read", () => {
    for (const [data] of EXPECTED) {
      const readers = relationsFor(data, "read");
      expect(relationsFor(data, "write").filter((each) => !readers.includes(each))).toEqual([]);
    }
  });

  it("gives nothing to relations that no row names", () => {
    const named = EXPECTED.flatMap(([data, action]) => relationsFor(data, action));
    expect(RELATIONS.filter((each) => !named.includes(each))).toEqual([
      "skills-trainer",
      "supervisor",
    ]);
  });
});
