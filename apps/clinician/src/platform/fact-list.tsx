import type { ReactNode } from "react";
import css from "./fact-list.module.css";

export type Fact = { readonly name: string; readonly value: ReactNode };

/** A few facts, each with its name. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(({ name, value }) => (
        <div key={name} className={css.fact}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
