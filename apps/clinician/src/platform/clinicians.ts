import { queryOptions } from "@tanstack/react-query";
import { listClinicians } from "@trellis/api/care-team";
import { ask } from "./api.ts";

/** Everybody at work in the clinic who can be given a relation to a client. */
export const cliniciansQuery = queryOptions({
  queryKey: ["clinicians"],
  queryFn: async () => (await ask(listClinicians, {})).clinicians,
});
