import type { AccessRow, Reach, Viewer } from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";
import type { Audience } from "../level-words/level-words.tsx";

/** What a person is to a client: "Therapist", or to the client themselves "Your therapist". */
export function viewerWords(viewer: Viewer, audience: Audience): string {
  const own = audience === "client";
  switch (viewer) {
    case "self":
      return own ? m.access_viewer_self_for_client() : m.access_viewer_self();
    case "therapist":
      return own ? m.access_viewer_therapist_for_client() : m.access_viewer_therapist();
    case "skills-trainer":
      return own ? m.access_viewer_skills_trainer_for_client() : m.access_viewer_skills_trainer();
    case "cover":
      return own ? m.access_viewer_cover_for_client() : m.access_viewer_cover();
    case "supervisor":
      return own ? m.access_viewer_supervisor_for_client() : m.access_viewer_supervisor();
    case "administrator":
      return own ? m.access_viewer_administrator_for_client() : m.access_viewer_administrator();
  }
}

type Kind = AccessRow["kind"];

const WORDS: Readonly<Record<Kind, Readonly<Record<Audience, () => string>>>> = {
  "client-list": {
    clinician: m.access_kind_client_list,
    client: m.access_kind_client_list_for_client,
  },
  "life-line": { clinician: m.access_kind_life_line, client: m.access_kind_life_line_for_client },
  "diary-card": {
    clinician: m.access_kind_diary_card,
    client: m.access_kind_diary_card_for_client,
  },
  "card-design": {
    clinician: m.access_kind_card_design,
    client: m.access_kind_card_design_for_client,
  },
  "skill-practice": {
    clinician: m.access_kind_skill_practice,
    client: m.access_kind_skill_practice_for_client,
  },
  "therapy-session": {
    clinician: m.access_kind_therapy_session,
    client: m.access_kind_therapy_session_for_client,
  },
  "card-import": {
    clinician: m.access_kind_card_import,
    client: m.access_kind_card_import_for_client,
  },
  "care-team": { clinician: m.access_kind_care_team, client: m.access_kind_care_team_for_client },
  "client-account": {
    clinician: m.access_kind_client_account,
    client: m.access_kind_client_account_for_client,
  },
  "access-log": {
    clinician: m.access_kind_access_log,
    client: m.access_kind_access_log_for_client,
  },
  "safety-plan": {
    clinician: m.access_kind_safety_plan,
    client: m.access_kind_safety_plan_for_client,
  },
  "chain-analysis": {
    clinician: m.access_kind_chain_analysis,
    client: m.access_kind_chain_analysis_for_client,
  },
  "progress-note": {
    clinician: m.access_kind_progress_note,
    client: m.access_kind_progress_note_for_client,
  },
  "private-note": {
    clinician: m.access_kind_private_note,
    client: m.access_kind_private_note_for_client,
  },
  "team-item": { clinician: m.access_kind_team_item, client: m.access_kind_team_item_for_client },
};

/** A kind of data in the words of the one who reads them. */
export const kindWords = (kind: Kind, audience: Audience): string => WORDS[kind][audience]();

function plainReach(reach: Reach): string {
  switch (reach) {
    case "none":
      return m.access_reach_none();
    case "read":
      return m.access_reach_read();
    case "write":
      return m.access_reach_write();
  }
}

/** How far somebody gets with a kind of data: "see", "see and change", "see: the last one". */
export function reachWords({ reach, part }: AccessRow, viewer: Viewer): string {
  const words = plainReach(reach[viewer]);
  switch (part[viewer]) {
    case "last-one":
      return m.access_part_last_one({ reach: words });
    case "own":
      return m.access_part_own({ reach: words });
    case undefined:
      return words;
  }
}
