import { useQuery } from "@tanstack/react-query";
import type { CurrentSettings } from "@trellis/api/clinic-setting";
import type { AccountKind } from "@trellis/domain/account";
import { diaryDayAt } from "@trellis/domain/civil-date";
import type { ClinicSettings, SettingField } from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { dayText } from "#platform/day-words.ts";
import { FactList } from "#platform/fact-list.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { ChangeButton } from "./change-button.tsx";
import { AgreementsSheet, ClinicSheet, DiarySheet } from "./clinic-sheets.tsx";
import { LinesCard } from "./lines-card.tsx";
import { ContactsSheet, LinesSheet } from "./phones-sheets.tsx";
import { SettingHistory } from "./setting-history.tsx";
import { settingsQuery } from "./setting-query.ts";
import { fieldWords, hourText, valueWords } from "./setting-words.ts";
import { TimesSheet } from "./times-sheet.tsx";
import css from "./settings-page.module.css";

type Part = "clinic" | "times" | "contacts" | "lines" | "diary" | "agreements";

/** What the clinic has set for itself. Administrators change it; everybody who works there may look. */
export function SettingsPage({ kind }: { kind: AccountKind }) {
  const query = useQuery(settingsQuery);
  const mayChange = kind === "administrator";
  return (
    <>
      <PageHead title={m.setting_title()} note={mayChange ? undefined : m.setting_note_reader()} />
      <QueryState query={query} loading={m.setting_loading()} shape="cards" lines={4}>
        {(current) => (
          <>
            <Settings current={current} mayChange={mayChange} />
            <SettingHistory current={current} mayChange={mayChange} />
          </>
        )}
      </QueryState>
    </>
  );
}

type SettingsProps = { current: CurrentSettings; mayChange: boolean };

function Settings({ current, mayChange }: SettingsProps) {
  const [editing, setEditing] = useState<Part | null>(null);
  const change = (part: Part) => (mayChange ? () => setEditing(part) : null);
  const facts = (fields: readonly SettingField[]) => (
    <FactList
      facts={fields.map((field) => ({
        name: fieldWords(field),
        value: <Value field={field} current={current} />,
      }))}
    />
  );
  return (
    <>
      <Card
        title={m.setting_card_clinic()}
        aside={<ChangeButton part={m.setting_card_clinic()} onChange={change("clinic")} />}
      >
        {facts(["name", "appName", "country", "zone"])}
      </Card>
      <Card
        title={m.setting_card_times()}
        aside={<ChangeButton part={m.setting_card_times()} onChange={change("times")} />}
      >
        {facts(["dayBoundary", "cardReading", "sessionHours", "coachingHours"])}
      </Card>
      <Card
        title={m.setting_card_contacts()}
        note={m.setting_card_contacts_note()}
        aside={<ChangeButton part={m.setting_card_contacts()} onChange={change("contacts")} />}
      >
        <Contacts contacts={current.settings.contacts} />
      </Card>
      <LinesCard current={current} onChange={change("lines")} />
      <Card
        title={m.setting_card_diary()}
        aside={<ChangeButton part={m.setting_card_diary()} onChange={change("diary")} />}
      >
        {facts(["skillScale"])}
      </Card>
      <Card
        title={m.setting_card_agreements()}
        aside={<ChangeButton part={m.setting_card_agreements()} onChange={change("agreements")} />}
      >
        {facts(["agreements", "reminderWords", "quarterMonths"])}
      </Card>
      <EditSheet part={editing} current={current} onClose={() => setEditing(null)} />
    </>
  );
}

function Contacts({ contacts }: Pick<ClinicSettings, "contacts">) {
  if (contacts.length === 0) return <p>{m.setting_contacts_none()}</p>;
  return (
    <ul className={css.contacts}>
      {contacts.map(({ name, phone, about }, at) => (
        <li key={String(at)}>
          <p className={css.name}>{name}</p>
          <p>{phone}</p>
          {about === "" ? null : <small>{about}</small>}
        </li>
      ))}
    </ul>
  );
}

function Value({ field, current }: { field: SettingField; current: CurrentSettings }) {
  const lines = valueWords(field, current.settings);
  const coming = field === "dayBoundary" ? comingBoundary(current) : null;
  return (
    <>
      {[...lines, ...(coming === null ? [] : [coming])].map((line, at) => (
        <p key={String(at)}>{line}</p>
      ))}
    </>
  );
}

/** What is to be said while a changed day boundary does not hold yet. */
function comingBoundary({ dayBoundary, settings }: CurrentSettings): string | null {
  const { hour, before, from } = dayBoundary;
  const today = diaryDayAt(Date.now(), settings.zone, dayBoundary);
  if (hour === before || from <= today) return null;
  return m.setting_day_boundary_coming({
    day: dayText(from),
    before: hourText(before),
    hour: hourText(hour),
  });
}

type EditSheetProps = { part: Part | null; current: CurrentSettings; onClose: () => void };

function EditSheet({ part, ...props }: EditSheetProps) {
  switch (part) {
    case null:
      return null;
    case "clinic":
      return <ClinicSheet {...props} />;
    case "times":
      return <TimesSheet {...props} />;
    case "contacts":
      return <ContactsSheet {...props} />;
    case "lines":
      return <LinesSheet {...props} />;
    case "diary":
      return <DiarySheet {...props} />;
    case "agreements":
      return <AgreementsSheet {...props} />;
  }
}
