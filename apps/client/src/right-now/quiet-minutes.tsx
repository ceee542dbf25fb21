import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useEffect, useState } from "react";
import { minutesLeft, QUIET, quietLeft, type QuietTime } from "./quiet-time.ts";
import { endQuiet } from "./right-now-state.ts";
import css from "./quiet-minutes.module.css";

const RADIUS = 54;
const AROUND = 2 * Math.PI * RADIUS;

type QuietMinutesProps = {
  quiet: QuietTime;
  /** What is read meanwhile. */
  children: React.ReactNode;
};

/** Ten minutes that go by the clock. A ring fills slowly; where less motion is asked for, once a minute. */
export function QuietMinutes({ quiet, children }: QuietMinutesProps) {
  const left = useLeft(quiet);
  const minutes = minutesLeft(left);
  const isOver = left === 0;
  return (
    <Card title={m.right_now_quiet_title()}>
      <div className={css.quiet}>
        <svg className={css.ring} viewBox="0 0 120 120" aria-hidden="true">
          <circle className={css.ground} cx="60" cy="60" r={RADIUS} />
          <circle
            className={css.part}
            cx="60"
            cy="60"
            r={RADIUS}
            strokeDasharray={`${String(AROUND * shown(left))} ${String(AROUND)}`}
            transform="rotate(-90 60 60)"
          />
        </svg>
        <p className={css.left}>{isOver ? null : m.right_now_quiet_left({ count: minutes })}</p>
        <p role="status">{isOver ? m.right_now_quiet_over() : null}</p>
      </div>
      {children}
      {isOver ? null : <small>{m.right_now_quiet_lock()}</small>}
      <Button wide variant={isOver ? "primary" : "plain"} onClick={endQuiet}>
        {m.right_now_quiet_end()}
      </Button>
    </Card>
  );
}

/** The part of the ring that is full. */
function shown(left: number): number {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return 1 - (calm ? minutesLeft(left) * 60_000 : left) / QUIET;
}

/** Looks at the clock each second while it is seen, and when the phone is unlocked. */
function useLeft(quiet: QuietTime): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = setInterval(look, 1000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return quietLeft(quiet, now);
}
