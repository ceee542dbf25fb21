import type { GrantKind } from "@trellis/domain/access";
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

/** What a relation opens, in a sentence. */
export function relationSees(kind: GrantKind): string {
  switch (kind) {
    case "therapist":
      return m.relation_sees_therapist();
    case "skills-trainer":
      return m.relation_sees_skills_trainer();
    case "cover":
      return m.relation_sees_cover();
    case "supervisor":
      return m.relation_sees_supervisor();
  }
}
