import type { PlanLine, SafetyPlan } from "@trellis/domain/safety-plan";

/**
 * Safety plans of the made-up people, in their own words. None names a means, and the last part says what was agreed
 * without saying about what. The numbers, 555-0100 to 555-0199, are kept free for stories and reach nobody.
 */
const lines = (...words: readonly string[]): PlanLine[] =>
  words.map((each) => ({ words: each, phone: null }));
const call = (words: string, phone: string): PlanLine => ({ words, phone });
const move = (words: string, least: number) => ({ words, least });

const DR_OKAFOR = call("Dr. Okafor, coaching, until nine", "212-555-0143");
const FRONT_DESK = call("Front desk, to reach somebody of the team", "212-555-0142");

export const ROSAS_FIRST_PLAN: SafetyPlan = {
  signs: lines("I stop answering messages", "Everything gets loud"),
  alone: lines("Cold water on my face", "Walk round the block"),
  places: lines("The late bakery on the corner"),
  people: [call("Aunt Ines", "212-555-0151")],
  professionals: [DR_OKAFOR],
  safer: lines("What we agreed on is with Aunt Ines"),
  rightNow: {
    moves: [move("Cold water on my face", 3), move("Walk round the block", 0)],
    reason: "A quiet kitchen of my own",
    line: "It rises, it stays a while, and it goes down again.",
  },
  reviewOn: null,
};

export const ROSAS_PLAN: SafetyPlan = {
  signs: lines(
    "I stop answering messages",
    "Everything gets loud, and I tidy the same drawer again",
    "I think everybody would be better off",
  ),
  alone: lines(
    "Cold water on my face, then slow breath out",
    "Walk round the block, counting red doors",
    "Water the herbs, one pot at a time",
  ),
  places: [
    ...lines("The late bakery on the corner: I can sit there with tea"),
    call("The garden, when the two ladies are there", "212-555-0152"),
  ],
  people: [call("Aunt Ines, at any hour", "212-555-0151"), call("Jo from group", "212-555-0153")],
  professionals: [
    DR_OKAFOR,
    FRONT_DESK,
    call("988 Suicide & Crisis Lifeline", "988"),
    call("Emergency room at Harbour General", "911"),
  ],
  safer: lines(
    "What we agreed on is with Aunt Ines, and she asks me on Sundays",
    "I sleep with the door open when she is here",
  ),
  rightNow: {
    moves: [
      move("Cold water on my face, then slow breath out", 4),
      move("Walk round the block, counting red doors", 3),
      move("Water the herbs", 0),
      move("Call Aunt Ines and say: sit with me on the phone", 2),
    ],
    reason: "A quiet kitchen of my own, with herbs on the sill.",
    line: "You have come through every one of these evenings so far.",
  },
  reviewOn: null,
};

export const MARTENS_PLAN: SafetyPlan = {
  signs: lines(
    "Pay day",
    "I do not pick up when my daughter calls",
    "I take the long way past the shop",
  ),
  alone: lines("Shower, then the couch with the radio", "Fix something small on the bike"),
  places: lines("The morning meeting on Linden Street", "The library until it closes"),
  people: [call("My brother Eli", "312-555-0161"), call("Ray from the meeting", "312-555-0162")],
  professionals: [DR_OKAFOR, call("988 Suicide & Crisis Lifeline", "988")],
  safer: lines("Nothing to drink in the flat from Thursday on", "Eli has what we talked about"),
  rightNow: {
    moves: [
      move("Set the kitchen timer to twenty minutes and wait it out", 3),
      move("Call Ray before, not after", 3),
      move("Shower", 0),
    ],
    reason: "Sunday mornings with my daughter, awake and clear.",
    line: "The urge is a wave. You have surfed it on worse Fridays.",
  },
  reviewOn: null,
};

export const IMOGENS_PLAN: SafetyPlan = {
  signs: lines("I cancel two things in one day", "Shame in the evening, and the phone in my hand"),
  alone: lines("Sand something, even a spoon", "Loud music, then quiet music"),
  places: lines("The workshop, it is open until ten"),
  people: [call("Nell, who sits next to me at the bench", "212-555-0171")],
  professionals: [DR_OKAFOR, call("988 Suicide & Crisis Lifeline", "988")],
  safer: lines("What we agreed in spring still holds"),
  rightNow: {
    moves: [move("Sand something, even a spoon", 0), move("Opposite action: ring one person", 3)],
    reason: "Work that uses my hands, and people to eat with on Fridays.",
    line: "You know how this ends: you go to bed, and in the morning there is coffee.",
  },
  reviewOn: null,
};

export const TOBIAHS_PLAN: SafetyPlan = {
  signs: lines("Still in bed at noon", "I turn the doorbell off"),
  alone: lines("Feet on the floor, window open", "Ten minutes outside, coat over pyjamas"),
  places: lines("The bench by the school, at four"),
  people: [call("My sister Maud", "303-555-0181")],
  professionals: [DR_OKAFOR, call("988 Suicide & Crisis Lifeline", "988")],
  safer: lines("Maud keeps what we talked about, until I ask for it back on a calm day"),
  rightNow: {
    moves: [move("Feet on the floor, window open", 0), move("Call Maud", 3)],
    reason: "To be the uncle who turns up.",
    line: "Coming back counts. You have done it before.",
  },
  reviewOn: null,
};

export const JUNIAS_FIRST_PLAN: SafetyPlan = {
  signs: lines("I stop humming"),
  alone: lines("Sing one song in the stairwell"),
  places: [],
  people: [call("Dee, two floors down", "213-555-0191")],
  professionals: [DR_OKAFOR],
  safer: [],
  rightNow: { moves: [move("Sing one song in the stairwell", 0)], reason: "", line: "" },
  reviewOn: null,
};

export const JUNIAS_PLAN: SafetyPlan = {
  ...JUNIAS_FIRST_PLAN,
  signs: lines("I stop humming", "I count what is wrong with me"),
  places: lines("The choir room, Tuesdays, even when I do not sing"),
  rightNow: {
    moves: [move("Sing one song in the stairwell", 0), move("Knock at Dee’s door", 4)],
    reason: "Sing where people can hear me.",
    line: "Three taps are a card, and one song is a start.",
  },
};

export const MARISOLS_PLAN: SafetyPlan = {
  signs: lines("Dejo los mensajes sin abrir", "Me encierro y no contesto el timbre"),
  alone: lines("Agua fría en las manos y en la cara", "Tocar los mismos tres acordes, despacio"),
  places: lines("El malecón, donde hay gente pescando"),
  people: [
    call("Pilar, a cualquier hora", "787-555-0111"),
    call("Mi hermana Inés", "787-555-0112"),
  ],
  professionals: [
    call("Dra. Okafor, hasta las nueve", "212-555-0143"),
    call("988, línea de crisis", "988"),
  ],
  safer: lines("Lo que acordamos lo guarda Pilar"),
  rightNow: {
    moves: [
      move("Agua fría en las manos y en la cara", 3),
      move("Llamar a Pilar y decirle: quédate en línea", 4),
      move("Tres acordes, despacio", 0),
    ],
    reason: "Tocar la guitarra los domingos en casa de mi hermana.",
    line: "Esto sube, se queda un rato y baja. Ya lo has visto.",
  },
  reviewOn: null,
};
