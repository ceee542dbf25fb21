import type { CivilDate } from "@trellis/domain/civil-date";
import type { CardDay } from "./card-day.ts";
import type { SentStatement } from "./wire.ts";

/** How a load process reaches what it loads. */
export type LoadTarget =
  | { readonly way: "http"; readonly port: number }
  | {
      readonly way: "sql";
      readonly url: string;
      readonly captured: readonly (readonly SentStatement[])[];
      readonly of: CardDay;
    };

/** Every client saves this many days, one after the other, all clients at once. */
export type LoadRun = { readonly first: CivilDate; readonly days: number };

/** What one run took: all of it in seconds, each save in milliseconds. */
export type LoadResult = { readonly seconds: number; readonly milliseconds: readonly number[] };

/** Sends saves for one client, one at a time. */
export type Saver<Prepared> = {
  prepare(day: CardDay): Prepared;
  save(prepared: Prepared): Promise<void>;
};
