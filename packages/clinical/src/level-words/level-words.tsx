import type { CardItem } from "@trellis/domain/card-item";
import type { TargetLevel } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";

/** Who reads a screen; *show to client* counts as the client. */
export type Audience = "client" | "clinician";

/**
 * The words of a level. The letters of the therapist never stand on what a client sees
 * (clinical review §2.28); items without a level share one.
 */
function levelWords(level: TargetLevel | null, audience: Audience): string {
  switch (level) {
    case "ltb":
      return audience === "client" ? m.level_ltb_for_client() : m.level_ltb();
    case "tib":
      return audience === "client" ? m.level_tib_for_client() : m.level_tib();
    case "qol":
      return audience === "client" ? m.level_qol_for_client() : m.level_qol();
    case "skill":
      return audience === "client" ? m.level_skill_for_client() : m.level_skill();
    case null:
      return m.level_none();
  }
}

/**
 * The words of levels over these items. Where words of a life-threatening level are covered, so is the level: its
 * name alone would tell what is covered under it.
 */
export function levelNames(
  items: readonly Pick<CardItem, "coverWords" | "level">[],
  audience: Audience,
  covered = false,
): (level: TargetLevel | null) => string {
  const hides = covered && items.some((item) => item.level === "ltb" && item.coverWords !== null);
  return (level) =>
    hides && level === "ltb" ? m.level_ltb_covered() : levelWords(level, audience);
}
