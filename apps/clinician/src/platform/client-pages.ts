import {
  type DataAction,
  type DataKind,
  type GrantKind,
  relationsFor,
} from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";

export type ClientPage =
  | "session"
  | "card"
  | "paper"
  | "plan"
  | "practice"
  | "import"
  | "care-team";

/** What a page of a client shows, and what one has to be allowed for it. */
const NEEDS: Readonly<
  Record<ClientPage, { readonly data: DataKind; readonly action: DataAction }>
> = {
  session: { data: "diary-card", action: "read" },
  card: { data: "card-design", action: "read" },
  paper: { data: "diary-card", action: "write" },
  plan: { data: "safety-plan", action: "read" },
  practice: { data: "skill-practice", action: "read" },
  import: { data: "card-import", action: "write" },
  "care-team": { data: "care-team", action: "read" },
};

/** The pages of a client, in the order of their names on the screen. */
const ORDER: readonly ClientPage[] = [
  "session",
  "card",
  "paper",
  "plan",
  "practice",
  "import",
  "care-team",
];

type Relations = readonly GrantKind[];

/** True when one of the relations allows it, by the one table of `domain/access.ts`. */
export const mayWith = (relations: Relations, data: DataKind, action: DataAction): boolean =>
  relations.some((relation) => relationsFor(data, action).includes(relation));

/** The pages of a client that somebody may open. Skills practice stands on the session view for those who have it. */
export function clientPages(relations: Relations): readonly ClientPage[] {
  const open = ORDER.filter((page) => mayWith(relations, NEEDS[page].data, NEEDS[page].action));
  return open.includes("session") ? open.filter((page) => page !== "practice") : open;
}

/** The address of a client's page inside this app. */
export const clientPageHref = (clientId: string, page: ClientPage): string =>
  `/clients/${clientId}/${page}`;

/** Where a client's name leads: the first page that one may open. */
export const clientHref = (client: {
  readonly id: string;
  readonly relations: Relations;
}): string => clientPageHref(client.id, clientPages(client.relations)[0] ?? "care-team");

export function pageName(page: ClientPage): string {
  switch (page) {
    case "session":
      return m.session_tab();
    case "card":
      return m.card_design_tab();
    case "paper":
      return m.paper_tab();
    case "plan":
      return m.plan_page_tab();
    case "practice":
      return m.practice_tab();
    case "import":
      return m.import_tab();
    case "care-team":
      return m.care_team_tab();
  }
}
