import { ENGLISH, withOwn } from "./phrases.ts";
import { ROSAS_FIRST_PLAN, ROSAS_PLAN } from "./plans.ts";
import {
  attempt,
  habit,
  intensity,
  QUARTER_HOURS,
  skill,
  type Story,
  urgeAndAct,
  weeklyInEnglish,
} from "./story.ts";

const HURT_ODDS = [0.005, 0.015, 0.06, 0.14, 0.28, 0.45] as const;

/** Life-threatening behaviour is the work: frequent strong urges, some acts, slowly fewer. */
export const EARLY_STAGE: Story = {
  key: "early-stage",
  name: "Rosa Lindqvist",
  initials: "R. L.",
  tag: "Tue",
  locale: "en",
  lifeLine: "A quiet kitchen of my own, with herbs on the sill.",
  zone: "America/New_York",
  course: {
    persistence: 0.62,
    swing: 1.1,
    weekday: [0.1, 0, 0, 0, 0, 0.2, 0.6],
    steps: [
      { weeksAgo: 27, level: 2.9 },
      { weeksAgo: 15, level: 2.5 },
      { weeksAgo: 5, level: 2.3 },
    ],
  },
  keeping: {
    gap: 0.05,
    gapOnBadDays: 0.22,
    skippedItem: 0.03,
    lateWeek: 0.08,
    nextMorning: 0.06,
    away: [],
  },
  sessions: { weekday: 2, skipped: [6, 15] },
  targets: [
    { key: "hurt", words: "Hurting myself", level: "ltb", direction: "decrease" },
    { key: "die", words: "Wanting to die", level: "ltb", direction: "decrease" },
    {
      key: "stay",
      words: "Leaving the session when it gets hard",
      level: "tib",
      direction: "decrease",
    },
    { key: "garden", words: "Going to the community garden", level: "qol", direction: "increase" },
    {
      key: "breathe",
      words: "Paced breathing before I answer",
      level: "skill",
      direction: "increase",
    },
  ],
  items: [
    ...urgeAndAct(
      "hurt",
      { urge: "Urge to hurt myself", act: "Hurt myself" },
      { offset: -0.5, pull: 1, noise: 0.8 },
      HURT_ODDS,
    ),
    intensity("die-urge", "Urge to die", "urge", "die", { offset: -1.6, pull: 1, noise: 0.7 }),
    attempt("Did I do something to end my life?", "die", "die-urge"),
    ...urgeAndAct(
      "stay",
      { urge: "Urge to quit therapy", act: "Left early or stayed away" },
      { offset: -1.3, pull: 0.8, noise: 0.8 },
      [0, 0, 0.01, 0.02, 0.05, 0.1],
    ),
    {
      ...intensity("shame", "Shame", "emotion", null, { offset: 0.1, pull: 0.9, noise: 0.8 }),
      revised: {
        weeksAgo: 11,
        words: "Shame, at its strongest",
        scale: { kind: "rating", min: 0, max: 5 },
      },
    },
    intensity("sadness", "Sadness", "emotion", null, { offset: 0.2, pull: 0.8, noise: 0.8 }),
    intensity("anger", "Anger", "emotion", null, { offset: -0.6, pull: 0.8, noise: 1 }),
    intensity("joy", "Joy", "emotion", null, { offset: 2.9, pull: -0.7, noise: 0.9 }),
    {
      key: "sleep",
      words: "Hours of sleep",
      aspect: "number",
      scale: QUARTER_HOURS,
      target: null,
      follows: { kind: "hours", byWeekday: [7, 7, 7, 7, 7, 8, 8], pull: -0.5, noise: 1 },
    },
    {
      ...habit("medication", "Took my medication as prescribed", "medication", null, 0.92, -0.03),
      library: "medication",
    },
    {
      ...habit("garden-act", "Went to the garden", "goal", "garden", 0.35, -0.06),
      addedWeeksAgo: 9,
    },
    skill("breathe-skill", "Paced breathing", "tipp", "breathe", 0.4, 0.04),
    ...weeklyInEnglish({
      what: ["The hearing about the flat on Friday", "My mother visits over the weekend"],
      gotInTheWay: ["We ran out of time before we got to Sunday"],
    }),
  ],
  closingLine: "Written down. Now something warm to drink.",
  notesHardness: true,
  ridesOut: { urge: "hurt-urge", act: "hurt-act", odds: 0.35 },
  corrects: { item: "shame", daysAgo: 3, from: 5 },
  plans: [
    { weeksAgo: 22, by: "therapist", agreed: true, plan: ROSAS_FIRST_PLAN },
    { weeksAgo: 4, by: "client", agreed: true, plan: ROSAS_PLAN },
  ],
  phrases: withOwn(ENGLISH, {
    hard: ["Nobody answered in the group chat. Sat on the kitchen floor till it passed."],
    plain: ["Pulled weeds for an hour with the two retired ladies."],
    keep: ["Mint from the garden on my hands all evening."],
  }),
};
