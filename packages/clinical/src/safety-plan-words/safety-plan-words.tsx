import type { PlanPart, SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";

const PARTS: Readonly<Record<PlanPart, { title: () => string; hint: () => string }>> = {
  signs: { title: m.safety_plan_part_signs, hint: m.safety_plan_part_signs_hint },
  alone: { title: m.safety_plan_part_alone, hint: m.safety_plan_part_alone_hint },
  places: { title: m.safety_plan_part_places, hint: m.safety_plan_part_places_hint },
  people: { title: m.safety_plan_part_people, hint: m.safety_plan_part_people_hint },
  professionals: {
    title: m.safety_plan_part_professionals,
    hint: m.safety_plan_part_professionals_hint,
  },
  safer: { title: m.safety_plan_part_safer, hint: m.safety_plan_part_safer_hint },
};

/** The heading of a part, in the first person for both of the two: it is the client's plan. */
export const planPartWords = (part: PlanPart): string => PARTS[part].title();

/** What belongs into a part. Names no means, and gives no example of one (R-CS-9). */
export const planPartHint = (part: PlanPart): string => PARTS[part].hint();

/**
 * Both names of a version: who wrote it, and who agreed or that nobody did yet.
 * @param day words for the day of an instant, in the reader's zone
 */
export function planHandWords(
  { written, agreed }: Pick<SafetyPlanVersion, "written" | "agreed">,
  day: (instant: string) => string,
): { readonly written: string; readonly agreed: string } {
  return {
    written: m.safety_plan_written({ name: written.name, day: day(written.at) }),
    agreed:
      agreed === null
        ? m.safety_plan_not_agreed()
        : m.safety_plan_agreed({ name: agreed.name, day: day(agreed.at) }),
  };
}

/** From which strength on a move has helped: "at any strength" · "from 3 up". */
export const moveStrengthWords = (least: number): string =>
  least === 0
    ? m.safety_plan_move_least_any()
    : m.safety_plan_move_least_from({ value: String(least) });
