import * as card from "@trellis/clinical/card-value-words/card-value-words";
import type { Aggregate } from "@trellis/domain/card-import";
import type { CardAspect, Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { largestEnd, type ScaleChoice, type ScaleFault } from "./scale-draft.ts";

/** A scale in a few words: "0 to 5", "yes or no", "0 to 24 hours". */
export const scaleWords = (scale: Scale): string => card.scaleWords(scale, getLocale());

export function scaleChoiceWords(choice: ScaleChoice): string {
  switch (choice) {
    case "daily":
      return m.scale_choice_daily();
    case "yes-no":
      return m.scale_choice_yes_no();
    case "degree":
      return m.scale_degree();
    case "skill-use":
      return m.scale_choice_skill_use();
    case "skill-classic":
      return m.scale_skill_classic();
    case "attempt":
      return m.scale_attempt();
    case "rating":
      return m.scale_choice_rating();
    case "number":
      return m.scale_choice_number();
  }
}

export function aspectWords(aspect: CardAspect): string {
  switch (aspect) {
    case "urge":
      return m.aspect_urge();
    case "act":
      return m.aspect_act();
    case "attempt":
      return m.aspect_attempt();
    case "emotion":
      return m.aspect_emotion();
    case "substance":
      return m.aspect_substance();
    case "medication":
      return m.aspect_medication();
    case "number":
      return m.aspect_number();
    case "goal":
      return m.aspect_goal();
    case "step":
      return m.aspect_step();
    case "skill":
      return m.aspect_skill();
    case "reward":
      return m.aspect_reward();
    case "belief":
      return m.aspect_belief();
    case "event":
      return m.aspect_event();
    case "watch":
      return m.aspect_watch();
    case "check":
      return m.aspect_check();
  }
}

export function aggregateWords(aggregate: Aggregate): string {
  switch (aggregate) {
    case "peak":
      return m.aggregate_peak();
    case "last":
      return m.aggregate_last();
    case "mean":
      return m.aggregate_mean();
    case "sum":
      return m.aggregate_sum();
  }
}

/** What stands in a field's way, and what would be right. */
export function scaleFaultWords(fault: ScaleFault, choice: ScaleChoice | null): string {
  switch (fault) {
    case "choice-needed":
      return m.scale_fault_choice_needed();
    case "whole-number-needed":
      return m.scale_fault_whole_number_needed();
    case "number-needed":
      return m.scale_fault_number_needed();
    case "max-not-above-min":
      return m.scale_fault_max_not_above_min();
    case "too-many-steps":
      return m.scale_fault_too_many_steps();
    case "out-of-bounds":
      return m.scale_fault_out_of_bounds({
        bound: card.numberWords(largestEnd(choice), getLocale()),
      });
    case "unit-needed":
      return m.scale_fault_unit_needed();
    case "unit-too-long":
      return m.scale_fault_unit_too_long();
    case "not-storable":
      return m.words_fault_not_storable();
  }
}
