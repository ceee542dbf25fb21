import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import type { ReactNode } from "react";
import { LanguageChoice } from "./language-choice.tsx";
import { ModeBanner } from "./mode-banner.tsx";
import { PageHeading } from "./page-heading.tsx";
import css from "./door-page.module.css";

type DoorPageProps = {
  title: string;
  /** A soft line under the title. */
  note?: string | undefined;
  children: ReactNode;
};

/** A page for somebody who is not signed in: one narrow card. */
export function DoorPage({ title, note, children }: DoorPageProps) {
  return (
    <main id="main" className={css.page}>
      <ModeBanner />
      <div className={css.head}>
        <p className={css.brand}>{m.app_name()}</p>
        <PageHeading page={title}>{title}</PageHeading>
        {note === undefined ? null : <p className={css.soft}>{note}</p>}
      </div>
      <Card>{children}</Card>
      <LanguageChoice />
    </main>
  );
}
