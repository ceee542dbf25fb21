import { writeLifeLine } from "@trellis/api/life-line";
import { forRecord, type Route } from "#platform/route.ts";
import { writeLines } from "./store.ts";

export const lifeLineRoutes: readonly Route[] = [
  forRecord(writeLifeLine, async (tx, access, { body }) => {
    await tx.finish(writeLines(access, body));
    return body;
  }),
];
