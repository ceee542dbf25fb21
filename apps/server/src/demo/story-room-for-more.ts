import { ENGLISH, withOwn } from "./phrases.ts";
import { IMOGENS_PLAN } from "./plans.ts";
import {
  habit,
  intensity,
  quantity,
  skill,
  step,
  type Story,
  urgeAndAct,
  weeklyInEnglish,
  weeklyUrge,
} from "./story.ts";

const HURT_ODDS = [0, 0, 0.01, 0.08, 0.2, 0.38] as const;

/** Since when one weekly question stands for what has been quiet. */
const FOLDED_WEEKS_AGO = 9;

/** Quiet for months: hardly an urge, and the work turns to the life that is wanted. */
export const ROOM_FOR_MORE: Story = {
  key: "room-for-more",
  name: "Imogen Castellane",
  initials: "I. C.",
  tag: "Thu",
  locale: "en",
  lifeLine: "Work that uses my hands, and people to eat with on Fridays.",
  zone: "America/New_York",
  course: {
    persistence: 0.6,
    swing: 0.75,
    weekday: [0.3, 0.1, 0, 0, -0.2, -0.1, 0.3],
    steps: [
      { weeksAgo: 27, level: 2.6 },
      { weeksAgo: 19, level: 1.7 },
      { weeksAgo: 13, level: 0.8 },
    ],
  },
  keeping: {
    gap: 0.06,
    gapOnBadDays: 0.1,
    skippedItem: 0.02,
    lateWeek: 0.06,
    nextMorning: 0.05,
    away: [],
  },
  sessions: { weekday: 4, skipped: [4, 17] },
  targets: [
    { key: "hurt", words: "Hurting myself", level: "ltb", direction: "decrease" },
    { key: "work", words: "Applying for work with my hands", level: "qol", direction: "increase" },
    {
      key: "people",
      words: "Eating with people outside therapy",
      level: "qol",
      direction: "increase",
    },
    {
      key: "opposite",
      words: "Opposite action when shame says hide",
      level: "skill",
      direction: "increase",
    },
  ],
  items: [
    ...urgeAndAct(
      "hurt",
      { urge: "Urge to hurt myself", act: "Hurt myself" },
      { offset: -1.1, pull: 0.9, noise: 0.6 },
      HURT_ODDS,
    ).map((item) => ({ ...item, foldedWeeksAgo: FOLDED_WEEKS_AGO })),
    {
      key: "quiet-check",
      words: "Any of these this week?",
      aspect: "check",
      scale: { kind: "yes-no" },
      target: null,
      rhythm: "weekly",
      library: "quiet-check",
      addedWeeksAgo: FOLDED_WEEKS_AGO,
      follows: { kind: "weeks", ago: [6] },
    },
    weeklyUrge(
      intensity("quit-urge", "Urge to quit therapy", "urge", null, {
        offset: -1.6,
        pull: 0.8,
        noise: 0.6,
      }),
    ),
    {
      ...step("work-step", "Did something toward an application", "work", 0.4, -0.1),
      addedWeeksAgo: 20,
    },
    {
      key: "work-hours",
      words: "Hours at the workshop",
      aspect: "number",
      scale: quantity(12, "h", 1),
      target: "work",
      follows: { kind: "hours", byWeekday: [0, 3, 0, 3, 0, 4, 0], pull: -0.4, noise: 0.8 },
      addedWeeksAgo: 20,
      revised: {
        weeksAgo: 8,
        words: "Hours of paid work or workshop",
        scale: quantity(16, "h", 1),
      },
    },
    { ...habit("people-act", "Ate with someone", "goal", "people", 0.4, -0.08), addedWeeksAgo: 16 },
    intensity("fear", "Fear", "emotion", null, { offset: 0.1, pull: 0.9, noise: 0.8 }),
    intensity("shame", "Shame", "emotion", null, { offset: -0.2, pull: 0.9, noise: 0.7 }),
    intensity("joy", "Joy", "emotion", null, { offset: 3.2, pull: -0.7, noise: 0.8 }),
    {
      ...intensity("late-phone", "Pull to stay on the phone at night", "watch", null, {
        offset: 0.8,
        pull: 0.7,
        noise: 0.9,
      }),
      addedWeeksAgo: 8,
      retiredWeeksAgo: 6,
    },
    skill("opposite-skill", "Opposite action", "opposite-action", "opposite", 0.5, 0.05),
    {
      ...skill("facts-skill", "Check the facts", "check-the-facts", null, 0.3, 0.08),
      addedWeeksAgo: 15,
    },
    {
      ...habit("reward", "Rewarded myself, or noticed what I did", "reward", null, 0.5, -0.08),
      library: "reward",
      addedWeeksAgo: 12,
    },
    ...weeklyInEnglish({
      what: ["The trial day at the workshop", "First Friday without the group"],
      gotInTheWay: ["I wanted to talk about work and we talked about March again"],
    }),
  ],
  closingLine: "Done for today. The table can wait until morning.",
  notesHardness: true,
  plans: [
    { weeksAgo: 24, by: "therapist", agreed: true, plan: { ...IMOGENS_PLAN, reviewOn: null } },
    { weeksAgo: 11, by: "client", agreed: true, plan: IMOGENS_PLAN },
  ],
  phrases: withOwn(ENGLISH, {
    hard: ["Rang about the job, hung up when someone answered. Will try again on Thursday."],
    plain: [
      "Sanded the table legs. Second coat tomorrow.",
      "Sent the form. My hands were cold and I sent it.",
    ],
    keep: [
      "The drawer I built closes without a sound.",
      "Four of us at the table, and I had invited them.",
    ],
  }),
};
