import type { CurrentSettings } from "@trellis/api/clinic-setting";
import { MOST_CONTACTS, MOST_LINES } from "@trellis/domain/clinic-setting";
import { helpIn } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { ChoiceField } from "#platform/choice-field.tsx";
import { RowsFields } from "./rows-fields.tsx";
import { SettingSheet } from "./setting-sheet.tsx";

type SheetProps = { current: CurrentSettings; onClose: () => void };

/** Whom clients can call at the clinic. */
export function ContactsSheet({ current, onClose }: SheetProps) {
  return (
    <SettingSheet
      title={m.setting_card_contacts()}
      current={current}
      fields={["contacts"]}
      onClose={onClose}
    >
      {({ draft, change, faults }) => (
        <>
          <p>{m.setting_card_contacts_note()}</p>
          <RowsFields
            rows={draft.contacts}
            faults={faults.contacts}
            empty={{ name: "", phone: "", about: "" }}
            most={MOST_CONTACTS}
            numbered={(number) => m.setting_contact_number({ number })}
            add={m.setting_contact_add()}
            onChange={(contacts) => change({ contacts })}
          />
        </>
      )}
    </SettingSheet>
  );
}

/** The crisis lines and their order; the emergency number is no part of it. */
export function LinesSheet({ current, onClose }: SheetProps) {
  return (
    <SettingSheet
      title={m.setting_crisis_lines()}
      current={current}
      fields={["crisisLines"]}
      onClose={onClose}
    >
      {({ draft, change, faults }) => (
        <>
          <ChoiceField
            label={m.setting_lines_which()}
            options={[
              { value: "known", label: m.setting_lines_known() },
              { value: "own", label: m.setting_lines_own() },
            ]}
            value={draft.crisisLines === null ? "known" : "own"}
            onChange={(which) =>
              change({ crisisLines: which === "known" ? null : knownLines(draft.country) })
            }
          />
          {draft.crisisLines === null ? (
            <ul>
              {knownLines(draft.country).map(({ name, phone }) => (
                <li key={name}>{`${name} · ${phone}`}</li>
              ))}
            </ul>
          ) : (
            <RowsFields
              rows={draft.crisisLines}
              faults={faults.crisisLines}
              empty={{ name: "", phone: "" }}
              most={MOST_LINES}
              numbered={(number) => m.setting_line_number({ number })}
              add={m.setting_line_add()}
              onChange={(crisisLines) => change({ crisisLines })}
            />
          )}
        </>
      )}
    </SettingSheet>
  );
}

const knownLines = (country: string) =>
  helpIn(country).crisis.map(({ name, phone }) => ({ name, phone }));
