import { describe, expect, test } from "vitest";
import { readConfig, type Environment } from "./config.ts";

const read = (env: Environment): ReturnType<typeof readConfig> => readConfig(env, "/srv/trellis");

describe("settings", () => {
  test("are all optional", () => {
    expect(read({ TRELLIS_PORT: "", PATH: "/bin" })).toEqual({
      host: "127.0.0.1",
      port: 4400,
      dataRoot: "/srv/trellis/data",
      keyFile: { path: "/srv/trellis/data-keys/keys.json", isChosen: false },
      auditAnchor: "/srv/trellis/data/audit-anchor",
      origin: "http://127.0.0.1:4400",
      originIsSecure: false,
      trustedProxies: [],
      database: { kind: "embedded" },
      mail: { server: null, folder: "/srv/trellis/data/mail", from: "no-reply@127.0.0.1" },
    });
  });

  test("are read from the environment", () => {
    const appUrl = "postgresql://trellis_app:a@db.example.org/trellis";
    const migrateUrl = "postgresql://trellis_migrator:b@db.example.org/trellis";
    expect(
      read({
        TRELLIS_HOST: "0.0.0.0",
        TRELLIS_PORT: "8080",
        TRELLIS_DATA: "/var/lib/trellis",
        TRELLIS_KEYS: "/etc/trellis/keys.json",
        TRELLIS_ORIGIN: "https://dbt.example.org/",
        TRELLIS_TRUSTED_PROXY: "127.0.0.1, 10.0.0.0/8, ::1",
        TRELLIS_SMTP_URL: "smtps://dbt%40example.org:p%2Fw@mail.example.org",
        TRELLIS_MAIL_FROM: "no-reply@example.org",
        DATABASE_URL: appUrl,
        TRELLIS_MIGRATE_URL: migrateUrl,
      }),
    ).toEqual({
      host: "0.0.0.0",
      port: 8080,
      dataRoot: "/var/lib/trellis",
      keyFile: { path: "/etc/trellis/keys.json", isChosen: true },
      auditAnchor: "/var/lib/trellis/audit-anchor",
      origin: "https://dbt.example.org",
      originIsSecure: true,
      trustedProxies: ["127.0.0.1", "10.0.0.0/8", "::1"],
      database: { kind: "external", appUrl, migrateUrl },
      mail: {
        server: {
          host: "mail.example.org",
          port: 465,
          isSecureFromStart: true,
          isLocal: false,
          login: { user: "dbt@example.org", password: "p/w" },
        },
        folder: "/var/lib/trellis/mail",
        from: "no-reply@example.org",
      },
    });
  });
});

describe("a wrong setting", () => {
  test.each([
    [{ TRELLIS_PORT: "0" }, "TRELLIS_PORT"],
    [{ TRELLIS_PORT: "65536" }, "TRELLIS_PORT"],
    [{ TRELLIS_PORT: "44e2" }, "TRELLIS_PORT"],
    [{ TRELLIS_HOST: "http://x" }, "TRELLIS_HOST"],
    [{ TRELLIS_HOST: "0.0.0.0" }, "TRELLIS_ORIGIN has to say the address"],
    [{ TRELLIS_ORIGIN: "dbt.example.org" }, "TRELLIS_ORIGIN"],
    [{ TRELLIS_ORIGIN: "ftp://dbt.example.org" }, "TRELLIS_ORIGIN"],
    [{ TRELLIS_ORIGIN: "http://dbt.example.org" }, "has to begin with https://"],
    [{ TRELLIS_ORIGIN: "https://dbt.example.org/app" }, "scheme, host and port alone"],
    [{ TRELLIS_TRUSTED_PROXY: "everybody" }, "TRELLIS_TRUSTED_PROXY"],
    [{ TRELLIS_KEYS: "data/keys.json" }, "outside of it"],
    [{ TRELLIS_DATA: "/var/d", TRELLIS_KEYS: "/var/d/../d/x/k" }, "outside of it"],
    [{ TRELLIS_SMTP_URL: "https://mail.example.org" }, "TRELLIS_SMTP_URL has to look like"],
    [{ TRELLIS_SMTP_URL: "smtp://u:p@mail.example.org/x" }, "TRELLIS_SMTP_URL has to look like"],
    [{ TRELLIS_SMTP_URL: "smtps://mail.example.org" }, "TRELLIS_MAIL_FROM is not"],
    [{ TRELLIS_MAIL_FROM: "Somebody <a@example.org>" }, "an e-mail address alone"],
    [{ DATABASE_URL: "mysql://u:p@h/d" }, "DATABASE_URL has to look like"],
    [{ DATABASE_URL: "postgresql://h/d" }, "DATABASE_URL has to look like"],
    [{ TRELLIS_MIGRATE_URL: "postgresql://u:p@h/d" }, "DATABASE_URL is not"],
    [
      { DATABASE_URL: "postgresql://u:p@h/d", TRELLIS_MIGRATE_URL: "postgresql://u:p@h/d" },
      "are the same",
    ],
  ])("%o is refused with a sentence", (env: Environment, words) => {
    expect(() => read(env)).toThrow(words);
  });

  test("does not hide another one, and passwords are not repeated", () => {
    const attempt = (): unknown =>
      read({
        TRELLIS_PORT: "x",
        DATABASE_URL: "postgres:/u:hush@h",
        TRELLIS_SMTP_URL: "smtp:/u:hush@h",
      });
    expect(attempt).toThrow(/TRELLIS_PORT.*\nDATABASE_URL/);
    expect(attempt).not.toThrow(/hush/);
  });
});
