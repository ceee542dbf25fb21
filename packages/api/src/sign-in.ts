import { Password, SignedIn, SignInInput } from "@trellis/domain/account";
import { ClinicDoor } from "@trellis/domain/clinic";
import { DeviceSignIn } from "@trellis/domain/device";
import { ClinicCode, Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const everyone = ["clinician", "client", "administrator"] as const;

export const readDoor = operation({
  name: "clinic.read-door",
  summary:
    "What a signed-out visitor of a clinic's address may know: its name, its app's name, its country.",
  method: "GET",
  path: "/api/door/:clinic",
  audience: { who: "anyone" },
  params: z.object({ clinic: ClinicCode }),
  query: Nothing,
  body: Nothing,
  output: ClinicDoor,
});

export const signIn = operation({
  name: "sign-in.start",
  summary:
    "Signs in with e-mail and password. The token comes as a cookie of the app named in the header.",
  method: "POST",
  path: "/api/sign-in",
  audience: { who: "anyone" },
  params: Nothing,
  query: Nothing,
  body: SignInInput,
  output: SignedIn,
});

export const readSignIn = operation({
  name: "sign-in.read",
  summary: "Who is signed in.",
  method: "GET",
  path: "/api/sign-in",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: SignedIn,
});

export const signOut = operation({
  name: "sign-in.end",
  summary: "Signs out on this device.",
  method: "DELETE",
  path: "/api/sign-in",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: Nothing,
});

export const listSignIns = operation({
  name: "sign-in.list",
  summary: "Where this account is signed in: browser, system, first and last day of use.",
  method: "GET",
  path: "/api/sign-ins",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({ signIns: z.array(DeviceSignIn) }),
});

export const endOtherSignIn = operation({
  name: "sign-in.end-other",
  summary: "Signs this account out on one device; one that is signed out already stays so.",
  method: "DELETE",
  path: "/api/sign-ins/:signInId",
  audience: { who: "account", kinds: everyone },
  params: z.object({ signInId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: Nothing,
});

export const endOtherSignIns = operation({
  name: "sign-in.end-others",
  summary: "Signs this account out everywhere but on this device, and says on how many.",
  method: "DELETE",
  path: "/api/sign-ins",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({ ended: z.number() }),
});

export const changePassword = operation({
  name: "account.change-password",
  summary:
    "Changes the password of this account, signs out all other devices, and says how many. This device gets a new token.",
  method: "POST",
  path: "/api/account/password",
  audience: { who: "account", kinds: everyone },
  params: Nothing,
  query: Nothing,
  body: z.object({ current: Password, next: Password }),
  output: z.object({ ended: z.number() }),
});

/** Marks what an app asks for by itself, by a timer: such a request keeps no sign-in awake. */
export const BACKGROUND_HEADER = "trellis-background";

/** The header that every request of an app carries; a page of another site cannot set it. */
export const APP_HEADER = "trellis-app";
