import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useLocation } from "wouter";
import { ButtonRow } from "./button-row.tsx";
import { type ClientPage, clientPageHref } from "./client-pages.ts";

type WeekPagerProps = {
  clientId: string;
  page: ClientPage;
  /** The days that are shown. */
  range: { readonly from: CivilDate; readonly to: CivilDate };
  today: CivilDate;
  /** Days of one page. */
  days: number;
};

/** A page of days back and one forward, kept in the address. */
export function WeekPager({ clientId, page, range, today, days }: WeekPagerProps) {
  const [, navigate] = useLocation();
  const go = (to: CivilDate) => {
    const href = clientPageHref(clientId, page);
    navigate(to < today ? `${href}?to=${to}` : href);
  };
  return (
    <ButtonRow>
      <Button
        aria-label={m.session_earlier()}
        title={m.session_earlier()}
        onClick={() => go(addDays(range.from, -1))}
      >
        <span aria-hidden="true">‹</span>
      </Button>
      <Button
        aria-label={m.session_later()}
        title={m.session_later()}
        busy={range.to >= today}
        onClick={() => go(addDays(range.to, days))}
      >
        <span aria-hidden="true">›</span>
      </Button>
    </ButtonRow>
  );
}
