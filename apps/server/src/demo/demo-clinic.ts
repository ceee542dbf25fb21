import type { AccountKind, Locale } from "@trellis/domain/account";
import type { CardAspect, CardItemRevision } from "@trellis/domain/card-item";
import type { DetailField, NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { ClinicSettings } from "@trellis/domain/clinic-setting";
import type { CoachingTimes } from "@trellis/domain/coaching-call";
import type { SafetyPlan } from "@trellis/domain/safety-plan";
import type { TargetBehaviour, TargetLevel } from "@trellis/domain/target-behaviour";

/** A made-up clinic as plain data; nothing here knows of a database. */
export type DemoClinic = {
  readonly clinic: {
    readonly code: string;
    readonly name: string;
    readonly appName: string;
    readonly country: string;
    readonly zone: string;
    readonly settings: Pick<ClinicSettings, "contacts" | "coachingHours" | "sessionHours">;
  };
  readonly therapist: DemoAccount;
  /** When and how the therapist can be called. */
  readonly coaching: CoachingTimes;
  readonly clients: readonly DemoClient[];
};

export type DemoAccount = {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
};

/** One made-up person with all that their record holds. Lists are in the order of days. */
export type DemoClient = {
  readonly id: string;
  /** Null for the nameless clients of the bench. */
  readonly account: DemoAccount | null;
  readonly initials: string;
  readonly tag: string;
  readonly lifeLine: string | null;
  /** What the pair wants to read at the end of the card. */
  readonly closingLine: string | null;
  readonly zone: string;
  /** First day of treatment; the therapist's relation begins here. */
  readonly since: CivilDate;
  readonly targets: readonly TargetBehaviour[];
  readonly items: readonly DemoItem[];
  readonly entries: readonly DemoEntry[];
  readonly notes: readonly DemoNote[];
  readonly details: readonly DemoDetail[];
  readonly riddenOut: readonly DemoRiddenOut[];
  readonly shortDays: readonly DemoShortDay[];
  /** From the first to the newest version. */
  readonly plans: readonly DemoPlan[];
  readonly sessions: readonly DemoSession[];
};

export type DemoItem = {
  readonly id: string;
  readonly aspect: CardAspect;
  readonly targetId: string | null;
  readonly level: TargetLevel | null;
  /** Id in the library or the skill catalogue; null for an item of one's own. */
  readonly library: string | null;
  readonly position: number;
  /** Ascending from version 1; the last one may take the item off the card from its day on. */
  readonly versions: readonly DemoItemVersion[];
};

export type DemoItemVersion = CardItemRevision & {
  readonly version: number;
  readonly validFrom: CivilDate;
};

export type DemoEntry = {
  readonly item: string;
  readonly date: CivilDate;
  readonly value: number;
  readonly version: number;
  /** ISO 8601 in UTC; before 00:00 UTC of the day that was `today`. */
  readonly madeAt: string;
  readonly zone: string;
  /** Made after the diary day had ended. */
  readonly late: boolean;
  /** Changed the day after: what stood there, and on which day it was changed. */
  readonly corrected?: { readonly from: number; readonly on: CivilDate };
};

export type DemoNote = {
  readonly date: CivilDate;
  readonly field: NoteField;
  readonly words: string;
  readonly madeAt: string;
};

/** Words beside an item of a day. */
export type DemoDetail = {
  readonly item: string;
  readonly date: CivilDate;
  readonly field: DetailField;
  readonly words: string;
  readonly madeAt: string;
};

/** An urge that was ridden out and put on the card. */
export type DemoRiddenOut = {
  readonly id: string;
  readonly item: string;
  readonly date: CivilDate;
  readonly before: number;
  readonly after: number;
  readonly moves: readonly string[];
  readonly madeAt: string;
};

/** A day on which the short card was enough. */
export type DemoShortDay = { readonly date: CivilDate; readonly madeAt: string };

/** One version of a safety plan, and when the other of the two agreed to it. */
export type DemoPlan = {
  readonly id: string;
  readonly plan: SafetyPlan;
  readonly writtenBy: "client" | "therapist";
  readonly writtenAt: string;
  readonly agreedAt: string | null;
};

export type DemoSession = { readonly id: string; readonly heldOn: CivilDate };
