import { AuditFilter } from "@trellis/domain/audit";
import { useSearchParams } from "wouter";

type FilterName = keyof AuditFilter;
const NAMES: readonly FilterName[] = ["from", "to", "operation", "outcome", "account", "client"];

/** What an address asks for; a part that cannot be read is left out. */
export function readFilter(params: URLSearchParams): AuditFilter {
  const read: Record<string, unknown> = {};
  for (const name of NAMES) {
    const value = AuditFilter.shape[name].safeParse(params.get(name) ?? undefined);
    if (value.success && value.data !== undefined) read[name] = value.data;
  }
  return read as AuditFilter;
}

/** The filter stands in the address, so that a view of the audit can be gone back to. It holds ids and no names. */
export function useAuditFilter() {
  const [params, setParams] = useSearchParams();
  const set = (name: FilterName, value: string | null) =>
    setParams(
      (before) => {
        if (value === null || value === "") before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return { filter: readFilter(params), set };
}
