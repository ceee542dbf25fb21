import { importCard, previewCardImport } from "@trellis/api/card-import";
import { forRecord, type Route } from "#platform/route.ts";
import { applyImport, previewImport, readFileOf } from "./import.ts";

export const cardImportRoutes: readonly Route[] = [
  forRecord(previewCardImport, (tx, access, { body }) =>
    previewImport(tx, access, body, readFileOf(body)),
  ),
  forRecord(importCard, (tx, access, { body }) => applyImport(tx, access, body, readFileOf(body))),
];
