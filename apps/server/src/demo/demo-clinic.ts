import type { AccountKind, Locale } from "@trellis/domain/account";
import type { CardAspect, CardItemRevision } from "@trellis/domain/card-item";
import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { ClinicSettings } from "@trellis/domain/clinic-setting";
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
  readonly zone: string;
  /** First day of treatment; the therapist's relation begins here. */
  readonly since: CivilDate;
  readonly targets: readonly TargetBehaviour[];
  readonly items: readonly DemoItem[];
  readonly entries: readonly DemoEntry[];
  readonly notes: readonly DemoNote[];
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
};

export type DemoNote = {
  readonly date: CivilDate;
  readonly field: NoteField;
  readonly words: string;
  readonly madeAt: string;
};

export type DemoSession = { readonly id: string; readonly heldOn: CivilDate };
