import { dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DeviceSignIn } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { momentWords } from "#platform/moment-words.ts";
import { type DeviceName, deviceNames } from "./device-names.ts";
import css from "./devices-screen.module.css";

type DeviceListProps = {
  signIns: readonly DeviceSignIn[];
  onEnd: (signIn: DeviceSignIn, name: string) => void;
};

/** This device first, then the others by their last use. */
export function DeviceList({ signIns, onEnd }: DeviceListProps) {
  const sorted = signIns.toSorted(
    (one, other) =>
      Number(other.isThis) - Number(one.isThis) || other.lastUsedOn.localeCompare(one.lastUsedOn),
  );
  const names = deviceNames(signIns);
  return (
    <ul className={css.list}>
      {sorted.map((signIn) => (
        <Device key={signIn.id} signIn={signIn} named={names(signIn)} onEnd={onEnd} />
      ))}
    </ul>
  );
}

type DeviceProps = { signIn: DeviceSignIn; named: DeviceName } & Pick<DeviceListProps, "onEnd">;

function Device({ signIn, named, onEnd }: DeviceProps) {
  const locale = useLanguage();
  const today = useToday();
  const device = named.name;
  const time = momentWords(signIn.firstUsedAt, locale);
  const words = (day: CivilDate) => dayWords(day, locale, { year: needsYear(day, today) });
  return (
    <li className={css.device}>
      <b>{device}</b>
      {signIn.isThis ? <span>{m.devices_this()}</span> : null}
      <small>{m.devices_last_used({ day: words(signIn.lastUsedOn) })}</small>
      <small>{m.devices_first_used({ day: time })}</small>
      {signIn.isThis ? (
        <small>{m.devices_this_note()}</small>
      ) : (
        <Button
          aria-label={
            named.looksLikeAnother
              ? m.devices_sign_out_since({ device, time })
              : m.devices_sign_out_named({ device })
          }
          onClick={() => onEnd(signIn, device)}
        >
          {m.devices_sign_out()}
        </Button>
      )}
    </li>
  );
}
