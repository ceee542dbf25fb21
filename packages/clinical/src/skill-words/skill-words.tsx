import type { SkillId, SkillModule } from "@trellis/domain/skill";
import { m } from "@trellis/messages/messages";

/** A language in which words can be put on a card, whatever the page speaks. */
type WordsLanguage = "en" | "es";
type Words = (inputs?: Record<string, never>, options?: { locale?: WordsLanguage }) => string;

const SKILLS: Readonly<Record<SkillId, { name: Words; line: Words }>> = {
  "wise-mind": { name: m.skill_wise_mind_name, line: m.skill_wise_mind_line },
  observe: { name: m.skill_observe_name, line: m.skill_observe_line },
  describe: { name: m.skill_describe_name, line: m.skill_describe_line },
  participate: { name: m.skill_participate_name, line: m.skill_participate_line },
  nonjudgmentally: { name: m.skill_nonjudgmentally_name, line: m.skill_nonjudgmentally_line },
  "one-mindfully": { name: m.skill_one_mindfully_name, line: m.skill_one_mindfully_line },
  effectively: { name: m.skill_effectively_name, line: m.skill_effectively_line },
  "loving-kindness": { name: m.skill_loving_kindness_name, line: m.skill_loving_kindness_line },
  "doing-and-being": { name: m.skill_doing_and_being_name, line: m.skill_doing_and_being_line },
  "clarify-goals": { name: m.skill_clarify_goals_name, line: m.skill_clarify_goals_line },
  "dear-man": { name: m.skill_dear_man_name, line: m.skill_dear_man_line },
  give: { name: m.skill_give_name, line: m.skill_give_line },
  fast: { name: m.skill_fast_name, line: m.skill_fast_line },
  "how-firmly": { name: m.skill_how_firmly_name, line: m.skill_how_firmly_line },
  "find-people": { name: m.skill_find_people_name, line: m.skill_find_people_line },
  "mindful-of-others": {
    name: m.skill_mindful_of_others_name,
    line: m.skill_mindful_of_others_line,
  },
  "end-relationships": {
    name: m.skill_end_relationships_name,
    line: m.skill_end_relationships_line,
  },
  dialectics: { name: m.skill_dialectics_name, line: m.skill_dialectics_line },
  "validate-others": { name: m.skill_validate_others_name, line: m.skill_validate_others_line },
  "validate-myself": { name: m.skill_validate_myself_name, line: m.skill_validate_myself_line },
  "change-behavior": { name: m.skill_change_behavior_name, line: m.skill_change_behavior_line },
  "describe-emotions": {
    name: m.skill_describe_emotions_name,
    line: m.skill_describe_emotions_line,
  },
  "check-the-facts": { name: m.skill_check_the_facts_name, line: m.skill_check_the_facts_line },
  "opposite-action": { name: m.skill_opposite_action_name, line: m.skill_opposite_action_line },
  "problem-solving": { name: m.skill_problem_solving_name, line: m.skill_problem_solving_line },
  "pleasant-events": { name: m.skill_pleasant_events_name, line: m.skill_pleasant_events_line },
  "values-and-steps": { name: m.skill_values_and_steps_name, line: m.skill_values_and_steps_line },
  "build-mastery": { name: m.skill_build_mastery_name, line: m.skill_build_mastery_line },
  "cope-ahead": { name: m.skill_cope_ahead_name, line: m.skill_cope_ahead_line },
  please: { name: m.skill_please_name, line: m.skill_please_line },
  "sleep-hygiene": { name: m.skill_sleep_hygiene_name, line: m.skill_sleep_hygiene_line },
  "nightmare-protocol": {
    name: m.skill_nightmare_protocol_name,
    line: m.skill_nightmare_protocol_line,
  },
  "current-emotion": { name: m.skill_current_emotion_name, line: m.skill_current_emotion_line },
  stop: { name: m.skill_stop_name, line: m.skill_stop_line },
  "pros-and-cons": { name: m.skill_pros_and_cons_name, line: m.skill_pros_and_cons_line },
  tipp: { name: m.skill_tipp_name, line: m.skill_tipp_line },
  "paired-relaxation": {
    name: m.skill_paired_relaxation_name,
    line: m.skill_paired_relaxation_line,
  },
  accepts: { name: m.skill_accepts_name, line: m.skill_accepts_line },
  "self-soothe": { name: m.skill_self_soothe_name, line: m.skill_self_soothe_line },
  "body-scan": { name: m.skill_body_scan_name, line: m.skill_body_scan_line },
  improve: { name: m.skill_improve_name, line: m.skill_improve_line },
  "sensory-awareness": {
    name: m.skill_sensory_awareness_name,
    line: m.skill_sensory_awareness_line,
  },
  "radical-acceptance": {
    name: m.skill_radical_acceptance_name,
    line: m.skill_radical_acceptance_line,
  },
  "turning-the-mind": { name: m.skill_turning_the_mind_name, line: m.skill_turning_the_mind_line },
  willingness: { name: m.skill_willingness_name, line: m.skill_willingness_line },
  "half-smile": { name: m.skill_half_smile_name, line: m.skill_half_smile_line },
  "current-thoughts": { name: m.skill_current_thoughts_name, line: m.skill_current_thoughts_line },
  "dialectical-abstinence": {
    name: m.skill_dialectical_abstinence_name,
    line: m.skill_dialectical_abstinence_line,
  },
  "clear-mind": { name: m.skill_clear_mind_name, line: m.skill_clear_mind_line },
  "community-reinforcement": {
    name: m.skill_community_reinforcement_name,
    line: m.skill_community_reinforcement_line,
  },
  "burning-bridges": { name: m.skill_burning_bridges_name, line: m.skill_burning_bridges_line },
  "alternate-rebellion": {
    name: m.skill_alternate_rebellion_name,
    line: m.skill_alternate_rebellion_line,
  },
  "adaptive-denial": { name: m.skill_adaptive_denial_name, line: m.skill_adaptive_denial_line },
};

const MODULES: Readonly<Record<SkillModule, Words>> = {
  mindfulness: m.skill_module_mindfulness,
  interpersonal: m.skill_module_interpersonal,
  "middle-path": m.skill_module_middle_path,
  emotion: m.skill_module_emotion,
  distress: m.skill_module_distress,
  addiction: m.skill_module_addiction,
};

/** The field's name of a skill, and one line of ours that says what it is. */
export const skillWords = (
  id: SkillId,
  locale?: WordsLanguage,
): { readonly name: string; readonly line: string } => {
  const { name, line } = SKILLS[id];
  return locale === undefined
    ? { name: name(), line: line() }
    : { name: name({}, { locale }), line: line({}, { locale }) };
};

/** The name of a module. */
export const moduleWords = (module: SkillModule): string => MODULES[module]();
