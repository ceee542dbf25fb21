import { ENGLISH, withOwn } from "./phrases.ts";
import { TOBIAHS_PLAN } from "./plans.ts";
import {
  habit,
  intensity,
  quantity,
  skill,
  step,
  type Story,
  urgeAndAct,
  weeklyInEnglish,
} from "./story.ts";

/** Six weeks without card or session, then back; the days since are filled again. */
export const COMING_BACK: Story = {
  key: "coming-back",
  name: "Tobiah Wrenfield",
  initials: "T. W.",
  tag: "Mon",
  locale: "en",
  lifeLine: "To be the uncle who turns up.",
  zone: "America/Denver",
  course: {
    persistence: 0.65,
    swing: 1,
    weekday: [0.4, 0.1, 0, 0, -0.1, 0, 0.3],
    steps: [
      { weeksAgo: 27, level: 2 },
      { weeksAgo: 14, level: 2.8 },
      { weeksAgo: 4, level: 2 },
    ],
  },
  keeping: {
    gap: 0.08,
    gapOnBadDays: 0.25,
    skippedItem: 0.04,
    lateWeek: 0.1,
    nextMorning: 0.08,
    away: [[9, 3]],
  },
  sessions: { weekday: 1, skipped: [19] },
  targets: [
    { key: "hurt", words: "Hurting myself", level: "ltb", direction: "decrease" },
    { key: "away", words: "Staying away from therapy", level: "tib", direction: "decrease" },
    { key: "bed", words: "Staying in bed past noon", level: "qol", direction: "decrease" },
    { key: "nephews", words: "Turning up for my nephews", level: "qol", direction: "increase" },
    { key: "facts", words: "Checking the facts", level: "skill", direction: "increase" },
  ],
  items: [
    ...urgeAndAct(
      "hurt",
      { urge: "Urge to hurt myself", act: "Hurt myself" },
      { offset: -1.2, pull: 0.95, noise: 0.8 },
    ),
    intensity("away-urge", "Urge to stay away from therapy", "urge", "away", {
      offset: -0.5,
      pull: 0.8,
      noise: 0.9,
    }),
    ...urgeAndAct(
      "bed",
      { urge: "Urge to stay in bed", act: "In bed past noon" },
      { offset: 0.2, pull: 0.8, noise: 0.8 },
      [0.02, 0.05, 0.12, 0.25, 0.4, 0.6],
    ),
    habit("nephews-act", "Did something with my nephews", "goal", "nephews", 0.35, -0.06),
    intensity("sadness", "Sadness", "emotion", null, { offset: 0.2, pull: 0.85, noise: 0.8 }),
    intensity("guilt", "Guilt", "emotion", null, { offset: 0, pull: 0.8, noise: 0.8 }),
    intensity("joy", "Joy", "emotion", null, { offset: 2.8, pull: -0.6, noise: 0.9 }),
    {
      key: "outside",
      words: "Hours out of the house",
      aspect: "number",
      scale: quantity(24, "h", 0),
      target: null,
      follows: { kind: "hours", byWeekday: [5, 5, 5, 5, 5, 3, 3], pull: -0.9, noise: 1.5 },
    },
    {
      ...step("step", "My next step: ask when the boys’ match is", "nephews", 0.3, -0.05),
      addedWeeksAgo: 3,
    },
    skill("facts-skill", "Checked the facts", "check-the-facts", "facts", 0.35, 0.03),
    ...weeklyInEnglish({
      what: ["The match on Sunday, with everybody there", "An evening alone in the house"],
      gotInTheWay: ["I was ashamed to come back and nobody said anything about it"],
    }),
  ],
  corrects: { item: "sadness", daysAgo: 4, from: 4 },
  plans: [{ weeksAgo: 2, by: "therapist", agreed: false, plan: TOBIAHS_PLAN }],
  phrases: withOwn(ENGLISH, {
    hard: ["Did not open the door when they rang."],
    plain: ["First hour after the break. Easier than the waiting room."],
    keep: ["Both boys ran to the gate."],
  }),
};
