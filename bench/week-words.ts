import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { connectAsSuperuser } from "./seed.ts";
import { CLINIC_CODE } from "./trellis.ts";

const WORDS =
  `a about after again all alone already always and angry anyway apart argued as ask asked at away back bad bed
before began better between bit body breath broke bus but by call called calm came cannot car cat child clear clock coffee
cold come cook could cried cup dark day did dinner doctor dog done door drink drove each early eat enough evening every eyes
face family far felt few finally first food for friend from full garden gave get glad go good got group had half hand hard
have he head hear heart help her here him hold home hour house how hurt ice in inside it job keep kitchen knew know last late
later laughed leave left less letter let light like little long lost loud made make many me meal mind money moment moon more
morning most mother moved much music my near need never new next night no noise not nothing now of off office old on once
one open or other our out over own paced paid park part people phone plan quiet rain ran read ready really rest room said
same sat saw say school sea seen she shop shower shut sister skill sleep slept slow small so some song soon still stood
stopped street strong such sun table take talk tea tell than that the them then there they thing think this thought three
tired to today told tomorrow too took town train tried turn two under until up upset urge us very voice wait walk wall want
warm was water way we week well went were what when where which while who why will window wine with woke word work world
worse would write wrote yard year yes yesterday you`.split(/\s+/);

/** Words in random order press worse than what a person writes, so the bytes are no better than real ones. */
function sentences(random: () => number, words: number): string {
  const chosen = Array.from(
    { length: words },
    () => WORDS[Math.floor(random() * WORDS.length)] ?? "",
  );
  return chosen
    .map((word, place) =>
      place % 9 === 0 ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word,
    )
    .join(" ")
    .replace(/ ([A-Z])/g, ". $1")
    .concat(".");
}

/** Mulberry32: a small generator of numbers from 0 to 1 that gives the same ones for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gives each of the last fourteen days a note of forty words and a line worth keeping of twelve. */
export async function writeNotes(
  superuserUrl: string,
  client: string,
  today: CivilDate,
): Promise<void> {
  const random = seededRandom(7);
  const notes = Array.from({ length: 14 }, (_, back) => addDays(today, -back)).flatMap((date) => [
    { date, field: "note", words: sentences(random, 40) },
    { date, field: "worth-keeping", words: sentences(random, 12) },
  ]);
  const db = await connectAsSuperuser(superuserUrl);
  try {
    await db.query(
      `INSERT INTO diary_note (clinic_id, client_id, date, field, words)
       SELECT c.clinic_id, $2, r.date, r.field, r.words
         FROM clinic c, jsonb_to_recordset($3::jsonb) AS r(date date, field text, words text) WHERE c.code = $1
       ON CONFLICT (clinic_id, client_id, date, field) DO UPDATE SET words = excluded.words`,
      [CLINIC_CODE, client, JSON.stringify(notes)],
    );
  } finally {
    await db.end();
  }
}
