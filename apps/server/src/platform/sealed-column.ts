/**
 * Every column that is stored sealed, with the column of its row's id. What is not listed here cannot be sealed
 * (it does not compile), so that a change of keys reaches all of them.
 */
export const SEALED_COLUMNS = [
  { table: "account", column: "email_sealed", rowId: "account_id" },
  { table: "email_change", column: "email_sealed", rowId: "change_id" },
  { table: "mail", column: "recipient_sealed", rowId: "mail_id" },
  { table: "mail", column: "content_sealed", rowId: "mail_id" },
  { table: "safety_plan_version", column: "plan_sealed", rowId: "plan_version_id" },
] as const;

type Sealed = (typeof SEALED_COLUMNS)[number];
type PlaceIn<Each extends Sealed> = Each extends Sealed
  ? { readonly table: Each["table"]; readonly column: Each["column"]; readonly rowId: string }
  : never;

/** Where a sealed value stands. It opens at this place of its clinic and nowhere else. */
export type SealedPlace = PlaceIn<Sealed>;
