import { readWeek } from "@trellis/api/diary-card";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { useEffect, useState } from "react";
import { callServer } from "#platform/server-call.ts";

type Read = {
  readonly asked: string;
  readonly week: DiaryWeek | null;
  readonly problem: unknown;
};

/** The days up to `to`, from the last session on. While another range is read, `week` is null. */
export function useWeek(clientId: string, to: CivilDate) {
  const [visit, setVisit] = useState(0);
  const [read, setRead] = useState<Read | null>(null);
  const asked = `${clientId} ${to} ${String(visit)}`;
  useEffect(() => {
    let wanted = true;
    const take = (part: Partial<Read>) => {
      if (wanted) setRead({ asked, week: null, problem: null, ...part });
    };
    callServer(readWeek, { params: { clientId }, query: { to } }).then(
      (week) => take({ week }),
      (problem: unknown) => take({ problem }),
    );
    return () => {
      wanted = false;
    };
  }, [asked, clientId, to]);
  const current = read !== null && read.asked === asked ? read : null;
  return {
    week: current?.week ?? null,
    problem: current?.problem ?? null,
    retry: () => setVisit(visit + 1),
  };
}
