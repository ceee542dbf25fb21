import type { Audience } from "@trellis/clinical/level-words/level-words";
import { PrintLine } from "@trellis/clinical/week-matrix/print-line";
import { WeekMatrix } from "@trellis/clinical/week-matrix/week-matrix";
import { WeeklyAnswers, weeklyItems } from "@trellis/clinical/week-matrix/weekly-answers";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { LinkButton } from "@trellis/ui/link-button";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { clientPageHref } from "#platform/client-pages.ts";
import { dayText } from "#platform/day-words.ts";
import { ModeLine } from "#platform/mode-banner.tsx";
import { DayDialog } from "./day-dialog.tsx";
import { DayFactsDialog } from "./day-facts-dialog.tsx";
import { rangeTitle } from "./range-title.ts";
import { rangeNote, rangeWords } from "./range-words.ts";
import type { WeekView } from "./use-week.ts";
import { NOW, weekFrom } from "./week-address.ts";
import css from "./session-page.module.css";

type WeekCardProps = { week: DiaryWeek; view: WeekView };

/** The matrix under the heading that says which days it shows. */
export function WeekCard({ week, view }: WeekCardProps) {
  const title = rangeTitle(week, view.today);
  return (
    <Card title={rangeWords(title)} aside={<HeadEnd view={view} note={rangeNote(title)} />}>
      <div aria-busy={view.query.isPlaceholderData} className={css.matrix}>
        <WeekContent week={week} view={view} audience="clinician" />
        <span className={css.paper}>
          <ModeLine />
        </span>
      </div>
    </Card>
  );
}

type WeekContentProps = WeekCardProps & { audience: Audience };

/** The matrix, with what to do above it when its days are empty. */
export function WeekContent({ week, view, audience }: WeekContentProps) {
  const [open, setOpen] = useState<CivilDate | null>(null);
  const { entries, notes, riddenOut, shortDays } = week;
  const isEmpty = entries.length + notes.length + riddenOut.length + shortDays.length === 0;
  return (
    <>
      {isEmpty ? <Nothing week={week} view={view} audience={audience} /> : null}
      <WeekMatrix week={week} today={view.today} audience={audience} onOpenDay={setOpen} />
      <PrintLine week={week} today={view.today} />
      <DayFactsDialog
        week={week}
        today={view.today}
        audience={audience}
        date={open}
        onClose={() => setOpen(null)}
      />
    </>
  );
}

/** What was asked once for these days; nothing when the card asks nothing so. */
export function WeeklyCard({ week, view }: WeekCardProps) {
  if (weeklyItems(week).length === 0) return null;
  return (
    <Card title={m.week_weekly_title()}>
      <WeeklyAnswers week={week} today={view.today} />
    </Card>
  );
}

function Nothing({ week, view, audience }: WeekContentProps) {
  if (week.earlierEntryOn !== null || week.laterEntryOn !== null)
    return (
      <EmptyState title={m.session_empty_title()} action={<Jumps week={week} view={view} />} />
    );
  if (week.items.length > 0) return <EmptyState title={m.session_empty_card()} />;
  return (
    <EmptyState
      title={m.session_no_items_title()}
      action={audience === "clinician" ? <ToCard clientId={week.client.id} /> : undefined}
    />
  );
}

function ToCard({ clientId }: { clientId: string }): ReactNode {
  return (
    <Link href={clientPageHref(clientId, "card")} asChild>
      <LinkButton>{m.session_to_card()}</LinkButton>
    </Link>
  );
}

function Jumps({ week, view }: WeekCardProps) {
  const { earlierEntryOn: earlier, laterEntryOn: later } = week;
  return (
    <div className={css.row} data-print="no">
      {earlier === null ? null : (
        <Button onClick={() => view.go({ to: earlier, from: null })}>
          {m.session_earlier_entry({ day: dayText(earlier) })}
        </Button>
      )}
      {later === null ? null : (
        <Button onClick={() => view.go(weekFrom(later, view.today))}>
          {m.session_later_entry({ day: dayText(later) })}
        </Button>
      )}
    </div>
  );
}

/** What is to be said of these days, on the line of their name, and the ways to others. */
function HeadEnd({ view, note }: { view: WeekView; note: string | undefined }) {
  return (
    <div className={css.headEnd}>
      {note === undefined ? null : <small>{note}</small>}
      <Pager view={view} />
    </div>
  );
}

/** Earlier, later, now, and any day. */
function Pager({ view }: { view: WeekView }) {
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={css.pager} data-print="no">
      <Arrows view={view} />
      <Button variant="quiet" onClick={() => setChoosing(true)}>
        {m.session_choose_day()}
      </Button>
      <DayDialog
        open={choosing}
        onClose={() => setChoosing(false)}
        title={m.session_choose_day()}
        label={m.session_choose_day_label()}
        action={m.session_choose_day_action()}
        today={view.today}
        onChoose={(day) => view.go(day === view.today ? NOW : { to: day, from: null })}
      />
    </div>
  );
}

/** A page back and a page forward. */
export function Arrows({ view }: { view: WeekView }) {
  return (
    <>
      <Button
        aria-label={m.session_earlier()}
        title={m.session_earlier()}
        onClick={() => view.go(view.earlier)}
      >
        <span aria-hidden="true">‹</span>
      </Button>
      <Button
        aria-label={m.session_later()}
        title={m.session_later()}
        busy={view.later === null}
        onClick={() => view.go(view.later)}
      >
        <span aria-hidden="true">›</span>
      </Button>
      {view.later === null ? null : (
        <Button variant="quiet" onClick={() => view.go(NOW)}>
          {m.session_now()}
        </Button>
      )}
    </>
  );
}
