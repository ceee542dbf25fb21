/**
 * The register of advisory locks: each is `hashtextextended(id, seed)`, and two that have nothing to do with each other
 * differ in one of the two. Whoever adds one, here or in a migration, takes a seed that is free and adds it here.
 * Locks of one transaction are taken in this order.
 *
 * | id | seed | held by |
 * |---|---|---|
 * | client | 0 | a save of the card, an import |
 * | client | 1 | a change of the card's design, an import |
 * | client | 2 | `app.open_care_team`: a change of the care team |
 * | client | 3 | a new version of the safety plan, and agreeing to one |
 * | clinic | 2 | a change of the clinic's settings |
 * | clinic | 3 | `app.client_twins`: adding a client of the clinic |
 * | 'field_key' and clinic | 0 | a change of keys by the command line |
 * | 'audit seal ' and clinic | 0 | `app.draft_audit_seal`, `app.add_audit_seal`: one sealer at a time |
 */
export const LOCK_SEED = {
  ofClient: { card: 0, design: 1, safetyPlan: 3 },
  ofClinic: { settings: 2 },
} as const;
