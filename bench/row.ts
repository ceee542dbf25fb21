import type { Scope } from "./scope.ts";

/** What a value has to be. */
export type Goal = { readonly sign: "≥" | "≤" | "="; readonly than: number };

/** A row as its family announces it, before anything is measured. */
export type PlannedRow = { readonly name: string; readonly unit: string; readonly goal: Goal };

/** A value with the words that say how it came about; `more` are further numbers of the JSON row. */
export type Measured = {
  readonly name: string;
  readonly value: number;
  readonly how: string;
  readonly more?: Readonly<Record<string, number>>;
};

/** Rows that are measured together. One file makes one family; registry.ts lists them. */
export type Family = {
  readonly rows: readonly PlannedRow[];
  /** Measures at least the wanted rows. Whatever it starts or makes it hands to the scope. */
  measure(wanted: ReadonlySet<string>, scope: Scope, say: Say): Promise<readonly Measured[]>;
};

export type Say = (sentence: string) => void;

/** A row of the output; `value` is null when it could not be measured, and `how` then says why. */
export type Row = {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly goal: string;
  readonly holds: boolean;
  readonly how: string;
};

/** True when the value meets the goal. */
function holds({ sign, than }: Goal, value: number): boolean {
  if (sign === "≥") return value >= than;
  return sign === "≤" ? value <= than : value === than;
}

/** Puts a measured value beside its goal. */
export function rowOf(planned: PlannedRow, measured: Measured): Row & Record<string, unknown> {
  const value = Number(measured.value.toPrecision(4));
  return {
    name: planned.name,
    value,
    unit: planned.unit,
    goal: goalText(planned.goal),
    holds: holds(planned.goal, value),
    how: measured.how,
    ...measured.more,
  };
}

/** The row of something that could not be measured. */
export function lostRow(planned: PlannedRow, why: string): Row {
  return {
    name: planned.name,
    value: null,
    unit: planned.unit,
    goal: goalText(planned.goal),
    holds: false,
    how: why,
  };
}

const goalText = ({ sign, than }: Goal): string => `${sign} ${String(than)}`;
