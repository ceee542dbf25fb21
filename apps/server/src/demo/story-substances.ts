import { ENGLISH, withOwn } from "./phrases.ts";
import { MARTENS_PLAN } from "./plans.ts";
import {
  habit,
  intensity,
  quantity,
  QUARTER_HOURS,
  skill,
  type Story,
  urgeAndAct,
  weeklyInEnglish,
} from "./story.ts";

const DRINK_ODDS = [0.01, 0.04, 0.1, 0.25, 0.45, 0.7] as const;

/** Drinking alone, with a clear rhythm of the week and a good stretch followed by a harder one. */
export const SUBSTANCES: Story = {
  key: "substances",
  name: "Marten Ashgrove",
  initials: "M. A.",
  tag: "Wed a.m.",
  locale: "en",
  lifeLine: "Sunday mornings with my daughter, awake and clear.",
  zone: "America/Chicago",
  course: {
    persistence: 0.55,
    swing: 1,
    weekday: [-0.3, -0.3, -0.1, 0.1, 0.9, 1.1, 0.2],
    steps: [
      { weeksAgo: 27, level: 2.4 },
      { weeksAgo: 18, level: 1.5 },
      { weeksAgo: 7, level: 2.2 },
      { weeksAgo: 3, level: 1.7 },
    ],
  },
  keeping: {
    gap: 0.07,
    gapOnBadDays: 0.28,
    skippedItem: 0.04,
    lateWeek: 0.12,
    nextMorning: 0.12,
    away: [],
  },
  sessions: { weekday: 3, skipped: [9] },
  targets: [
    { key: "die", words: "Thinking of ending my life", level: "ltb", direction: "decrease" },
    { key: "card", words: "Coming to the hour sober", level: "tib", direction: "increase" },
    { key: "drink", words: "Drinking alone at home", level: "qol", direction: "decrease" },
    {
      key: "daughter",
      words: "Time with my daughter as agreed",
      level: "qol",
      direction: "increase",
    },
    { key: "surf", words: "Riding out an urge", level: "skill", direction: "increase" },
  ],
  items: [
    {
      ...intensity("die-urge", "Urge to end my life", "urge", "die", {
        offset: -2.1,
        pull: 0.9,
        noise: 0.6,
      }),
      coverWords: "Grey",
    },
    intensity("card-urge", "Urge to skip therapy", "urge", "card", {
      offset: -1.2,
      pull: 0.7,
      noise: 0.9,
    }),
    ...urgeAndAct(
      "drink",
      { urge: "Urge to drink", act: "Drank" },
      { offset: 0, pull: 0.95, noise: 0.8 },
      DRINK_ODDS,
    ).map((item) => ({
      ...item,
      coverWords: item.aspect === "urge" ? "Thirst" : "Evening",
    })),
    {
      key: "drinks",
      words: "How many drinks",
      coverWords: "Glasses",
      aspect: "substance",
      scale: quantity(40, "drinks", 0),
      target: "drink",
      follows: { kind: "amount", of: "drink-act", usual: 4, noise: 1.8 },
      beside: ["Beer", "Wine, then beer", "Beer at the game", "Cider"],
      revised: {
        weeksAgo: 12,
        words: "How many standard drinks",
        scale: quantity(40, "standard drinks", 1),
      },
    },
    habit("daughter-act", "Called or saw my daughter", "goal", "daughter", 0.5, -0.07),
    intensity("lonely", "Loneliness", "emotion", null, { offset: 0.3, pull: 0.8, noise: 0.8 }),
    intensity("anger", "Anger", "emotion", null, { offset: -0.3, pull: 0.8, noise: 0.9 }),
    intensity("joy", "Joy", "emotion", null, { offset: 3, pull: -0.6, noise: 0.9 }),
    {
      key: "work",
      words: "Hours of work",
      aspect: "number",
      scale: quantity(16, "h", 1),
      target: null,
      follows: { kind: "hours", byWeekday: [8, 8, 8, 8, 6, 0, 0], pull: -0.5, noise: 1.2 },
      // In the middle of the week that is on the screen: both halves keep their words and their scale.
      revised: { weeksAgo: 4 / 7, words: "Hours of paid work", scale: QUARTER_HOURS },
    },
    skill("surf-skill", "Rode out an urge", null, "surf", 0.3, 0.08),
    ...weeklyInEnglish({
      what: ["Pay day", "The handover at her mother’s on Saturday"],
      gotInTheWay: ["The hour was moved twice"],
    }),
  ],
  ridesOut: { urge: "drink-urge", act: "drink-act", odds: 0.3 },
  plans: [{ weeksAgo: 19, by: "therapist", agreed: true, plan: MARTENS_PLAN }],
  phrases: withOwn(ENGLISH, {
    hard: ["Pay day. Walked past the shop twice, went in the third time."],
    plain: ["Tonic with lime at the birthday. Home by ten."],
    keep: ["She fell asleep on my arm during the film."],
  }),
};
