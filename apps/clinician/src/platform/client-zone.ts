import { useQuery, useQueryClient } from "@tanstack/react-query";
import { readWeek } from "@trellis/api/diary-card";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { ask } from "./api.ts";
import { deviceZone, diaryToday } from "./day.ts";

/** The time zone that a client lives in, as the record has it; this device's until it is known. */
export function useClientZone(clientId: string): string {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["client-zone", clientId],
    queryFn: async () => {
      const seen = queries.getQueriesData<DiaryWeek>({ queryKey: ["week", clientId] });
      const known = seen.find(([, week]) => week !== undefined)?.[1];
      if (known !== undefined) return known.client.zone;
      const today = diaryToday();
      const read = await ask(readWeek, { params: { clientId }, query: { to: today, from: today } });
      return read.client.zone;
    },
    staleTime: Infinity,
  });
  return query.data ?? deviceZone();
}
