import {
  libraryWords,
  libraryTargetWords,
  libraryUnitWords,
  type WordsLanguage,
} from "@trellis/clinical/library-words/library-words";
import { skillWords } from "@trellis/clinical/skill-words/skill-words";
import type { NewCardItem, Scale } from "@trellis/domain/card-item";
import { CARD_TEMPLATES, type CardTemplateId, TEMPLATE_SHORT } from "@trellis/domain/card-template";
import type { SkillScale } from "@trellis/domain/clinic-setting";
import {
  ITEM_LIBRARY,
  LIBRARY_TARGETS,
  type LibraryItem,
  libraryItemOf,
  type LibraryTargetId,
} from "@trellis/domain/item-library";
import { type Skill, SKILLS } from "@trellis/domain/skill";
import {
  levelRank,
  type NewTargetBehaviour,
  type TargetBehaviour,
  type TargetLevel,
} from "@trellis/domain/target-behaviour";
import { wordsFault, type WordsFault } from "#platform/words-draft.ts";
import { type CardDesign, shownOrder } from "./card-groups.ts";
import type { Addition } from "./card-query.ts";
import { coverFault, readCover } from "./item-draft.ts";
import type { PreviewItem } from "./preview-cards.ts";

type RowSource =
  | { readonly kind: "library"; readonly item: LibraryItem }
  | { readonly kind: "skill"; readonly skill: Skill };

/** One thing that can be put on the card. */
export type BuilderRow = {
  /** The new item's, made once, so that sending it again adds nothing. */
  readonly id: string;
  readonly source: RowSource;
  readonly chosen: boolean;
  /** Null while they are the library's, which follow the language. */
  readonly words: string | null;
  readonly coverWords: string;
  readonly short: boolean;
  /** It stands among those of the template, chosen or not. */
  readonly ofTemplate: boolean;
};

type BuilderTarget = {
  readonly id: string;
  readonly words: string | null;
  /** The card has it already. */
  readonly known: TargetBehaviour | null;
};

/** New items of a card while they are chosen and worded. */
export type BuilderDraft = {
  readonly language: WordsLanguage;
  readonly template: CardTemplateId | null;
  readonly rows: readonly BuilderRow[];
  readonly targets: ReadonlyMap<LibraryTargetId, BuilderTarget>;
};

/** Asked for by the page itself, in place of what is folded. */
const NOT_OFFERED = "quiet-check";

const targetIds = Object.keys(LIBRARY_TARGETS) as LibraryTargetId[];

/** Everything that is not on the card yet, with nothing chosen. */
export function startBuilder(
  design: CardDesign,
  language: WordsLanguage,
  newId: () => string,
): BuilderDraft {
  const there = new Set(design.items.map((item) => item.library));
  const row = (source: RowSource): BuilderRow => ({
    id: newId(),
    source,
    chosen: false,
    words: null,
    coverWords: "",
    short: false,
    ofTemplate: false,
  });
  return {
    language,
    template: null,
    rows: [
      ...ITEM_LIBRARY.filter(({ id }) => id !== NOT_OFFERED && !there.has(id)).map((item) =>
        row({ kind: "library", item }),
      ),
      ...SKILLS.filter(({ id }) => !there.has(id)).map((skill) => row({ kind: "skill", skill })),
    ],
    targets: new Map(
      targetIds.map((id) => {
        const known = knownTarget(design, id);
        return [id, { id: known?.id ?? newId(), words: null, known }];
      }),
    ),
  };
}

/** The open target that items of the library's target were put on the card for. */
function knownTarget(design: CardDesign, target: LibraryTargetId): TargetBehaviour | null {
  const item = design.items.find(
    (each) => each.targetId !== null && libraryItemOf(each.library)?.target === target,
  );
  const found = design.targets.find((each) => each.id === item?.targetId);
  return found?.closedOn === null ? found : null;
}

/** The draft with what a template chooses; words that were written stay with their items. */
export function withTemplate(draft: BuilderDraft, id: CardTemplateId): BuilderDraft {
  const template = CARD_TEMPLATES.find((each) => each.id === id);
  const place = new Map<string, number>((template?.items ?? []).map((item, at) => [item, at]));
  const rows = draft.rows.map((row) => {
    const key = keyOf(row);
    const ofTemplate = place.has(key);
    return {
      ...row,
      ofTemplate,
      chosen: ofTemplate,
      short: ofTemplate && TEMPLATE_SHORT.some((item) => item === key),
    };
  });
  const last = place.size;
  return {
    ...draft,
    template: id,
    rows: rows.toSorted((a, b) => (place.get(keyOf(a)) ?? last) - (place.get(keyOf(b)) ?? last)),
  };
}

/** Id of the item of the library or of the skill. */
export const keyOf = ({ source }: BuilderRow): string =>
  source.kind === "library" ? source.item.id : source.skill.id;

/** The target of the library that a row belongs to, or null. */
export const targetOf = ({ source }: BuilderRow): LibraryTargetId | null =>
  source.kind === "library" ? source.item.target : null;

/** The draft with something of one row changed. */
export const withRow = (
  draft: BuilderDraft,
  id: string,
  change: Partial<BuilderRow>,
): BuilderDraft => ({
  ...draft,
  rows: draft.rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
});

/** The draft with other words for a target. */
export function withTargetWords(
  draft: BuilderDraft,
  id: LibraryTargetId,
  words: string,
): BuilderDraft {
  const target = draft.targets.get(id);
  if (target === undefined) return draft;
  return { ...draft, targets: new Map(draft.targets).set(id, { ...target, words }) };
}

