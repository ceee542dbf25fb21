import { ENGLISH, withOwn } from "./phrases.ts";
import { JUNIAS_FIRST_PLAN, JUNIAS_PLAN } from "./plans.ts";
import {
  habit,
  intensity,
  QUARTER_HOURS,
  skill,
  type Story,
  urgeAndAct,
  weeklyInEnglish,
  weeklyUrge,
} from "./story.ts";

/** A short card that is kept on two or three days a week: enough for a session, never a full week. */
export const FEW_DAYS: Story = {
  key: "few-days",
  name: "Junia Hallowmere",
  initials: "J. H.",
  tag: "Fri",
  locale: "en",
  lifeLine: "Sing where people can hear me.",
  zone: "America/Los_Angeles",
  course: {
    persistence: 0.7,
    swing: 1,
    weekday: [0.2, 0, 0, 0, 0, 0.1, 0.2],
    steps: [
      { weeksAgo: 27, level: 2.3 },
      { weeksAgo: 10, level: 1.9 },
    ],
  },
  keeping: {
    gap: 0.55,
    gapOnBadDays: 0.25,
    skippedItem: 0.08,
    lateWeek: 0.15,
    nextMorning: 0.15,
    shortDays: 0.5,
    away: [],
  },
  sessions: { weekday: 5, skipped: [1, 12] },
  targets: [
    { key: "hurt", words: "Hurting myself", level: "ltb", direction: "decrease" },
    { key: "card", words: "Keeping the card on more days", level: "tib", direction: "increase" },
    { key: "sing", words: "Singing with others", level: "qol", direction: "increase" },
    { key: "describe", words: "Describing without judging", level: "skill", direction: "increase" },
  ],
  items: [
    ...urgeAndAct(
      "hurt",
      { urge: "Urge to hurt myself", act: "Hurt myself" },
      { offset: -0.9, pull: 0.95, noise: 0.8 },
    ).map((item) => ({ ...item, short: true })),
    weeklyUrge(
      intensity("quit-urge", "Urge to quit therapy", "urge", "card", {
        offset: -0.9,
        pull: 0.8,
        noise: 0.8,
      }),
    ),
    habit("sing-act", "Sang with someone", "goal", "sing", 0.25, -0.03),
    {
      ...intensity("fear", "Fear", "emotion", null, { offset: 0.2, pull: 0.85, noise: 0.8 }),
      short: true,
    },
    intensity("joy", "Joy", "emotion", null, { offset: 3, pull: -0.7, noise: 0.9 }),
    {
      key: "sleep",
      words: "Hours of sleep",
      aspect: "number",
      scale: QUARTER_HOURS,
      target: null,
      follows: { kind: "hours", byWeekday: [6.5, 6.5, 6.5, 6.5, 7, 8, 8], pull: -0.4, noise: 1.1 },
    },
    skill("describe-skill", "Described without judging", "nonjudgmentally", "describe", 0.35, 0.02),
    ...weeklyInEnglish({
      what: ["The audition on Thursday"],
      gotInTheWay: ["I did not dare to say that the card is too long"],
    }),
  ],
  plans: [
    { weeksAgo: 16, by: "therapist", agreed: true, plan: JUNIAS_FIRST_PLAN },
    { weeksAgo: 3 / 7, by: "client", agreed: false, plan: JUNIAS_PLAN },
  ],
  phrases: withOwn(ENGLISH, {
    hard: ["Too much today. Three taps."],
    plain: ["Sang in the stairwell. Good echo."],
    keep: ["A stranger hummed along."],
  }),
};
