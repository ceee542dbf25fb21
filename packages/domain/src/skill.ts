/**
 * The skills of the catalogue: ids and modules. Names are facts of the field (instruments-and-statistics §2, after
 * the titles of the 2nd edition and public cards); the lines that say what each is are our own, in the messages
 * `skill_<id>_name` and `skill_<id>_line`. An id never changes, because entries go by it.
 */
export const SKILL_MODULES = [
  "mindfulness",
  "interpersonal",
  "middle-path",
  "emotion",
  "distress",
  "addiction",
] as const;
export type SkillModule = (typeof SKILL_MODULES)[number];

export const SKILL_IDS = {
  mindfulness: [
    "wise-mind",
    "observe",
    "describe",
    "participate",
    "nonjudgmentally",
    "one-mindfully",
    "effectively",
    "loving-kindness",
    "doing-and-being",
  ],
  interpersonal: [
    "clarify-goals",
    "dear-man",
    "give",
    "fast",
    "how-firmly",
    "find-people",
    "mindful-of-others",
    "end-relationships",
  ],
  "middle-path": ["dialectics", "validate-others", "validate-myself", "change-behavior"],
  emotion: [
    "describe-emotions",
    "check-the-facts",
    "opposite-action",
    "problem-solving",
    "pleasant-events",
    "values-and-steps",
    "build-mastery",
    "cope-ahead",
    "please",
    "sleep-hygiene",
    "nightmare-protocol",
    "current-emotion",
  ],
  distress: [
    "stop",
    "pros-and-cons",
    "tipp",
    "paired-relaxation",
    "accepts",
    "self-soothe",
    "body-scan",
    "improve",
    "sensory-awareness",
    "radical-acceptance",
    "turning-the-mind",
    "willingness",
    "half-smile",
    "current-thoughts",
  ],
  addiction: [
    "dialectical-abstinence",
    "clear-mind",
    "community-reinforcement",
    "burning-bridges",
    "alternate-rebellion",
    "adaptive-denial",
  ],
} as const satisfies Readonly<Record<SkillModule, readonly string[]>>;

export type SkillId = (typeof SKILL_IDS)[SkillModule][number];
export type Skill = { readonly id: SkillId; readonly module: SkillModule };

/** Every skill in the order of its module. */
export const SKILLS: readonly Skill[] = SKILL_MODULES.flatMap((module) =>
  SKILL_IDS[module].map((id) => ({ id, module })),
);

const byId: ReadonlyMap<string, Skill> = new Map(SKILLS.map((skill) => [skill.id, skill]));

/** The skill that an item was made from, or null for an item of another kind or of the client's own. */
export const skillOf = (library: string | null): Skill | null =>
  library === null ? null : (byId.get(library) ?? null);
