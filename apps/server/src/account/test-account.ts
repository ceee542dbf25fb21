import { expect } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";

/** A server for one test file, and whoever may look at everything in its database. */
export type OpenTest = {
  readonly trellis: TestTrellis;
  readonly superuser: Database;
  /** Ends both, and expects that nothing unforeseen was reported. */
  close(): Promise<void>;
};

/** The clinic `north` with three of its people signed in. */
export type AccountTest = OpenTest & {
  readonly north: TestClinic;
  readonly administrator: Caller;
  readonly therapist: Caller;
  readonly client: Caller;
  /** Signs somebody who works in a clinic in. */
  signIn(email: string, password?: string, clinic?: string): Promise<Caller>;
};

type Build = Parameters<typeof startTestTrellis>[0];

/** Starts a server without any clinic; what it is composed of is handed in because a feature does not know it. */
export async function openTest(build: Build): Promise<OpenTest> {
  const trellis = await startTestTrellis(build);
  const superuser = openSuperuser(trellis);
  return {
    trellis,
    superuser,
    close: async () => {
      await superuser.close();
      await trellis.close();
      expect(trellis.unforeseen).toEqual([]);
    },
  };
}

/** Starts a server with the clinic `north`. */
export async function openAccountTest(build: Build): Promise<AccountTest> {
  const opened = await openTest(build);
  const { trellis } = opened;
  const north = await makeTestClinic(trellis, "north");
  const signIn = async (email: string, password = TEST_PASSWORD, clinic = "north") =>
    signInAs(trellis, "clinician", clinic, email, password);
  return {
    ...opened,
    north,
    administrator: await signIn(north.administrator.email),
    therapist: await signIn(north.therapist.email),
    client: await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD),
    signIn,
  };
}
