import { readCardDesign } from "@trellis/api/card-item";
import { exportCard } from "@trellis/api/diary-card";
import { BlankCard } from "@trellis/clinical/blank-card/blank-card";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { ScrollRegion } from "@trellis/ui/scroll-region";
import { useId, useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { useCountryHelp } from "#platform/country.ts";
import { useCovered } from "#platform/cover-words.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { problemWords } from "#platform/problem-words.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { callServer } from "#platform/server-call.ts";
import { useAnswer } from "#platform/use-answer.ts";
import { usePrintNote } from "#platform/use-print-note.ts";
import { cardFile } from "./card-file.ts";
import { csvText } from "./csv.ts";
import { type CardsRead, joined, nothingRead, readYear } from "./read-cards.ts";
import css from "./my-cards-screen.module.css";

/** The client's own cards to take along: a file of all that was entered, and a blank card on paper. */
export function MyCardsScreen({ clientId }: { clientId: string }) {
  const today = useToday();
  const answer = useAnswer(readCardDesign, { params: { clientId } });
  usePrintNote(clientId);
  return (
    <>
      <div className={css.screen} data-print="no">
        <ScreenHead title={m.my_cards_title()} backTo="/more" />
        <FileCard clientId={clientId} today={today} />
      </div>
      <AnswerState answer={answer} notLoaded={m.my_cards_not_loaded()}>
        {({ items }) => <PaperCard items={items} today={today} />}
      </AnswerState>
    </>
  );
}

function FileCard({ clientId, today }: { clientId: string; today: CivilDate }) {
  const file = useCardFile(clientId, today);
  return (
    <Card title={m.my_cards_file_title()}>
      <p>{m.my_cards_file_words()}</p>
      <Button busy={file.busy} onClick={file.make}>
        {m.my_cards_file_save()}
      </Button>
      <p role="status">{file.words}</p>
      {file.problem === null ? null : (
        <p role="alert">{`${problemWords(file.problem)} ${m.my_cards_file_stopped()}`}</p>
      )}
    </Card>
  );
}

/** Reads year by year and makes the file at the end; after trouble it goes on where it was. */
function useCardFile(clientId: string, today: CivilDate) {
  const locale = useLanguage();
  const [read, setRead] = useState<CardsRead>(() => nothingRead(today));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [lines, setLines] = useState<number | null>(null);
  const make = async () => {
    setBusy(true);
    setProblem(null);
    setLines(null);
    let now = read.next === null ? nothingRead(today) : read;
    setRead(now);
    try {
      while (now.next !== null) {
        // One year after the other, so that what came is kept when the next one does not.
        now = await readYear(now, async (body) =>
          callServer(exportCard, { params: { clientId }, body }),
        );
        setRead(now);
      }
      const rows = cardFile(joined(now.parts), locale);
      setLines(rows.length - 1);
      if (rows.length > 1) saveFile(csvText(rows), `${m.my_cards_file_name()}-${today}.csv`);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { make: () => void make(), busy, problem, words: stateWords(read, busy, lines) };
}

function stateWords({ parts, of }: CardsRead, busy: boolean, lines: number | null): string {
  if (lines !== null)
    return lines === 0 ? m.my_cards_file_empty() : m.my_cards_file_done({ count: lines });
  if (!busy) return "";
  return of === null
    ? m.my_cards_file_begun()
    : m.my_cards_file_progress({ done: parts.length, of });
}

function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

type Dated = "dated" | "open";

function PaperCard({ items, today }: { items: readonly CardItem[]; today: CivilDate }) {
  const covered = useCovered();
  const [emergency] = useCountryHelp().emergency;
  const [dated, setDated] = useState<Dated>("dated");
  const id = useId();
  return (
    <>
      <div data-print="no">
        <Card title={m.my_cards_blank_title()}>
          <p>{m.my_cards_blank_words()}</p>
          <ChoiceRow<Dated>
            label={m.my_cards_blank_days()}
            options={[
              { value: "dated", label: m.my_cards_blank_dated() },
              { value: "open", label: m.my_cards_blank_open() },
            ]}
            value={dated}
            onChange={setDated}
          />
          <Button onClick={() => print()}>{m.my_cards_blank_print()}</Button>
        </Card>
      </div>
      <div className={css.paper}>
        <h2 id={id} className={css.paperTitle} data-print="no">
          {m.my_cards_blank_preview()}
        </h2>
        <ScrollRegion labelledBy={id}>
          <BlankCard
            items={items}
            today={today}
            from={dated === "dated" ? today : null}
            covered={covered}
            emergency={emergency.phone}
          />
        </ScrollRegion>
      </div>
    </>
  );
}
