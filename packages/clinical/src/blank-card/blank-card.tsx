import { type CardItem, DAILY_RATING, type Scale } from "@trellis/domain/card-item";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { type CSSProperties, Fragment } from "react";
import {
  codeWords,
  itemWords,
  numberWords,
  ratingWords,
  shortValueWords,
} from "../card-value-words/card-value-words.tsx";
import { asTitle, dayOfMonth, dayWords } from "../civil-date-words/civil-date-words.tsx";
import { levelNames } from "../level-words/level-words.tsx";
import { type BlankRows, blankRows, rowHeight, scalesOf } from "./card-rows.tsx";
import css from "./blank-card.module.css";

type BlankCardProps = {
  items: readonly CardItem[];
  /** The card as it is asked on this day. */
  today: CivilDate;
  /** The first of the seven days; null leaves them to be written by hand. */
  from: CivilDate | null;
  /** Shows cover words in place of the words of an item that has them. */
  covered: boolean;
  /** The emergency number of the clinic's country; empty until it is known. */
  emergency: string;
};

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** The client's items on one side of paper, to be filled in by hand. It bears no name. */
export function BlankCard({ items, today, from, covered, emergency }: BlankCardProps) {
  const locale = getLocale();
  const rows = blankRows(items, today);
  if (rows.daily.length + rows.weekly.length === 0) return <p>{m.blank_card_none()}</p>;
  const name = (item: CardItem) =>
    itemWords({ ...item, words: covered ? (item.coverWords ?? item.words) : item.words });
  const groups = new Set(rows.daily.map(({ level }) => level)).size;
  const further = DAYS.length + groups + (rows.weekly.length === 0 ? 4 : 5);
  const height = rowHeight(rows, further).toFixed(2);
  const day = (date: CivilDate) => dayWords(date, locale);
  return (
    <article className={css.card} style={{ "--row": `${height}mm` } as CSSProperties}>
      <header className={css.head}>
        <h2>{m.blank_card_title()}</h2>
        <p>
          {from === null
            ? m.blank_card_days_open()
            : asTitle(m.blank_card_days({ from: day(from), to: day(addDays(from, 6)) }), locale)}
        </p>
      </header>
      <small className={css.caption}>{m.blank_card_caption()}</small>
      <DailyTable covered={covered} rows={rows.daily} name={name} from={from} />
      {rows.weekly.length === 0 ? null : <WeeklyTable rows={rows.weekly} name={name} />}
      <WordsTable from={from} />
      <Key rows={rows} />
      <small>{m.blank_card_bring()}</small>
      {emergency === "" ? null : <small>{m.medical_line_call({ number: emergency })}</small>}
    </article>
  );
}

type TableProps = { rows: readonly CardItem[]; name: (item: CardItem) => string };

type DailyTableProps = TableProps & { from: CivilDate | null; covered: boolean };

function DailyTable({ rows, name, from, covered }: DailyTableProps) {
  const locale = getLocale();
  const level = levelNames(rows, "client", covered);
  return (
    <table className={css.table}>
      <colgroup>
        <col className={css.name} />
        <col span={DAYS.length} />
      </colgroup>
      <thead>
        <tr>
          <th className={css.name} scope="col">
            <span className={css.hidden}>{m.week_matrix_corner()}</span>
          </th>
          {DAYS.map((at) => (
            <th key={at} scope="col" aria-label={m.blank_card_day_number({ number: at + 1 })}>
              {from === null ? null : shortDay(addDays(from, at), locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((item, at) => (
          <Fragment key={item.id}>
            {item.level === rows[at - 1]?.level && at > 0 ? null : (
              <tr className={css.group}>
                <th colSpan={DAYS.length + 1} scope="colgroup">
                  {level(item.level)}
                </th>
              </tr>
            )}
            <tr>
              <th className={css.name} scope="row">
                {name(item)} <small>{hint(item.scale, locale)}</small>
              </th>
              {DAYS.map((day) => (
                <td key={day} />
              ))}
            </tr>
          </Fragment>
        ))}
        <tr>
          <th className={css.name} scope="row">
            {m.week_matrix_how_hard()} <small>{hint(DAILY_RATING, locale)}</small>
          </th>
          {DAYS.map((day) => (
            <td key={day} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function WeeklyTable({ rows, name }: TableProps) {
  const locale = getLocale();
  return (
    <table className={css.table}>
      <colgroup>
        <col className={css.wide} />
        <col />
      </colgroup>
      <thead>
        <tr className={css.group}>
          <th colSpan={2} scope="colgroup">
            {m.blank_card_weekly()}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((item) => (
          <tr key={item.id}>
            <th className={css.wide} scope="row">
              {name(item)} <small>{hint(item.scale, locale)}</small>
            </th>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WordsTable({ from }: { from: CivilDate | null }) {
  const locale = getLocale();
  return (
    <table className={css.table}>
      <colgroup>
        <col className={css.day} />
        <col />
      </colgroup>
      <thead>
        <tr className={css.group}>
          <th colSpan={2} scope="colgroup">
            {m.blank_card_words()}
          </th>
        </tr>
      </thead>
      <tbody>
        {DAYS.map((at) => (
          <tr key={at}>
            <th className={css.day} scope="row">
              {from === null
                ? m.blank_card_day_number({ number: at + 1 })
                : shortDay(addDays(from, at), locale)}
            </th>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "Tue 3". */
function shortDay(date: CivilDate, locale: string): string {
  const [weekday] = dayWords(date, locale).split(" ");
  return `${weekday ?? ""} ${dayOfMonth(date)}`;
}

/** What may be written into the boxes of a row, in as few letters as there is room for. */
function hint(scale: Scale, locale: string): string {
  switch (scale.kind) {
    case "rating":
      return `${numberWords(scale.min, locale)}\u2013${numberWords(scale.max, locale)}`;
    case "number":
      return "";
    case "attempt":
      return m.blank_card_attempt();
    case "yes-no":
      return m.blank_card_yes_no();
    case "skill-classic":
      return "0\u20137";
    case "degree":
    case "skill-use":
      return signs(scale)
        .map(([value]) => shortValueWords(scale, value, locale))
        .join(" ");
  }
}

const signs = (scale: Scale): [number, string][] =>
  Object.entries(codeWords(scale)).map(([value, words]) => [Number(value), words]);

/** What the numbers and signs of the card mean. */
function Key({ rows }: { rows: BlankRows }) {
  const locale = getLocale();
  const kinds = scalesOf(rows);
  const all = [...rows.daily, ...rows.weekly].map(({ scale }) => scale);
  const ratings = all.find((scale) => Object.keys(ratingWords(scale)).length > 0);
  const lines = [
    ratings === undefined
      ? []
      : Object.entries(ratingWords(ratings)).map(([at, words]) => `${at} ${words}`),
    ...(["degree", "skill-use"] as const)
      .filter((kind) => kinds.has(kind))
      .map((kind) =>
        signs({ kind }).map(
          ([value, words]) => `${shortValueWords({ kind }, value, locale)} ${words}`,
        ),
      ),
    kinds.has("skill-classic")
      ? signs({ kind: "skill-classic" }).map(([value, words]) => `${String(value)} ${words}`)
      : [],
  ].filter((line) => line.length > 0);
  return (
    <ul className={css.key}>
      {lines.map((line) => (
        <li key={line[0]}>{line.join(" \u00B7 ")}</li>
      ))}
    </ul>
  );
}
