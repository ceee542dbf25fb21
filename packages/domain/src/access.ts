/**
 * Who may do what with which kind of a client's data. Access follows from relations with dates
 * (`access_grant`) and from being the person oneself, never from a role alone.
 */
export const RELATIONS = ["self", "therapist", "skills-trainer", "cover", "supervisor"] as const;
export type Relation = (typeof RELATIONS)[number];
export type GrantKind = Exclude<Relation, "self">;

export type DataKind =
  | "client-list"
  | "diary-card"
  | "card-design"
  | "therapy-session"
  | "card-import";
export type DataAction = "read" | "write";

/** The one table: relation × kind of data. What is not named here is not allowed. */
const ALLOWED: Readonly<Record<DataKind, Readonly<Record<DataAction, readonly Relation[]>>>> = {
  "client-list": { read: ["self", "therapist", "cover"], write: [] },
  "diary-card": { read: ["self", "therapist", "cover"], write: ["self", "therapist"] },
  "card-design": { read: ["self", "therapist", "cover"], write: ["therapist"] },
  "therapy-session": { read: ["self", "therapist", "cover"], write: ["therapist"] },
  "card-import": { read: ["therapist"], write: ["therapist"] },
};

/** The relations that may do this; the access check of the server admits exactly these. */
export const relationsFor = (data: DataKind, action: DataAction): readonly Relation[] =>
  ALLOWED[data][action];
