import { useQuery } from "@tanstack/react-query";
import { readInstallation } from "@trellis/api/installation";
import { ask } from "./api.ts";

/** Whether mails leave this server: `file` when each is written as a file, for somebody to hand on. */
export type MailWay = "mail" | "file";

/** How this server sends mail; null until that is known. */
export function useMailWay(): MailWay | null {
  const { data } = useQuery({
    queryKey: ["installation", "mail"],
    queryFn: async () => ask(readInstallation, {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return null;
  return data.sends.some(({ what, how }) => what === "mail" && how === "none") ? "file" : "mail";
}
