import type { CardImportPreview } from "@trellis/domain/card-import";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { LinkButton } from "@trellis/ui/link-button";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { clientPageHref } from "#platform/client-pages.ts";
import { newValues } from "./import-words.ts";
import { ColumnTable } from "./preview-step.tsx";
import css from "./import-page.module.css";

type ImportDoneProps = {
  clientId: string;
  result: CardImportPreview;
  onRestart: () => void;
};

/** What the import did, and the way to see it. */
export function ImportDone({ clientId, result, onRestart }: ImportDoneProps) {
  const focus = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    focus.current?.focus({ preventScroll: true });
  }, []);
  const changed = newValues(result);
  return (
    <div ref={focus} tabIndex={-1} className={css.stack}>
      <Card title={changed === 0 ? m.import_done_nothing_title() : m.import_done_title()}>
        <p>
          {changed === 0
            ? m.import_done_nothing()
            : m.import_done({ count: changed, days: m.days_count({ count: result.days }) })}
        </p>
        <div className={css.row}>
          {result.lastDay === null ? null : (
            <Link href={`${clientPageHref(clientId, "session")}?to=${result.lastDay}`} asChild>
              <LinkButton variant="primary">{m.import_done_see()}</LinkButton>
            </Link>
          )}
          <Button onClick={onRestart}>{m.import_other_file()}</Button>
        </div>
        <ColumnTable preview={result} />
      </Card>
    </div>
  );
}
