import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

export const writeLines = (
  access: RecordAccess<"life-line", "write">,
  { lifeLine, closingLine }: { readonly lifeLine: string; readonly closingLine: string },
): Statement =>
  statement(sql`
    INSERT INTO life_line (clinic_id, client_id, words, closing_words, changed_by)
    VALUES (app.working_clinic(), ${access.clientId}, ${lifeLine}, ${closingLine}, app.account_id())
    ON CONFLICT (clinic_id, client_id) DO UPDATE
       SET words = excluded.words, closing_words = excluded.closing_words, changed_by = excluded.changed_by, changed_at = now()`);
