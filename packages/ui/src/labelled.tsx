/** A group is named by its own visible label or by the id of an element that is already there. */
export type Labelled =
  | { label: string; labelledBy?: never }
  | { label?: never; labelledBy: string };
