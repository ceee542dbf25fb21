import { expect, test } from "vitest";
import { readFilter } from "./audit-filter.ts";

test("a filter is read from the address, and what cannot be read is left out", () => {
  const id = "0190b0d0-0000-7000-8000-000000000001";
  const read = (query: string) => readFilter(new URLSearchParams(query));
  expect(read(`account=${id}&from=2026-11-01&outcome=refused&operation=client.list`)).toEqual({
    account: id,
    from: "2026-11-01",
    outcome: "refused",
    operation: "client.list",
  });
  expect(read("account=1&client=&from=2026-02-30&outcome=maybe&other=x")).toEqual({});
});
