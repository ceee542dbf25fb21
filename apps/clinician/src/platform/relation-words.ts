import { kindWords } from "@trellis/clinical/access-words/access-words";
import { ACCESS_TABLE, type GrantKind, type Reach } from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";

/** What somebody is to a client. */
export function relationWords(kind: GrantKind): string {
  switch (kind) {
    case "therapist":
      return m.relation_therapist();
    case "skills-trainer":
      return m.relation_skills_trainer();
    case "cover":
      return m.relation_cover();
    case "supervisor":
      return m.relation_supervisor();
  }
}

/** What a relation opens, as the table of access has it: what can be changed, and what can be seen. */
export function relationSees(kind: GrantKind): string {
  const kindsAt = (reach: Reach) =>
    ACCESS_TABLE.filter((row) => !row.comesLater && row.reach[kind] === reach)
      .map((row) => kindWords(row.kind, "clinician"))
      .join(" · ");
  return [
    [m.access_list_write(), kindsAt("write")],
    [m.access_list_read(), kindsAt("read")],
  ]
    .filter(([, kinds]) => kinds !== "")
    .map(([name, kinds]) => `${name}: ${kinds}.`)
    .join(" ");
}
