import { useQuery } from "@tanstack/react-query";
import { readDoor } from "@trellis/api/sign-in";
import { ask } from "./api.ts";
import { useBoot } from "./boot-context.tsx";
import { setDayBoundary } from "./day.ts";

/**
 * False until it is known when the diary days of this clinic end. The page says it on a server of one
 * clinic; on one of several the clinic's door is asked. Without an answer days end at the usual hour.
 */
export function useClinicDay(clinic: string): boolean {
  const boot = useBoot();
  const isTold = boot.clinic?.code === clinic;
  const query = useQuery({
    queryKey: ["clinic-day", clinic],
    queryFn: async () => {
      const { dayBoundary } = await ask(readDoor, { params: { clinic } });
      setDayBoundary(dayBoundary);
      return dayBoundary;
    },
    enabled: !isTold,
    staleTime: Infinity,
  });
  return isTold || query.isFetched;
}
