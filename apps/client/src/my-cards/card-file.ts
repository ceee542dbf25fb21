import { ratingWords, valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { CardExport } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import type { CsvCell } from "./csv.ts";

type Row = { readonly date: CivilDate; readonly order: number; readonly cells: readonly CsvCell[] };

const headings = (): CsvCell[] => [
  m.card_file_day(),
  m.card_file_kind(),
  m.card_file_what(),
  m.card_file_value(),
  m.card_file_in_words(),
  m.card_file_unit(),
  m.card_file_late(),
  m.card_file_paper(),
  m.card_file_clock(),
  m.card_file_changed_from(),
  m.card_file_changed_on(),
  m.card_file_about_when(),
  m.card_file_exactly(),
  m.card_file_item(),
  m.card_file_version(),
];

const yes = (held: boolean | undefined): CsvCell => (held === true ? m.yes() : null);

/**
 * Everything that was entered, a line for each value, word and urge ridden out, in the order of days, under headings
 * in the language of the app. Values stand as they were entered, on the scale and under the words of their day.
 */
export function cardFile(card: CardExport, locale: string): CsvCell[][] {
  const rows = [...valueRows(card, locale), ...otherRows(card)].toSorted(
    (one, other) =>
      (one.date < other.date ? -1 : one.date > other.date ? 1 : 0) || one.order - other.order,
  );
  return [headings(), ...rows.map(({ cells }) => [...cells])];
}

function valueRows({ versions, entries, details }: CardExport, locale: string): Row[] {
  const known = new Map(versions.map((each) => [`${each.item} ${String(each.version)}`, each]));
  const beside = new Map(details.map((each) => [`${each.item} ${each.date} ${each.field}`, each]));
  const order = new Map(versions.map(({ item }, at) => [item, at]));
  return entries.map((entry) => {
    const { item, date, value, version, late, paper, clockOff, corrected } = entry;
    const asked = known.get(`${item} ${String(version)}`);
    const words =
      asked === undefined || asked.scale.kind === "number"
        ? null
        : (ratingWords(asked.scale)[value] ??
          (asked.scale.kind === "rating" ? null : valueWords(asked.scale, value, locale)));
    return {
      date,
      order: order.get(item) ?? 0,
      cells: [
        date,
        m.card_file_kind_value(),
        asked?.words ?? null,
        value,
        words,
        asked?.scale.kind === "number" ? asked.scale.unit : null,
        yes(late),
        yes(paper),
        yes(clockOff),
        corrected?.from ?? null,
        corrected?.on ?? null,
        beside.get(`${item} ${date} about-when`)?.words ?? null,
        beside.get(`${item} ${date} what`)?.words ?? null,
        item,
        version,
      ],
    };
  });
}

const nothing = (count: number): null[] => Array.from({ length: count }, () => null);

/** Words of the days, urges that were ridden out, and days on which the short card was enough. */
function otherRows({ versions, notes, riddenOut, shortDays }: CardExport): Row[] {
  const urge = (item: string | null) => versions.find((each) => each.item === item)?.words ?? null;
  const line = (date: CivilDate, order: number, cells: CsvCell[]): Row => ({
    date,
    order: 10_000 + order,
    cells: [date, ...cells, ...nothing(14 - cells.length)],
  });
  return [
    ...shortDays.map((date) => line(date, 0, [m.card_file_kind_short(), null, null, m.yes()])),
    ...riddenOut.map(({ date, item, before, after, moves }) =>
      line(date, 1, [
        m.card_file_kind_ridden(),
        urge(item),
        before,
        [m.card_file_ridden({ before, after }), ...moves].join(" · "),
      ]),
    ),
    ...notes.map(({ date, field, words }) =>
      line(
        date,
        2,
        field === "how-hard"
          ? [m.card_file_kind_words(), noteWords(field), Number(words), null]
          : [m.card_file_kind_words(), noteWords(field), null, words],
      ),
    ),
  ];
}

function noteWords(field: NoteField): string {
  switch (field) {
    case "note":
      return m.week_day_note();
    case "worth-keeping":
      return m.week_day_worth_keeping();
    case "how-hard":
      return m.week_matrix_how_hard();
  }
}
