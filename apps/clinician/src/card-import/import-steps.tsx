import type { CardImportPreview } from "@trellis/domain/card-import";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Skeleton } from "@trellis/ui/skeleton";
import { useEffect, useState } from "react";
import { problemWords } from "#platform/problem-words.ts";
import { type ImportDraft, readImport } from "./import-draft.ts";
import { useImport } from "./import-query.ts";
import { MappingStep } from "./mapping-step.tsx";
import { PreviewCard } from "./preview-step.tsx";
import type { Source } from "./source.ts";
import css from "./import-page.module.css";

type ImportStepsProps = {
  clientId: string;
  source: Source;
  begin: () => ImportDraft;
  /** Hears of every change, so that it can be kept for another file. */
  onDraft: (draft: ImportDraft) => void;
  onDone: (result: CardImportPreview) => void;
};

/** Says what each column is, looks what would happen, and imports when nothing stands in the way. */
export function ImportSteps({ clientId, source, begin, onDraft, onDone }: ImportStepsProps) {
  const [draft, setDraft] = useState(begin);
  useEffect(() => onDraft(draft), [draft, onDraft]);
  const [tried, setTried] = useState(false);
  const { preview, apply } = useImport(clientId);
  const read = readImport(draft, source.text);
  const busy = preview.isPending || apply.isPending;
  const current = preview.variables?.draft === draft ? preview.data : undefined;
  const look = () => {
    setTried(true);
    apply.reset();
    if ("input" in read) preview.mutate({ input: read.input, draft });
    else
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>("main [aria-invalid='true']")?.focus(),
      );
  };
  const bring = () => {
    if ("input" in read)
      apply.mutate({ input: read.input, draft }, { onSuccess: (result) => onDone(result) });
  };
  const error = apply.error ?? (preview.variables?.draft === draft ? preview.error : null);
  return (
    <>
      <MappingStep
        head={source.head}
        draft={draft}
        setDraft={setDraft}
        faults={tried && "faults" in read ? read.faults : null}
      />
      <div className={css.row}>
        <Button variant={current === undefined ? "primary" : "plain"} busy={busy} onClick={look}>
          {m.import_preview_button()}
        </Button>
      </div>
      <div role="status" className={css.stack}>
        {busy ? (
          <>
            <p>
              {apply.isPending
                ? m.import_importing({ count: source.lines })
                : m.import_reading({ count: source.lines })}
            </p>
            <Skeleton label={m.loading()} lines={4} />
          </>
        ) : null}
      </div>
      {error === null || busy ? null : (
        <p role="alert" className={css.refusal}>
          {problemWords(error)}
        </p>
      )}
      {current === undefined || busy ? null : (
        <PreviewCard
          key={preview.submittedAt}
          preview={current}
          action={
            current.problemCount > 0 ? null : (
              <div className={css.row}>
                <Button variant="primary" onClick={bring}>
                  {m.import_button()}
                </Button>
              </div>
            )
          }
        />
      )}
    </>
  );
}
