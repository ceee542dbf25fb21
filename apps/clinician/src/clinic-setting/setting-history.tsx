import { useInfiniteQuery } from "@tanstack/react-query";
import type { CurrentSettings, SettingVersion } from "@trellis/api/clinic-setting";
import { changedFields, type SettingField } from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { Dialog } from "@trellis/ui/dialog";
import { useState } from "react";
import { momentText } from "#platform/moment-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import {
  saySettings,
  settingProblemWords,
  useSettingChange,
  useSettingUndo,
  versionsQuery,
} from "./setting-query.ts";
import { fieldWords, valueWords } from "./setting-words.ts";
import css from "./setting-history.module.css";

type SettingHistoryProps = { current: CurrentSettings; mayChange: boolean };

/** Who changed what and when, and the way back to any of it. */
export function SettingHistory({ current, mayChange }: SettingHistoryProps) {
  const query = useInfiniteQuery(versionsQuery);
  const [looked, look] = useState<SettingVersion | null>(null);
  return (
    <Card title={m.setting_history()}>
      <QueryState query={query} loading={m.setting_history_loading()} lines={3}>
        {({ pages }) => (
          <>
            <ol className={css.versions}>
              {pages
                .flatMap((page) => page.versions)
                .map((version) => (
                  <Version
                    key={version.version}
                    version={version}
                    isNow={version.version === current.version}
                    onLook={() => look(version)}
                  />
                ))}
            </ol>
            {query.hasNextPage ? (
              <div>
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {m.setting_history_older()}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </QueryState>
      {looked === null ? null : (
        <VersionDialog
          version={looked}
          current={current}
          mayChange={mayChange}
          onClose={() => look(null)}
        />
      )}
    </Card>
  );
}

type VersionProps = { version: SettingVersion; isNow: boolean; onLook: () => void };

function Version({ version, isNow, onLook }: VersionProps) {
  const { changedAt, changedBy, changed } = version;
  const moment = momentText(changedAt);
  const fields = new Intl.ListFormat(getLocale(), { type: "unit" }).format(changed.map(fieldWords));
  return (
    <li className={css.version}>
      <div>
        <p>
          {changedBy === null
            ? m.setting_version_first({ moment })
            : m.setting_version_by({ moment, name: changedBy })}
        </p>
        <small>{changed.length === 0 ? m.setting_version_began() : fields}</small>
      </div>
      {isNow ? (
        <small>{m.setting_version_now()}</small>
      ) : (
        <Button
          variant="quiet"
          aria-label={m.setting_version_look_named({ moment })}
          onClick={onLook}
        >
          {m.setting_version_look()}
        </Button>
      )}
    </li>
  );
}

type VersionDialogProps = SettingHistoryProps & { version: SettingVersion; onClose: () => void };

function VersionDialog({ version, current, mayChange, onClose }: VersionDialogProps) {
  const change = useSettingChange();
  const undo = useSettingUndo();
  const moment = momentText(version.changedAt);
  const differing = changedFields(current.settings, version.settings);
  const takeOver = () =>
    change.mutate(
      { base: current, own: version.settings },
      {
        onSuccess: ({ now }) => {
          onClose();
          saySettings(m.setting_taken_over({ moment }), () =>
            undo.mutate({ base: now, own: current.settings }),
          );
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.setting_version_title({ moment })}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={onClose}>{m.clinician_close()}</Button>
          {mayChange && differing.length > 0 ? (
            <Button variant="primary" busy={change.isPending} onClick={takeOver}>
              {m.setting_take_over()}
            </Button>
          ) : null}
        </>
      }
    >
      {differing.length === 0 ? (
        <p>{m.setting_version_same()}</p>
      ) : (
        <>
          <p>{m.setting_version_differs()}</p>
          {differing.map((field) => (
            <Difference key={field} field={field} version={version} current={current} />
          ))}
        </>
      )}
      <div role="alert">
        {change.error === null ? null : <p>{settingProblemWords(change.error)}</p>}
      </div>
    </Dialog>
  );
}

type DifferenceProps = { field: SettingField; version: SettingVersion; current: CurrentSettings };

function Difference({ field, version, current }: DifferenceProps) {
  return (
    <section className={css.difference}>
      <h3>{fieldWords(field)}</h3>
      <dl>
        <dt>{m.setting_version_then()}</dt>
        {valueWords(field, version.settings).map((line, at) => (
          <dd key={String(at)}>{line}</dd>
        ))}
        <dt>{m.setting_version_today()}</dt>
        {valueWords(field, current.settings).map((line, at) => (
          <dd key={String(at)}>{line}</dd>
        ))}
      </dl>
    </section>
  );
}
