/**
 * Who may do what with which kind of a client's data. Access follows from relations with dates
 * (`access_grant`) and from being the person oneself, never from a role alone. Being in a consultation
 * team is no relation: a team has members in a table of its own, and what it gives says nothing here.
 */

/** What a clinician can be to a client, from a moment on, until a moment. */
export const GRANT_KINDS = ["therapist", "skills-trainer", "cover", "supervisor"] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

export const RELATIONS = ["self", ...GRANT_KINDS] as const;
export type Relation = (typeof RELATIONS)[number];

/** Kinds of data in the order in which people read of them. */
export const DATA_KINDS = [
  /** Initials and the clinic's short tag. */
  "client-list",
  /** The one line of the life that is wanted. */
  "life-line",
  "diary-card",
  /** Targets and items of the card, without what was entered. */
  "card-design",
  /** What a person does when it gets dangerous, and for the minutes of an urge. */
  "safety-plan",
  /** The card's items about skills and what was entered for them. */
  "skill-practice",
  /** Which hours took place: attendance. */
  "therapy-session",
  "card-import",
  /** Who is the client's therapist, trainer, cover, supervisor. */
  "care-team",
  /** The account that the client signs in with: name, e-mail, invites, resets; never its password. */
  "client-account",
  /** Who looked at this record. */
  "access-log",
] as const;
export type DataKind = (typeof DATA_KINDS)[number];
export type DataAction = "read" | "write";

type Rights = Readonly<Record<DataAction, readonly Relation[]>>;

/** The one table: relation × kind of data. What is not named here is not allowed. */
const ALLOWED: Readonly<Record<DataKind, Rights>> = {
  "client-list": { read: RELATIONS, write: [] },
  "life-line": { read: ["self", "therapist", "cover"], write: ["self", "therapist"] },
  "diary-card": { read: ["self", "therapist", "cover"], write: ["self", "therapist"] },
  "card-design": { read: ["self", "therapist", "cover", "supervisor"], write: ["therapist"] },
  "safety-plan": { read: ["self", "therapist", "cover"], write: ["self", "therapist"] },
  "skill-practice": { read: ["self", "therapist", "skills-trainer", "cover"], write: [] },
  "therapy-session": { read: RELATIONS, write: ["therapist"] },
  "card-import": { read: ["therapist"], write: ["therapist"] },
  "care-team": { read: RELATIONS, write: ["therapist"] },
  "client-account": { read: ["therapist"], write: ["therapist"] },
  "access-log": { read: ["self"], write: [] },
};

/** The relations that may do this; the access check of the server admits exactly these. */
export const relationsFor = (data: DataKind, action: DataAction): readonly Relation[] =>
  ALLOWED[data][action];

/**
 * What an administrator may do with records of their own clinic: keep accounts, clients and grants, and see
 * who looked at what. Nothing clinical.
 */
const OF_ADMINISTRATORS: Readonly<Partial<Record<DataKind, readonly DataAction[]>>> = {
  "client-list": ["read", "write"],
  "care-team": ["read", "write"],
  "client-account": ["read", "write"],
  "access-log": ["read"],
};

export const mayAdministrator = (data: DataKind, action: DataAction): boolean =>
  OF_ADMINISTRATORS[data]?.includes(action) ?? false;

/** The grants that a therapist gives for their own client; who is therapist is the administrator's to say. */
export const THERAPIST_GIVES = ["skills-trainer", "cover", "supervisor"] as const;

/** Kinds of data whose features are still to come, with what is decided about them. */
export const LATER_KINDS = [
  "chain-analysis",
  "progress-note",
  "private-note",
  "team-item",
] as const;
export type LaterKind = (typeof LATER_KINDS)[number];

const PLANNED: Readonly<Record<LaterKind, Rights>> = {
  "chain-analysis": { read: ["self", "therapist"], write: ["self", "therapist"] },
  "progress-note": { read: ["self", "therapist", "cover", "supervisor"], write: ["therapist"] },
  "private-note": { read: ["therapist"], write: ["therapist"] },
  // By membership of the team alone, and about therapists' needs.
  "team-item": { read: [], write: [] },
};

/** Where somebody sees a part of a kind of data. */
export type AccessPart = "last-one" | "own";
const PARTS: Readonly<Partial<Record<LaterKind, Readonly<Partial<Record<Relation, AccessPart>>>>>> =
  {
    "progress-note": { cover: "last-one" },
    "private-note": { therapist: "own" },
  };

/** Everybody whom the table speaks of. */
export const VIEWERS = [...RELATIONS, "administrator"] as const;
export type Viewer = (typeof VIEWERS)[number];
/** How far somebody gets; who writes also reads. */
export type Reach = "none" | "read" | "write";

export type AccessRow = {
  readonly kind: DataKind | LaterKind;
  /** True for what Trellis does not keep yet. */
  readonly comesLater: boolean;
  readonly reach: Readonly<Record<Viewer, Reach>>;
  readonly part: Readonly<Partial<Record<Viewer, AccessPart>>>;
};

const reachOf = (isWriter: boolean, isReader: boolean): Reach =>
  isWriter ? "write" : isReader ? "read" : "none";

const reachIn = (rights: Rights, administrator: Reach): Readonly<Record<Viewer, Reach>> => ({
  self: reachOf(rights.write.includes("self"), rights.read.includes("self")),
  therapist: reachOf(rights.write.includes("therapist"), rights.read.includes("therapist")),
  "skills-trainer": reachOf(
    rights.write.includes("skills-trainer"),
    rights.read.includes("skills-trainer"),
  ),
  cover: reachOf(rights.write.includes("cover"), rights.read.includes("cover")),
  supervisor: reachOf(rights.write.includes("supervisor"), rights.read.includes("supervisor")),
  administrator,
});

/** The same table for the pages that show it to people: one row a kind of data, those to come last. */
export const ACCESS_TABLE: readonly AccessRow[] = [
  ...DATA_KINDS.map((kind) => ({
    kind,
    comesLater: false,
    reach: reachIn(
      ALLOWED[kind],
      reachOf(mayAdministrator(kind, "write"), mayAdministrator(kind, "read")),
    ),
    part: {},
  })),
  ...LATER_KINDS.map((kind) => ({
    kind,
    comesLater: true,
    reach: reachIn(PLANNED[kind], "none"),
    part: PARTS[kind] ?? {},
  })),
];
