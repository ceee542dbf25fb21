import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useCallback, useState } from "react";
import { ClientFrame } from "#platform/client-frame.tsx";
import { useClientZone } from "#platform/client-zone.ts";
import { LeaveDialog } from "#platform/leave-dialog.tsx";
import { namesTwice, readCsvHead } from "./csv-head.ts";
import { countLines } from "./csv-text.ts";
import { ImportDone } from "./import-done.tsx";
import { beginImport, type ImportDraft, isBegun, keepMapping } from "./import-draft.ts";
import { ImportSteps } from "./import-steps.tsx";
import { SourceStep } from "./source-step.tsx";
import type { Source } from "./source.ts";

type Stage =
  | { readonly at: "source" }
  | { readonly at: "mapping"; readonly source: Source }
  | { readonly at: "done"; readonly result: Parameters<typeof ImportDone>[0]["result"] };

/** Brings a file of dated rows onto the client's card. */
export function ImportPage({ clientId }: { clientId: string }) {
  const [stage, setStage] = useState<Stage>({ at: "source" });
  const zone = useClientZone(clientId);
  const [kept, setKept] = useState<ImportDraft | null>(null);
  const [imported, setImported] = useState(false);
  const keep = useCallback((draft: ImportDraft) => {
    setKept(draft);
    setImported(false);
  }, []);
  const restart = () => setStage({ at: "source" });
  return (
    <ClientFrame clientId={clientId} current="import">
      <LeaveDialog
        active={kept !== null && isBegun(kept) && !imported}
        words={{
          title: m.import_leave_title(),
          text: m.import_leave_words(),
          leave: m.import_leave(),
          stay: m.import_stay(),
        }}
      />
      {stage.at === "source" ? (
        <SourceStep
          onText={(text, name) =>
            setStage({
              at: "mapping",
              source: { name, text, lines: countLines(text), head: readCsvHead(text) },
            })
          }
        />
      ) : null}
      {stage.at === "mapping" ? (
        <>
          <SourceCard source={stage.source} onRestart={restart} />
          {namesTwice(stage.source.head).length > 0 ? null : (
            <ImportSteps
              clientId={clientId}
              source={stage.source}
              begin={() => keepMapping(beginImport(stage.source.head, zone), kept)}
              onDraft={keep}
              onDone={(result) => {
                setImported(true);
                setStage({ at: "done", result });
              }}
            />
          )}
        </>
      ) : null}
      {stage.at === "done" ? (
        <ImportDone clientId={clientId} result={stage.result} onRestart={restart} />
      ) : null}
    </ClientFrame>
  );
}

function SourceCard({ source, onRestart }: { source: Source; onRestart: () => void }) {
  const twice = namesTwice(source.head);
  return (
    <Card
      title={source.name ?? m.import_pasted()}
      aside={
        <Button variant="quiet" onClick={onRestart}>
          {m.import_other_file()}
        </Button>
      }
    >
      <p>
        {m.import_source_lines({ count: source.lines })} ·{" "}
        {m.import_source_columns({ count: source.head.columns.length })}
      </p>
      {twice.length === 0 ? null : (
        <p role="alert">{m.import_names_twice({ columns: twice.join(", ") })}</p>
      )}
    </Card>
  );
}
