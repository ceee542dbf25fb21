import { useMutation, useQueryClient } from "@tanstack/react-query";
import { importCard, previewCardImport } from "@trellis/api/card-import";
import type { CardImportInput } from "@trellis/domain/card-import";
import { ask } from "#platform/api.ts";
import { clientsQuery } from "#platform/clients.ts";
import { useChange } from "#platform/use-change.ts";
import type { ImportDraft } from "./import-draft.ts";

/** `draft` says for which state of the page an answer holds. */
type Asked = { readonly input: CardImportInput; readonly draft: ImportDraft };

/** Looks what an import would do, and does it. Neither keeps the file once the page is left. */
export function useImport(clientId: string) {
  const queries = useQueryClient();
  const preview = useMutation({
    mutationFn: async ({ input }: Asked) =>
      ask(previewCardImport, { params: { clientId }, body: input }),
    gcTime: 0,
  });
  const apply = useChange({
    send: async ({ input }: Asked) => ask(importCard, { params: { clientId }, body: input }),
    onMade: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["week", clientId] }),
        queries.invalidateQueries({ queryKey: ["card-design", clientId] }),
        queries.invalidateQueries({ queryKey: clientsQuery.queryKey }),
      ]);
    },
  });
  return { preview, apply };
}
