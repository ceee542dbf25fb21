import type { MarkedRecord } from "./test-marked-clinic.ts";

type Row = readonly [text: string, values: readonly unknown[]];

/** The rows of a marked record; each statement takes the clinic as $1, the client as $2, and then its values. */
export const rowsOf = (record: MarkedRecord, day: string): readonly Row[] => [
  ...designRows(record),
  ...diaryRows(record, day),
  operationRow(record, day),
  ...otherRows(record),
];

function designRows(record: MarkedRecord): readonly Row[] {
  const { marks, targetId, itemId, skillItemId } = record;
  return [
    [
      `UPDATE client SET initials = $3, tag = $3 WHERE clinic_id = $1 AND client_id = $2`,
      [marks["client-list"]],
    ],
    [
      `UPDATE life_line SET words = $3, closing_words = $3 WHERE clinic_id = $1 AND client_id = $2`,
      [record.lifeLine],
    ],
    [
      `INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction) VALUES ($1, $2, $3, $4, 'ltb', 'decrease')`,
      [targetId, marks["card-design"]],
    ],
    [
      `INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, library, position)
       VALUES ($1, $2, $3, $4, 'number', $5, 1), ($1, $2, $6, NULL, 'skill', $7, 2)`,
      [itemId, targetId, marks["card-design"], skillItemId, marks["skill-practice"]],
    ],
    [
      `INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, cover_words, scale, valid_from)
       VALUES ($1, $2, $3, 1, 'number', $4, $4, $5, '2026-01-01'), ($1, $2, $6, 1, 'skill', $7, $7, $8, '2026-01-01')`,
      [
        itemId,
        marks["card-design"],
        { kind: "number", min: 0, max: 1_000_000, decimals: 0, unit: marks["card-design"] },
        skillItemId,
        marks["skill-practice"],
        { kind: "rating", min: 0, max: 5 },
      ],
    ],
  ];
}

function diaryRows(record: MarkedRecord, day: string): readonly Row[] {
  const { marks, itemId, skillItemId } = record;
  return [
    [
      `INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, sittings, entered_late)
       VALUES ($1, $2, $3, $4, 1, 'number', $5, $6, false), ($1, $2, $3, $7, 1, 'skill', 4, '{}', false)`,
      [day, itemId, record.value, { [record.sitting]: record.value }, skillItemId],
    ],
    [
      `INSERT INTO diary_note (clinic_id, client_id, date, field, words) VALUES ($1, $2, $3, 'note', $4)`,
      [day, marks["diary-card"]],
    ],
    [
      `INSERT INTO entry_detail (clinic_id, client_id, date, item_id, aspect, field, words)
       VALUES ($1, $2, $3, $4, 'number', 'what', $5), ($1, $2, $3, $6, 'skill', 'what', $7)`,
      [day, itemId, marks["diary-card"], skillItemId, marks["skill-practice"]],
    ],
    [
      `INSERT INTO ridden_out_urge (clinic_id, client_id, ridden_out_id, date, item_id, strength_before, strength_after, moves)
       VALUES ($1, $2, gen_random_uuid(), $3, $4, 4, 2, jsonb_build_array($5::text))`,
      [day, itemId, marks["diary-card"]],
    ],
    [`INSERT INTO diary_day (clinic_id, client_id, date, short) VALUES ($1, $2, $3, true)`, [day]],
  ];
}

function operationRow({ marks, accountId, operationId }: MarkedRecord, day: string): Row {
  const note = {
    kind: "note",
    id: operationId,
    schema: 1,
    date: day,
    field: "note",
    words: marks["diary-card"],
    seen: null,
  };
  return [
    `INSERT INTO card_operation (clinic_id, client_id, operation_id, account_id, sign_in_id, operation, answer, made_at)
       VALUES ($1, $2, $3, $4, gen_random_uuid(), $5, $6, now())`,
    [
      operationId,
      accountId,
      note,
      {
        outcome: "applied",
        id: operationId,
        value: null,
        words: marks["diary-card"],
        replaced: null,
      },
    ],
  ];
}

function otherRows(record: MarkedRecord): readonly Row[] {
  const { marks } = record;
  return [
    [
      `INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on) VALUES ($1, $2, $3, $4)`,
      [record.sessionId, record.heldOn],
    ],
    [
      `INSERT INTO card_import (clinic_id, client_id, import_id, file_hash, mapping, zone, rows, entries)
       VALUES ($1, $2, $3, sha256(convert_to($4, 'UTF8')), to_jsonb($4::text), 'Europe/Berlin', 1, 1)`,
      [record.importId, marks["card-import"]],
    ],
    [
      `INSERT INTO audit_event (clinic_id, client_ids, origin, operation, outcome, reason) VALUES ($1, ARRAY[$2::uuid], 'operator', $3, 'refused', $3)`,
      [marks["access-log"]],
    ],
  ];
}
