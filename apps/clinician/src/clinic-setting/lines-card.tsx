import type { CurrentSettings } from "@trellis/api/clinic-setting";
import { daysBetween } from "@trellis/domain/civil-date";
import { CHECK_AGAIN_DAYS } from "@trellis/domain/clinic-setting";
import { dialled, helpOf } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { dayText } from "#platform/day-words.ts";
import { diaryToday } from "#platform/day.ts";
import { ChangeButton } from "./change-button.tsx";
import { usePhoneCheck } from "./setting-query.ts";
import css from "./lines-card.module.css";

type LinesCardProps = {
  current: CurrentSettings;
  /** Null for somebody who can look at it alone. */
  onChange: (() => void) | null;
};

/** The numbers of the clinic's country as clients see them, and who made sure of each. */
export function LinesCard({ current, onChange }: LinesCardProps) {
  const { settings, checks } = current;
  const { country } = settings;
  const { emergency, crisis } = helpOf(country, { ...settings, checks });
  const mayCheck = onChange !== null;
  return (
    <Card
      title={m.setting_card_lines()}
      note={m.setting_card_lines_note()}
      aside={<ChangeButton part={m.setting_crisis_lines()} onChange={onChange} />}
    >
      <ul className={css.lines}>
        {emergency.map(({ phone }) => (
          <Line
            key={phone}
            name={m.setting_emergency()}
            hint={m.setting_emergency_hint()}
            phone={phone}
            checks={checks}
            mayCheck={mayCheck}
          />
        ))}
        {crisis.map(({ name, phone }) => (
          <Line
            key={name + phone}
            name={name}
            hint=""
            phone={phone}
            checks={checks}
            mayCheck={mayCheck}
          />
        ))}
      </ul>
    </Card>
  );
}

type LineProps = {
  name: string;
  hint: string;
  phone: string;
  checks: CurrentSettings["checks"];
  mayCheck: boolean;
};

function Line({ name, hint, phone, checks, mayCheck }: LineProps) {
  const check = checks.find((each) => dialled(each.phone) === dialled(phone));
  const isFresh = check !== undefined && check.on === diaryToday();
  return (
    <li className={css.line}>
      <div>
        <p className={css.name}>{name}</p>
        <p>{phone}</p>
        <small>{stateWords(check)}</small>
        {hint === "" || !mayCheck ? null : <small className={css.hint}>{hint}</small>}
      </div>
      {mayCheck && !isFresh ? <CheckButton phone={phone} /> : null}
    </li>
  );
}

function stateWords(check: CurrentSettings["checks"][number] | undefined): string {
  if (check === undefined) return m.setting_not_checked();
  const words = { day: dayText(check.on), name: check.by };
  return daysBetween(check.on, diaryToday()) > CHECK_AGAIN_DAYS
    ? m.setting_check_again(words)
    : m.setting_checked(words);
}

function CheckButton({ phone }: { phone: string }) {
  const check = usePhoneCheck();
  return (
    <Button
      aria-label={m.setting_check_named({ number: phone })}
      busy={check.isPending}
      onClick={() => check.mutate({ phone, isRight: true })}
    >
      {m.setting_check()}
    </Button>
  );
}
