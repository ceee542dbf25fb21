import { totalmem } from "node:os";
import type { PostgresMajor } from "./embedded-postgres-binaries.ts";

/** Given on the command line, so that no file in the data directory can weaken them. */
const durable: Record<string, string> = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
};

const throwAway: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
};

/**
 * Error messages, details and statements can quote what a person wrote, so errors of statements are not logged at all
 * (the application reports them without their values); start, stop, checkpoints and crashes are.
 */
const quiet: Record<string, string> = {
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_duration: "off",
  log_min_duration_statement: "-1",
  log_min_duration_sample: "-1",
  log_transaction_sample_rate: "0",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_connections: "off",
  log_disconnections: "off",
  log_lock_waits: "off",
  log_temp_files: "-1",
  debug_print_plan: "off",
};

const rotatedLog: Record<string, string> = {
  logging_collector: "on",
  log_destination: "stderr",
  log_directory: "log",
  log_filename: "postgresql-%a.log",
  log_file_mode: "0600",
  log_rotation_age: "1d",
  log_rotation_size: "0",
  log_truncate_on_rotation: "on",
  log_line_prefix: "%m [%p] ",
  log_timezone: "UTC",
};

/** The arguments of `postgres` that hold whatever postgresql.conf says. */
export function serverArguments(
  cluster: string,
  socketDirectory: string,
  unsafeButFast: boolean,
): string[] {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: "0700",
    port: "5432",
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    ...(unsafeButFast ? throwAway : durable),
    ...quiet,
    ...rotatedLog,
  };
  return [
    "-D",
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/** Written into postgresql.conf when the cluster is made; an administrator may change these. Memory follows the machine. */
export function tunableSettings(): string {
  const mebibytes = Math.floor(totalmem() / 1024 / 1024);
  const sharedBuffers = Math.min(1024, Math.max(64, Math.floor(mebibytes / 8)));
  const settings: Record<string, string> = {
    max_connections: "60",
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${sharedBuffers * 4}MB`,
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "1GB",
    random_page_cost: "1.1",
    jit: "off",
    max_worker_processes: "8",
    max_parallel_workers_per_gather: "1",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `\n# Set by Trellis when this database was made; yours to change.\n${lines.join("\n")}\n`;
}

/** The arguments of `initdb`. Text sorts by code point and knows Unicode letters, the same on every machine. */
export function initdbArguments(
  major: PostgresMajor,
  folder: string,
  superuser: string,
  passwordFile: string,
): string[] {
  const locale =
    major >= 17
      ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : [process.platform === "linux" ? "--locale=C.UTF-8" : "--locale=C"];
  return [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--data-checksums",
    "--encoding=UTF8",
    "--text-search-config=simple",
    ...locale,
  ];
}
