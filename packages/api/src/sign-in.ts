import { App, SignedIn, SignInInput } from "@trellis/domain/account";
import { ClinicDoor } from "@trellis/domain/clinic";
import { ClinicCode } from "@trellis/domain/id";
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

/** The header that every request of an app carries; a page of another site cannot set it. */
export const APP_HEADER = "trellis-app";
export const AppHeader = App;
