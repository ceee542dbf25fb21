import type { ItemHistory } from "@trellis/domain/item-history";
import { sql } from "kysely";
import type { RecordAccess } from "./access.ts";
import { type Statement, statement } from "./statement.ts";

type MayRead = RecordAccess<
  "card-design" | "card-import" | "diary-card" | "skill-practice",
  "read" | "write"
>;

/** Every item of the client's card, or of one aspect of it, with all its versions, retired ones too. */
export const readItemHistories = (
  access: MayRead,
  aspect: ItemHistory["aspect"] | null = null,
): Statement<ItemHistory> =>
  statement(sql`
    SELECT i.item_id AS id, i.aspect, t.level, i.target_id AS "targetId", i.library, i.position,
           jsonb_agg(jsonb_build_object('version', v.version, 'validFrom', v.valid_from, 'words', v.words,
             'coverWords', v.cover_words, 'scale', v.scale, 'rhythm', v.rhythm, 'short', v.short, 'state', v.state,
             'withTarget', v.with_target) ORDER BY v.version) AS versions
      FROM card_item i
      JOIN card_item_version v ON v.clinic_id = i.clinic_id AND v.client_id = i.client_id AND v.item_id = i.item_id
      LEFT JOIN target_behaviour t ON t.clinic_id = i.clinic_id AND t.client_id = i.client_id AND t.target_id = i.target_id
     WHERE i.client_id = ${access.clientId} ${aspect === null ? sql`` : sql`AND i.aspect = ${aspect} AND v.aspect = ${aspect}`}
     GROUP BY i.clinic_id, i.client_id, i.item_id, t.level`);
