import { useQuery, useQueryClient } from "@tanstack/react-query";
import { readWeek } from "@trellis/api/diary-card";
import { writeLifeLine } from "@trellis/api/life-line";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { ask } from "#platform/api.ts";
import { clientsQuery } from "#platform/clients.ts";
import { diaryToday } from "#platform/day.ts";
import { FormSheet } from "#platform/form-sheet.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useChange } from "#platform/use-change.ts";
import { weekKey } from "#platform/week-key.ts";
import css from "./card-parts.module.css";

type Lines = { readonly lifeLine: string; readonly closingLine: string };

/** Longest line, in UTF-16 units; the server counts characters and takes no more than as many. */
const LONGEST = 200;

/** The line on top of Today and the one at the end of the card, to be written together. */
export function LinesCard({ clientId }: { clientId: string }) {
  const [opened, setOpened] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const write = useWriteLines(clientId);
  // They are read when they are to be changed, each time anew, since the client changes them as well.
  const query = useQuery({
    queryKey: [...weekKey(clientId), "lines", opened],
    queryFn: async () => readLines(clientId),
    enabled: isOpen,
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <Card title={m.card_lines_title()} note={m.card_lines_note()}>
      <div className={css.part}>
        <div className={css.row}>
          <Button
            busy={isOpen && query.isFetching}
            onClick={() => {
              setOpened(opened + 1);
              setOpen(true);
            }}
          >
            {m.card_lines_change()}
          </Button>
          <div role="alert">{query.error === null ? null : <p>{problemWords(query.error)}</p>}</div>
        </div>
      </div>
      {isOpen && query.data !== undefined ? (
        <LinesSheet
          lines={query.data}
          write={write}
          onClose={() => {
            setOpen(false);
            write.reset();
          }}
        />
      ) : null}
    </Card>
  );
}

async function readLines(clientId: string): Promise<Lines> {
  const today = diaryToday();
  const { client } = await ask(readWeek, {
    params: { clientId },
    query: { from: today, to: today },
  });
  return { lifeLine: client.lifeLine ?? "", closingLine: client.closingLine ?? "" };
}

function useWriteLines(clientId: string) {
  const queries = useQueryClient();
  return useChange({
    send: async (body: Lines) => ask(writeLifeLine, { params: { clientId }, body }),
    onMade: () => {
      void queries.invalidateQueries({ queryKey: clientsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: weekKey(clientId) });
      showToast({ about: clientId, key: "lines", text: m.card_lines_saved() });
    },
  });
}

type LinesSheetProps = {
  lines: Lines;
  write: ReturnType<typeof useWriteLines>;
  onClose: () => void;
};

function LinesSheet({ lines, write, onClose }: LinesSheetProps) {
  const [typed, setTyped] = useState(lines);
  const submit = () => {
    const lifeLine = typed.lifeLine.trim().toWellFormed();
    const closingLine = typed.closingLine.trim().toWellFormed();
    write.mutate({ lifeLine, closingLine }, { onSuccess: onClose });
    return true;
  };
  return (
    <FormSheet
      title={m.card_lines_change()}
      onClose={onClose}
      dirty={typed.lifeLine !== lines.lifeLine || typed.closingLine !== lines.closingLine}
      submit={m.card_lines_save()}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
    >
      <TextField
        label={m.card_lines_life()}
        description={m.card_lines_life_hint()}
        value={typed.lifeLine}
        onChange={(lifeLine) => setTyped({ ...typed, lifeLine })}
        maxLength={LONGEST}
        autoComplete="off"
      />
      <TextField
        label={m.card_lines_closing()}
        description={m.card_lines_closing_hint()}
        value={typed.closingLine}
        onChange={(closingLine) => setTyped({ ...typed, closingLine })}
        maxLength={LONGEST}
        autoComplete="off"
      />
    </FormSheet>
  );
}
