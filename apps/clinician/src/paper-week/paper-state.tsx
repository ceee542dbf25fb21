import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { problemWords } from "#platform/problem-words.ts";
import { filledOf } from "./paper-grids.tsx";
import type { PaperWeek } from "./use-paper-week.ts";
import css from "./paper-page.module.css";

type PaperStateProps = { week: DiaryWeek; paper: PaperWeek; unread: number };

/** How far it is, and where the entries are. */
export function PaperState({ week, paper, unread }: PaperStateProps) {
  const { saving, stuck, refused } = paper.counts;
  const wrong = refused + unread;
  const words = [
    m.paper_filled(filledOf(week, paper)),
    wrong > 0 ? m.paper_state_refused({ count: wrong }) : undefined,
    saving > 0 ? m.paper_state_saving({ count: saving }) : undefined,
    saving + stuck + wrong > 0
      ? undefined
      : paper.isTouched
        ? m.paper_state_saved()
        : m.paper_state_nothing(),
  ];
  return (
    <div className={css.state}>
      <div className={css.stateLine}>
        <small role="status">{words.filter(Boolean).join(" · ")}</small>
        <Button variant="quiet" busy={!paper.mayTakeBack} onClick={paper.takeBack}>
          {m.paper_take_back()}
        </Button>
      </div>
      {stuck === 0 ? null : (
        <div role="alert" className={css.stuck}>
          <span>{`${problemWords(paper.problem)} ${m.paper_state_stuck({ count: stuck })}`}</span>
          <Button onClick={paper.retry}>{m.retry()}</Button>
        </div>
      )}
    </div>
  );
}
