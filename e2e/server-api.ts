import { type CallInput, call, type Transport } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { APP_HEADER, signIn } from "@trellis/api/sign-in";
import type { App, SignedIn } from "@trellis/domain/account";

/** The one password of every made-up account. */
export const PASSWORD = "made-up people live here";
export const CLINIC = "demo";

/** Somebody who is signed in past the sign-in screen, for what a journey is not about. */
export type SignedInApi = {
  readonly who: SignedIn;
  /** Name and value of the cookie. */
  readonly cookie: { readonly name: string; readonly value: string };
  readonly call: <O extends Operation>(operation: O, input: CallInput<O>) => Promise<OutputOf<O>>;
};

const transportOf =
  (origin: string, app: App, cookie: string, onCookie: (set: string) => void): Transport =>
  async ({ method, url, body }) => {
    const answer = await fetch(new URL(url, origin), {
      method,
      body,
      headers: {
        [APP_HEADER]: app,
        cookie,
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
    });
    for (const set of answer.headers.getSetCookie()) onCookie(set);
    return { status: answer.status, text: await answer.text() };
  };

/** Asks the server as somebody who is signed out. */
export const asStranger =
  (origin: string): Transport =>
  async (request) =>
    transportOf(origin, "client", "", () => undefined)(request);

/** Signs a made-up person in and gives a client of the API that acts as them. */
export async function signInThroughApi(
  origin: string,
  app: App,
  email: string,
  password = PASSWORD,
): Promise<SignedInApi> {
  const cookies: string[] = [];
  const who = await call(
    transportOf(origin, app, "", (set) => void cookies.push(set.split(";", 1)[0] ?? "")),
    signIn,
    { body: { clinic: CLINIC, email, password } },
  );
  const pair = cookies.find((each) => each.startsWith(`__Host-trellis-${app}=`)) ?? "";
  const at = pair.indexOf("=");
  const transport = transportOf(origin, app, pair, () => undefined);
  return {
    who,
    cookie: { name: pair.slice(0, at), value: pair.slice(at + 1) },
    call: async (operation, input) => call(transport, operation, input),
  };
}
