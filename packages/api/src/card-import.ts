import { CardImportInput, CardImportPreview } from "@trellis/domain/card-import";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const ofClient = z.object({ clientId: Uuid });
const bodyLimit = 8 * 1024 * 1024;

export const previewCardImport = operation({
  name: "card-import.preview",
  summary: "Reads a file of dated rows and says what an import would do. Stores nothing.",
  method: "POST",
  path: "/api/clients/:clientId/card-imports/preview",
  audience: { who: "client-record", data: "card-import", action: "read" },
  params: ofClient,
  query: Nothing,
  body: CardImportInput,
  output: CardImportPreview,
  bodyLimit,
});

export const importCard = operation({
  name: "card-import.apply",
  summary: "Imports a file of dated rows, all or nothing. Days that already have an entry keep it.",
  method: "POST",
  path: "/api/clients/:clientId/card-imports",
  audience: { who: "client-record", data: "card-import", action: "write" },
  params: ofClient,
  query: Nothing,
  body: CardImportInput,
  output: CardImportPreview,
  bodyLimit,
});
