import type { listAudit } from "@trellis/api/audit";
import type { OutputOf } from "@trellis/api/operation";
import { ADMINISTRATOR, changeAnswer, cutOff, holdBack, type Screen } from "./screen.ts";
import type { Visit } from "./visit.ts";

const AUDIT_READ = /\/api\/audit(\?.*)?$/;

type Page = OutputOf<typeof listAudit>;

async function openAudit({ page, words, open }: Visit, search = ""): Promise<void> {
  await open(`/audit${search}`);
  await page.getByRole("table", { name: words("audit_table"), exact: true }).waitFor();
}

/** A row of each kind: by a person about another, about many clients, by a command, refused, of nobody. */
function everyKind({ events, after }: Page): Page {
  const [first] = events;
  if (first === undefined) throw new Error("the audit is empty");
  const client = { id: first.account?.id ?? "", initials: "R. L.", tag: "Tuesdays" };
  const many = Array.from({ length: 10 }, (_, at) => ({ ...client, id: `${client.id}${at}` }));
  const kinds = [
    { subject: { id: client.id, name: "Noor Haddad" }, operation: "account.reset" },
    { operation: "client.list", clients: many, clientCount: 31 },
    { operation: "clinic.init", account: null, origin: "operator" as const },
    { operation: "diary-card.read-week", outcome: "refused" as const, clientCount: 1 },
    { operation: "invite.accept", account: null, outcome: "refused" as const },
    { operation: "treatment-plan.read" },
  ];
  return { events: kinds.map((kind, at) => ({ ...first, sequence: at, ...kind })), after };
}

/** The administrator's page of the audit, in every state that looks different. */
export const AUDIT_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "the audit",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await changeAnswer<Page>(visit.page, AUDIT_READ, everyKind);
      await openAudit(visit);
    },
  },
  {
    name: "the audit of one person",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await openAudit(visit, `?account=${visit.api.who.accountId}`);
      await visit.page
        .getByRole("button", { name: visit.words.like("audit_clear_account") })
        .waitFor();
    },
  },
  {
    name: "the audit of days without rows",
    email: ADMINISTRATOR,
    arrive: async ({ page, words, open }) => {
      await open("/audit?from=2020-01-01&to=2020-01-02&outcome=refused");
      await page.getByText(words("audit_none_title"), { exact: true }).waitFor();
    },
  },
  {
    name: "the audit on its way",
    email: ADMINISTRATOR,
    arrive: async ({ page, words, open }) => {
      await holdBack(page, AUDIT_READ);
      await open("/audit");
      await page.getByText(words("audit_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "the audit that did not come",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await cutOff(visit, AUDIT_READ);
      await visit.open("/audit");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
];
