type CopyWord = { word: string; pattern: RegExp };

function words(list: string[]): CopyWord[] {
  return list.map((word) => ({
    word,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${word})(?![\\p{L}\\p{N}])`, "iu"),
  }));
}

/** Words that blame, hurry or label the person who reads them. Each is a regular expression over whole words. */
export const copyWords: Record<"en" | "es", CopyWord[]> = {
  en: words([
    "fail(?:s|ed|ing|ure|ures)?",
    "miss(?:ed|ing)?",
    "only",
    "just",
    "overdue",
    "homework",
    "streaks?",
    "(?:non-?)?complian(?:t|ce)",
    "relaps(?:e|es|ed|ing)",
    "manipulat(?:e|es|ed|ing|ive|ion)",
    "attention[- ]seeking",
    "commit(?:s|ted|ting)? suicide",
    "success(?:ful)? (?:suicide )?attempts?",
    "failed attempts?",
    "lazy",
    "bad day",
  ]),
  es: words([
    "fall(?:o|os|ó|aste|ado|ada|ido|ida|aron)",
    "fracas(?:o|os|ó|aste|ado|ar)",
    "fallid[oa]s?",
    "falt(?:ó|aste|an?)",
    "te saltaste",
    "s[oó]lo",
    "solamente",
    "[uú]nicamente",
    "simplemente",
    "atrasad[oa]s?",
    "vencid[oa]s?",
    "con retraso",
    "deberes",
    "tareas?",
    "rachas?",
    "incumpl(?:idor|idora|imiento|iste|ió|ido|ida)",
    "no cumpl(?:e|es|iste|ió|idor|idora)",
    "reca[ií]das?",
    "reca(?:er|yó|íste)",
    "manipulador(?:a|es|as)?",
    "manipula(?:r|s|ción|tivo|tiva)?",
    "llam(?:ar|adas? de|a) la atención",
    "llamadas? de atención",
    "comet(?:er|ió|iste) suicidio",
    "suicidio (?:consumado|logrado|fallido)",
    "intentos? (?:exitosos?|logrados?|fallidos?)",
    "perezos[oa]s?",
  ]),
};
