/** Sentences that an invented person writes beside a day, for hard days, for others, and worth keeping. */
export type Phrases = {
  readonly hard: readonly [string, ...string[]];
  readonly plain: readonly [string, ...string[]];
  readonly keep: readonly [string, ...string[]];
};

export const ENGLISH: Phrases = {
  hard: [
    "Argument on the phone. Could not settle for hours.",
    "Slept three hours. Everything was loud.",
    "The letter from the office came. Hid it under the books.",
    "Cried at work, in the stock room. Nobody came in.",
    "Strong urge after dinner. Paced breathing, then called my aunt. It went down to 2.",
    "Felt ashamed about Saturday all day long.",
    "Cancelled the visit and then felt worse.",
    "Could not get warm. Stayed under the blanket till four.",
    "Someone laughed on the bus and I was sure it was about me.",
    "Wanted it all to stop for a while. Wrote it down here instead.",
    "Long evening. The urge came back twice.",
    "Anniversary of the move. Nobody mentioned it.",
  ],
  plain: [
    "Ordinary day. Work, dishes, early to bed.",
    "Group was about checking the facts. Used it on the bus.",
    "Walked home along the canal instead of taking the tram.",
    "Paid the phone bill on time.",
    "Told my sister no and nothing broke.",
    "Slept through. First time in a while.",
    "Cooked for two days.",
    "Tired, but a calm sort of tired.",
    "Said what I thought in the meeting. Voice shook, finished anyway.",
    "Rain all day. Read half a book.",
    "Took the long way round to avoid the bar. Worked.",
    "Filled this in together with coffee.",
  ],
  keep: [
    "The neighbour's cat slept on my step.",
    "My aunt laughed at my joke, a real laugh.",
    "Light on the water this morning.",
    "I asked for help and got it.",
    "New leaf on the rubber plant.",
    "Ana said she likes sitting next to me in group.",
    "Soup like my grandmother made.",
    "Finished the puzzle with the boy next door.",
    "A song I had forgotten came on the radio.",
    "I rang back the same day.",
    "Ten minutes on the bench without my phone.",
    "The bread came out right.",
  ],
};

export const SPANISH: Phrases = {
  hard: [
    "Discutí con mi hermano. Me quedé temblando un buen rato.",
    "Dormí muy poco. Todo me parecía demasiado.",
    "Ganas fuertes por la noche. Respiré despacio y bajaron a 2.",
    "Me sentí sola en medio de tanta gente.",
    "Lloré en el baño del trabajo.",
    "No contesté los mensajes. Me dio vergüenza.",
    "Día largo. Me acosté sin cenar.",
    "Me acordé de la mudanza y se me vino todo encima.",
  ],
  plain: [
    "Día normal. Trabajo, compra, a casa.",
    "Le dije que no a mi jefa y no pasó nada.",
    "Caminé hasta la playa después del trabajo.",
    "Dormí toda la noche.",
    "Practiqué lo del grupo en la cola del banco.",
    "Llamé a mi mamá. Hablamos tranquilas.",
    "Cociné arroz para tres días.",
    "Llovió toda la tarde. Vi una película.",
  ],
  keep: [
    "Mi sobrina me guardó un dibujo.",
    "El café en el balcón, temprano.",
    "Me salió bien la canción en la guitarra.",
    "La vecina me dio tomates de su huerto.",
    "Pedí ayuda y me la dieron.",
    "El mar estaba quieto.",
    "Me reí con Pilar hasta que me dolió la panza.",
    "Cumplí lo que me propuse para hoy.",
  ],
};

/** General sentences with a person's own ones before them. */
export const withOwn = (
  base: Phrases,
  own: { [Kind in keyof Phrases]: readonly string[] },
): Phrases => ({
  hard: [...base.hard, ...own.hard],
  plain: [...base.plain, ...own.plain],
  keep: [...base.keep, ...own.keep],
});
