import * as z from "zod/mini";

/** What leaves a server, by its live configuration. Nothing else is ever asked of another host. */
export const Sending = z.object({
  what: z.enum(["mail", "records"]),
  /**
   * - `none`: mails are written into files of the server and reach nobody by themselves
   * - `tls`: encrypted; a mail server is asked for it before anything is said
   * - `local`: to a program on the same machine
   * - `database`: records go to a database on another machine; its address decides whether encrypted
   */
  how: z.enum(["none", "tls", "local", "database"]),
  /** Null where it is not sent, and for those who need not know. */
  host: z.nullable(z.string()),
});
export type Sending = z.infer<typeof Sending>;

/** Where something is kept. */
export const Place = z.object({
  what: z.enum(["database", "data", "keys", "mails", "audit-anchor"]),
  /** In the database's case whether it is the built-in one. */
  how: z.enum(["built-in", "external", "file", "folder"]),
  /** A path, or host and name of a database; null for those who need not know. */
  where: z.nullable(z.string()),
});
export type Place = z.infer<typeof Place>;

/** A wall of the product, and whether it stands on this server. */
export const Protection = z.object({
  what: z.enum([
    "https",
    "row-level-security",
    "durable-database",
    "field-encryption",
    "audit-seal",
    "try-limits",
    "idle-lock",
  ]),
  isOn: z.boolean(),
});
export type Protection = z.infer<typeof Protection>;

/** What has to exist before real clients may be served. */
export const MissingPart = z.enum(["second-factors", "backup-and-restore", "export", "erasure"]);
export type MissingPart = z.infer<typeof MissingPart>;
