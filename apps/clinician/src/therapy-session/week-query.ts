import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { readWeek } from "@trellis/api/diary-card";
import type { CivilDate } from "@trellis/domain/civil-date";
import { ask } from "#platform/api.ts";
import { weekKey } from "#platform/week-key.ts";
import type { WeekAddress } from "./week-address.ts";

/** The days of an address in one answer. The page before stays to be seen until it is there. */
export const weekQuery = (clientId: string, address: WeekAddress, today: CivilDate) =>
  queryOptions({
    queryKey: [...weekKey(clientId), address.to ?? today, address.from],
    queryFn: async () =>
      ask(readWeek, {
        params: { clientId },
        query: {
          to: address.to ?? today,
          ...(address.from === null ? {} : { from: address.from }),
        },
      }),
    placeholderData: keepPreviousData,
  });
