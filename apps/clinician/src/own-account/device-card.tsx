import { useQuery } from "@tanstack/react-query";
import { deviceWords } from "@trellis/clinical/device-words/device-words";
import type { DeviceSignIn } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { showToast } from "@trellis/ui/toast-queue";
import { dayText } from "#platform/day-words.ts";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { devicesQuery, useEndDevice, useEndOthers } from "./own-account-query.ts";
import css from "./own-account.module.css";

const endedWords = (count: number): string =>
  count === 0 ? m.devices_ended_none() : m.devices_ended({ count });

/** Where one is signed in, and the way to sign out there. */
export function DeviceCard() {
  const query = useQuery(devicesQuery);
  return (
    <Card title={m.own_account_devices_title()} note={m.own_account_devices_words()}>
      <QueryState query={query} loading={m.own_account_devices_loading()} lines={2}>
        {(devices) => <Devices devices={devices} />}
      </QueryState>
    </Card>
  );
}

function Devices({ devices }: { devices: readonly DeviceSignIn[] }) {
  const endOne = useEndDevice((device) =>
    showToast({ text: m.devices_ended_one({ device: deviceWords(device) }) }),
  );
  const endOthers = useEndOthers((ended) => showToast({ text: endedWords(ended) }));
  const problem = endOne.error ?? endOthers.error;
  const part = useKeptFocus<HTMLDivElement>(devices.length);
  const hasOthers = devices.some((device) => !device.isThis);
  return (
    <div ref={part} className={css.devices}>
      <ul className={css.list}>
        {devices.map((device) => (
          <Line key={device.id} device={device} onEnd={() => endOne.mutate(device)} />
        ))}
      </ul>
      <div role="alert">{problem === null ? null : <p>{problemWords(problem)}</p>}</div>
      {hasOthers ? (
        <div>
          <Button onClick={() => endOthers.mutate()}>{m.devices_sign_out_others()}</Button>
        </div>
      ) : (
        <p>{m.own_account_devices_alone()}</p>
      )}
    </div>
  );
}

function Line({ device, onEnd }: { device: DeviceSignIn; onEnd: () => void }) {
  const name = deviceWords(device);
  return (
    <li className={css.line}>
      <div className={css.device}>
        <span className={css.name}>{name}</span>
        <span className={css.facts}>
          {device.isThis ? <span>{m.devices_this()}</span> : null}
          <span>{m.devices_last_used({ day: dayText(device.lastUsedOn) })}</span>
          <span>{m.devices_first_used({ day: dayText(device.firstUsedOn) })}</span>
        </span>
      </div>
      {device.isThis ? null : (
        <Button
          variant="quiet"
          aria-label={m.devices_sign_out_named({ device: name })}
          onClick={onEnd}
        >
          {m.devices_sign_out()}
        </Button>
      )}
    </li>
  );
}
