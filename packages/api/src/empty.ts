import * as z from "zod/mini";

/** An operation without path parameters, query or body says so with this. */
export const Nothing = z.object({});
