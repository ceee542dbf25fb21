import { type Link, openLink, requestBytes } from "./link.ts";
import { median, quantile, short } from "./median.ts";
import type { Family } from "./row.ts";
import { connectAsSuperuser } from "./seed.ts";
import { startDemo } from "./trellis.ts";

const TRIES = 200;
const WARM_UP_TRIES = 20;

/** Whether the time of an answer tells that there is an account with this e-mail (R-RL-2). */
export const signIn: Family = {
  rows: [
    { name: "sign-in.unknown-of-known", unit: "of the other", goal: { sign: "≤", than: 1.1 } },
  ],
  measure: async (_wanted, scope) => {
    const { trellis, signIn: demo } = await startDemo(scope);
    const clinic = demo.path.split("/")[2] ?? "";
    const superuser = await connectAsSuperuser(trellis.superuserUrl);
    scope.defer(() => superuser.end());
    const link = await openLink(trellis.port);
    // Counted like everybody's, and forgiven, since nobody could measure five tries.
    const attempt = async (email: string): Promise<number> => {
      await superuser.query("DELETE FROM try_counter");
      return timed(link, clinic, email);
    };
    const unknown = (index: number) => `nobody-${String(index)}@demo.example`;
    for (let index = 0; index < WARM_UP_TRIES; index += 1)
      await attempt(index % 2 === 0 ? demo.email : unknown(index));
    const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
    for (let index = 0; index < TRIES; index += 1) {
      if (index % 2 === 0) ofKnown.push(await attempt(demo.email));
      ofUnknown.push(await attempt(unknown(index)));
      if (index % 2 === 1) ofKnown.push(await attempt(demo.email));
    }
    link.close();
    const [known, other] = [median(ofKnown), median(ofUnknown)];
    return [
      {
        name: "sign-in.unknown-of-known",
        value: Math.max(known / other, other / known),
        how: `The slower median over the quicker of ${String(TRIES)} alternating tries each to sign in over HTTP with a wrong password, at an e-mail that has an account (${short(known)} ms) and at ones that have none (${short(other)} ms); the limits count both and are emptied before each try. Medians less than 10 ms apart were asked for.`,
        more: {
          knownP50: Number(known.toFixed(2)),
          unknownP50: Number(other.toFixed(2)),
          knownP95: Number(quantile(ofKnown, 0.95).toFixed(2)),
          unknownP95: Number(quantile(ofUnknown, 0.95).toFixed(2)),
        },
      },
    ];
  },
};

/** Milliseconds of one refused try; any other answer throws. */
async function timed(link: Link, clinic: string, email: string): Promise<number> {
  const body = JSON.stringify({ clinic, email, password: "not this one" });
  const request = requestBytes("POST", "/api/sign-in", { "trellis-app": "client" }, body);
  const start = performance.now();
  const answer = await link.send(request);
  const took = performance.now() - start;
  if (answer.status !== 401)
    throw new Error(`a wrong password was answered ${String(answer.status)}`);
  return took;
}
