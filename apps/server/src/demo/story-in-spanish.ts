import { SPANISH } from "./phrases.ts";
import { MARISOLS_PLAN } from "./plans.ts";
import {
  habit,
  intensity,
  quantity,
  QUARTER_HOURS,
  skill,
  type Story,
  urgeAndAct,
  weeklyInSpanish,
  weeklyUrge,
} from "./story.ts";

/** Lives in two languages; the words of the card are Spanish, the therapist works in English. */
export const IN_SPANISH: Story = {
  key: "in-spanish",
  name: "Marisol Quirós Abad",
  initials: "M. Q.",
  tag: "Wed p.m.",
  locale: "es",
  lifeLine: "Tocar la guitarra los domingos en casa de mi hermana.",
  zone: "America/Puerto_Rico",
  course: {
    persistence: 0.58,
    swing: 0.95,
    weekday: [0.3, 0.1, 0, 0, -0.1, -0.2, 0.2],
    steps: [
      { weeksAgo: 27, level: 2.4 },
      { weeksAgo: 16, level: 2 },
      { weeksAgo: 6, level: 1.4 },
    ],
  },
  keeping: {
    gap: 0.06,
    gapOnBadDays: 0.2,
    skippedItem: 0.03,
    lateWeek: 0.1,
    nextMorning: 0.07,
    away: [],
  },
  sessions: { weekday: 3, skipped: [2, 13] },
  targets: [
    { key: "hurt", words: "Hacerme daño", level: "ltb", direction: "decrease" },
    {
      key: "silence",
      words: "Quedarme callada cuando algo me duele en la sesión",
      level: "tib",
      direction: "decrease",
    },
    { key: "music", words: "Tocar la guitarra con gente", level: "qol", direction: "increase" },
    { key: "ask", words: "Pedir lo que necesito", level: "skill", direction: "increase" },
  ],
  items: [
    ...urgeAndAct(
      "hurt",
      { urge: "Ganas de hacerme daño", act: "Me hice daño" },
      { offset: -0.9, pull: 0.95, noise: 0.8 },
    ),
    weeklyUrge(
      intensity("quit-urge", "Ganas de dejar la terapia", "urge", "silence", {
        offset: -1.4,
        pull: 0.8,
        noise: 0.7,
      }),
    ),
    habit("music-act", "Toqué la guitarra", "goal", "music", 0.4, -0.05),
    {
      key: "music-minutes",
      words: "Minutos de guitarra",
      aspect: "number",
      scale: quantity(600, "min", 0),
      target: "music",
      follows: { kind: "amount", of: "music-act", usual: 30, noise: 12 },
    },
    intensity("sadness", "Tristeza", "emotion", null, { offset: 0.2, pull: 0.85, noise: 0.8 }),
    intensity("shame", "Vergüenza", "emotion", null, { offset: 0, pull: 0.85, noise: 0.8 }),
    intensity("anger", "Rabia", "emotion", null, { offset: -0.4, pull: 0.8, noise: 0.9 }),
    intensity("joy", "Alegría", "emotion", null, { offset: 3.1, pull: -0.7, noise: 0.8 }),
    {
      key: "work",
      words: "Horas de trabajo",
      aspect: "number",
      scale: QUARTER_HOURS,
      target: null,
      follows: { kind: "hours", byWeekday: [7, 7, 7, 7, 7, 0, 0], pull: -0.4, noise: 0.9 },
    },
    {
      ...habit(
        "medication",
        "Tomé mi medicación como está pautada",
        "medication",
        null,
        0.93,
        -0.02,
      ),
      library: "medication",
    },
    skill("ask-skill", "Pedí lo que necesitaba", "dear-man", "ask", 0.35, 0.03),
    ...weeklyInSpanish({
      what: ["La cena con toda la familia", "La reunión con mi jefa"],
      gotInTheWay: ["Me dolió algo que dijiste y no supe cómo decirlo"],
    }),
  ],
  closingLine: "Ya está. Mañana, guitarra.",
  ridesOut: { urge: "hurt-urge", act: "hurt-act", odds: 0.6 },
  plans: [{ weeksAgo: 14, by: "client", agreed: true, plan: MARISOLS_PLAN }],
  phrases: SPANISH,
};
