import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { readPractice } from "@trellis/api/skill-practice";
import { asTitle } from "@trellis/clinical/civil-date-words/civil-date-words";
import { hasWeekRows, WeekMatrix } from "@trellis/clinical/week-matrix/week-matrix";
import { WeeklyAnswers, weeklyItems } from "@trellis/clinical/week-matrix/weekly-answers";
import { type CivilDate } from "@trellis/domain/civil-date";
import { type DiaryWeek, MOST_DAYS } from "@trellis/domain/diary-card";
import type { SkillPractice } from "@trellis/domain/skill-practice";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { useSearchParams } from "wouter";
import { ask } from "#platform/api.ts";
import { ClientFrame } from "#platform/client-frame.tsx";
import { dayText } from "#platform/day-words.ts";
import { diaryToday, readDay } from "#platform/day.ts";
import { QueryState } from "#platform/query-state.tsx";
import { WeekPager } from "#platform/week-pager.tsx";

/** What a skills trainer sees of a client: the card's items about skills, fourteen days at a time. */
export function PracticePage({ clientId }: { clientId: string }) {
  const [params] = useSearchParams();
  const today = diaryToday();
  const asked = readDay(params.get("to"));
  const to = asked !== null && asked < today ? asked : today;
  const query = useQuery({
    queryKey: ["practice", clientId, to],
    queryFn: async () => ask(readPractice, { params: { clientId }, query: { to } }),
    placeholderData: keepPreviousData,
  });
  return (
    <ClientFrame clientId={clientId} current="practice">
      <QueryState query={query} loading={m.practice_loading()} shape="cards" lines={2}>
        {(practice) => (
          <Card
            title={daysTitle(practice)}
            note={m.practice_words()}
            aside={
              <WeekPager
                clientId={clientId}
                page="practice"
                range={practice}
                today={today}
                days={MOST_DAYS}
              />
            }
          >
            <div aria-busy={query.isPlaceholderData}>
              <Practice practice={practice} today={today} />
            </div>
          </Card>
        )}
      </QueryState>
    </ClientFrame>
  );
}

const daysTitle = ({ from, to }: SkillPractice): string =>
  asTitle(m.practice_days({ from: dayText(from), to: dayText(to) }), getLocale());

function Practice({ practice, today }: { practice: SkillPractice; today: CivilDate }) {
  const week = asWeek(practice);
  if (!hasWeekRows(week) && weeklyItems(week).length === 0)
    return <EmptyState title={m.practice_none()} />;
  return (
    <>
      <WeekMatrix week={week} today={today} audience="clinician" before={false} />
      <WeeklyAnswers week={week} today={today} />
    </>
  );
}

/** The part of a week that is about skills; what a trainer is not told of is empty. */
const asWeek = ({ client, ...practice }: SkillPractice): DiaryWeek => ({
  ...practice,
  client: { ...client, lifeLine: null, closingLine: null },
  lastSessionOn: null,
  sessions: [],
  cleared: [],
  details: [],
  notes: [],
  riddenOut: [],
  shortDays: [],
  checkedBefore: null,
  usual: [],
  earlierEntryOn: null,
  laterEntryOn: null,
});