/** The words of a row as they stand now. */
export function rowWords(draft: BuilderDraft, { source, words }: BuilderRow): string {
  if (words !== null) return words;
  return source.kind === "library"
    ? libraryWords(source.item.id, draft.language)
    : skillWords(source.skill.id, draft.language).name;
}

/** The words of a target as they stand now. */
export const targetWords = (draft: BuilderDraft, id: LibraryTargetId): string => {
  const target = draft.targets.get(id);
  return target?.known?.words ?? target?.words ?? libraryTargetWords(id, draft.language);
};

/** How a row is measured; units are words too. */
export function rowScale(
  { source }: BuilderRow,
  language: WordsLanguage,
  skillScale: SkillScale,
): Scale {
  if (source.kind === "skill")
    return { kind: skillScale === "classic" ? "skill-classic" : "skill-use" };
  const { scale } = source.item;
  return scale.kind === "number"
    ? { ...scale, unit: libraryUnitWords(scale.unit, language) }
    : scale;
}

/** The new item that a row describes. */
function itemOf(draft: BuilderDraft, row: BuilderRow, skillScale: SkillScale): NewCardItem {
  const target = targetOf(row);
  return {
    id: row.id,
    words: rowWords(draft, row).trim(),
    coverWords: readCover(row.coverWords),
    scale: rowScale(row, draft.language, skillScale),
    rhythm: row.source.kind === "library" ? row.source.item.rhythm : "daily",
    short: row.short,
    aspect: row.source.kind === "library" ? row.source.item.aspect : "skill",
    targetId: target === null ? null : (draft.targets.get(target)?.id ?? null),
    library: keyOf(row),
  };
}

/** The whole card as the phone would show it with what is chosen: level after level, targets together. */
export function previewOfDraft(
  draft: BuilderDraft,
  design: CardDesign,
  skillScale: SkillScale,
): PreviewItem[] {
  const levelOf = (row: BuilderRow): TargetLevel | null => {
    const target = targetOf(row);
    if (target === null) return null;
    return draft.targets.get(target)?.known?.level ?? LIBRARY_TARGETS[target].level;
  };
  const items = [
    ...shownOrder(design).filter((item) => item.state === "asked"),
    ...inTargets(draft).map((row) => ({ ...itemOf(draft, row, skillScale), level: levelOf(row) })),
  ];
  const first = new Map<string, number>();
  const place = ({ id, targetId }: (typeof items)[number], at: number): number => {
    const key = targetId ?? id;
    if (!first.has(key)) first.set(key, at);
    return first.get(key) ?? at;
  };
  return items
    .map((item, at) => ({ item, level: levelRank(item.level), place: place(item, at) }))
    .toSorted((a, b) => a.level - b.level || a.place - b.place)
    .map(({ item }) => item);
}

/** Chosen rows, those of a target together. */
function inTargets(draft: BuilderDraft): BuilderRow[] {
  const chosen = draft.rows.filter((row) => row.chosen);
  const first = (row: BuilderRow) => {
    const target = targetOf(row);
    return target === null
      ? chosen.indexOf(row)
      : chosen.findIndex((each) => targetOf(each) === target);
  };
  return chosen.toSorted((a, b) => first(a) - first(b) || chosen.indexOf(a) - chosen.indexOf(b));
}

export type RowFaults = { readonly words?: WordsFault; readonly coverWords?: WordsFault };
export type BuilderFaults = {
  readonly rows: ReadonlyMap<string, RowFaults>;
  readonly targets: ReadonlyMap<LibraryTargetId, WordsFault>;
};

/** What is sent, or what stands in its way. Targets of which nothing is chosen stay out. */
export function readBuilder(
  draft: BuilderDraft,
  skillScale: SkillScale,
): { readonly addition: Addition } | { readonly faults: BuilderFaults } {
  const chosen = inTargets(draft);
  const needed = targetIds.filter((id) => chosen.some((row) => targetOf(row) === id));
  const rows = new Map<string, RowFaults>();
  for (const row of chosen) {
    const words = wordsFault(rowWords(draft, row));
    const cover = coverFault(row.coverWords);
    if (words !== null || cover !== null)
      rows.set(row.id, {
        ...(words === null ? {} : { words }),
        ...(cover === null ? {} : { coverWords: cover }),
      });
  }
  const targets = new Map<LibraryTargetId, WordsFault>();
  for (const id of needed) {
    const fault = wordsFault(targetWords(draft, id));
    if (fault !== null) targets.set(id, fault);
  }
  if (rows.size > 0 || targets.size > 0) return { faults: { rows, targets } };
  return {
    addition: {
      targets: needed.flatMap((id) => newTarget(draft, id)),
      items: chosen.map((row) => itemOf(draft, row, skillScale)),
    },
  };
}

function newTarget(draft: BuilderDraft, id: LibraryTargetId): NewTargetBehaviour[] {
  const target = draft.targets.get(id);
  if (target === undefined || target.known !== null) return [];
  return [{ ...LIBRARY_TARGETS[id], id: target.id, words: targetWords(draft, id).trim() }];
}

/** How much is chosen: what is asked each evening, and once a week. */
export function countsOf(draft: BuilderDraft): { readonly daily: number; readonly weekly: number } {
  const chosen = draft.rows.filter((row) => row.chosen);
  const weekly = chosen.filter(
    ({ source }) => source.kind === "library" && source.item.rhythm === "weekly",
  ).length;
  return { daily: chosen.length - weekly, weekly };
}

/** True when leaving would lose something that was chosen or written. */
export const isTouched = (draft: BuilderDraft): boolean =>
  draft.rows.some((row) => row.chosen || row.words !== null || row.coverWords !== "");
