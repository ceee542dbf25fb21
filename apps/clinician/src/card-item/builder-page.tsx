import { useQuery } from "@tanstack/react-query";
import type { WordsLanguage } from "@trellis/clinical/library-words/library-words";
import type { SkillScale } from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { Dialog } from "@trellis/ui/dialog";
import { showToast } from "@trellis/ui/toast-queue";
import { useEffect, useRef, useState } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { newId } from "#platform/ids.ts";
import { useLeaveGuard } from "#platform/leave-guard.ts";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import {
  type BuilderDraft,
  countsOf,
  isTouched,
  previewOfDraft,
  readBuilder,
  startBuilder,
} from "./builder-draft.ts";
import { BuilderSections } from "./builder-sections.tsx";
import type { CardDesign } from "./card-groups.ts";
import { type CardChanges, settingsQuery } from "./card-query.ts";
import { PhonePreview } from "./phone-preview.tsx";
import { TemplateChoice } from "./template-choice.tsx";
import css from "./builder-page.module.css";
import layout from "./card-page.module.css";

type BuilderProps = {
  clientId: string;
  design: CardDesign;
  /** Begins with the choice of a template; else nothing is chosen and the whole library is open. */
  fromTemplate: boolean;
  changes: CardChanges;
  onClose: () => void;
};

/** New items for a card, chosen and worded together, with the phone's view beside them; one save. */
export function BuilderPage(props: BuilderProps) {
  const query = useQuery(settingsQuery);
  return (
    <QueryState query={query} loading={m.card_design_loading()} shape="cards" lines={2}>
      {({ settings }) => <Builder {...props} skillScale={settings.skillScale} />}
    </QueryState>
  );
}

/** More than this many items take longer than a minute each evening (docs/clinical/diary-card.md). */
const MANY = 14;

const LANGUAGES: readonly WordsLanguage[] = ["en", "es"];

function Builder(props: BuilderProps & { skillScale: SkillScale }) {
  const { design, fromTemplate, changes, skillScale, onClose } = props;
  const builder = useBuilder(props);
  const { draft, setDraft, page } = builder;
  const [isLeaving, setLeaving] = useState(false);
  const isOpen = !fromTemplate || draft.template !== null;
  return (
    <div ref={page} className={layout.layout}>
      <div className={layout.main}>
        <Card
          title={fromTemplate ? m.card_builder_template_title() : m.card_builder_library_title()}
          note={fromTemplate ? m.card_builder_template_note() : m.card_builder_library_note()}
        >
          <div className={css.start}>
            {fromTemplate ? <TemplateChoice draft={draft} onChange={setDraft} /> : null}
            <ChoiceField
              label={m.card_builder_language()}
              options={LANGUAGES.map((value) => ({
                value,
                label: m.language_name({}, { locale: value }),
              }))}
              value={draft.language}
              onChange={(language) => setDraft({ ...draft, language })}
            />
          </div>
        </Card>
        {isOpen ? (
          <BuilderSections
            draft={draft}
            skillScale={skillScale}
            faults={builder.faults}
            onChange={setDraft}
          />
        ) : null}
        <Foot
          draft={draft}
          busy={changes.addition.isPending}
          error={changes.addition.error}
          onSave={builder.save}
          onClose={() => (isTouched(draft) ? setLeaving(true) : onClose())}
        />
      </div>
      <PhonePreview items={previewOfDraft(draft, design, skillScale)} />
      <LeaveBuilder
        active={isTouched(draft) && !changes.addition.isSuccess}
        isLeaving={isLeaving}
        onStay={() => setLeaving(false)}
        onClose={onClose}
      />
    </div>
  );
}

/** What is chosen and written, and the way to save it. */
function useBuilder(props: BuilderProps & { skillScale: SkillScale }) {
  const { clientId, design, changes, skillScale, onClose } = props;
  const [draft, setDraft] = useState(() => startBuilder(design, getLocale(), newId));
  const [tried, setTried] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const read = readBuilder(draft, skillScale);
  useEffect(() => {
    page.current?.querySelector<HTMLElement>("input")?.focus();
  }, []);
  const save = () => {
    setTried(true);
    if ("faults" in read) {
      requestAnimationFrame(() =>
        page.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus(),
      );
      return;
    }
    const { addition } = read;
    changes.addition.mutate(addition, {
      onSuccess: () => {
        const text = m.card_builder_saved({ count: addition.items.length });
        showToast({ about: clientId, key: "builder", text });
        onClose();
      },
    });
  };
  const faults = tried && "faults" in read ? read.faults : null;
  return { draft, setDraft, page, faults, save };
}

type FootProps = {
  draft: BuilderDraft;
  busy: boolean;
  error: Error | null;
  onSave: () => void;
  onClose: () => void;
};

/** How much is chosen, and the way on. */
function Foot({ draft, busy, error, onSave, onClose }: FootProps) {
  const { daily, weekly } = countsOf(draft);
  return (
    <div className={css.foot}>
      <p className={css.counts} role="status">
        {countWords(draft)}
        {daily > MANY ? <small>{m.card_builder_many()}</small> : null}
      </p>
      <div className={css.actions}>
        <Button onClick={onClose}>{m.clinician_cancel()}</Button>
        <Button variant="primary" busy={busy} disabled={daily + weekly === 0} onClick={onSave}>
          {m.card_builder_save({ count: daily + weekly })}
        </Button>
      </div>
      <div role="alert" className={css.alert}>
        {error === null ? null : <p>{problemWords(error)}</p>}
      </div>
    </div>
  );
}

function countWords(draft: BuilderDraft): string {
  const { daily, weekly } = countsOf(draft);
  if (daily + weekly === 0) return m.card_builder_none();
  const each = m.card_builder_daily({ count: daily });
  return weekly === 0 ? each : `${each} · ${m.card_builder_weekly({ count: weekly })}`;
}

type LeaveProps = {
  /** Something would be lost. */
  active: boolean;
  /** Whoever builds wants to go back to the card, and not to another page. */
  isLeaving: boolean;
  onStay: () => void;
  onClose: () => void;
};

/** Asks before a card that somebody has begun is left. */
function LeaveBuilder({ active, isLeaving, onStay, onClose }: LeaveProps) {
  const { asking, stay, leave } = useLeaveGuard(active);
  const remain = () => {
    stay();
    onStay();
  };
  return (
    <Dialog
      open={asking || isLeaving}
      onClose={remain}
      title={m.card_builder_leave_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={asking ? leave : onClose}>{m.card_builder_leave()}</Button>
          <Button variant="primary" onClick={remain}>
            {m.card_builder_stay()}
          </Button>
        </>
      }
    >
      <p>{m.card_builder_leave_words()}</p>
    </Dialog>
  );
}
