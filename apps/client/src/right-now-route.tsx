import { standsOn } from "@trellis/domain/card-item";
import { useToday } from "#platform/diary-day.ts";
import { useSigned } from "#platform/signed-in.ts";
import { useCardState } from "./diary-card/card-store.ts";
import { RightNowScreen } from "./right-now/right-now-screen.tsx";

/** Right now knows which urges the card asks about today, and nothing of what was entered for them. */
export function RightNowRoute() {
  const signed = useSigned();
  const today = useToday();
  const { week } = useCardState(signed.state === "out" ? "" : signed.clientId);
  const urges = (week?.items ?? []).filter(
    (item) => item.aspect === "urge" && standsOn(item, today) !== null,
  );
  return <RightNowScreen urges={urges} />;
}
