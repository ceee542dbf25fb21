import { listClients } from "@trellis/api/client";
import { forAccount, type Route } from "#platform/route.ts";
import { auditList, listOwnClients } from "./store.ts";

export const clientRoutes: readonly Route[] = [
  forAccount(listClients, async (tx, _input, { requestId }) => {
    const [clients] = await tx.finish(listOwnClients(), auditList(listClients.name, requestId));
    return { clients: [...clients] };
  }),
];
