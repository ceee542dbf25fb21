import { idlenessAfter, type Idleness, startClock, untilChange, untilTelling } from "./idleness.ts";

const USES = ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "touchmove"] as const;

/** Other tabs are told of a use this often at most, in milliseconds. */
const TELL_TABS_EVERY = 10_000;

type IdleWatch = {
  readonly onChange: (idleness: Idleness) => void;
  /** Tells the server that somebody is here; it knows of nothing but requests. */
  readonly tellServer: () => void;
};

/**
 * Watches for keys, pointers and scrolling, in all tabs of this app together. After `over` it watches no more.
 * @returns what ends it
 */
export function watchIdleness({ onChange, tellServer }: IdleWatch): () => void {
  const clock = startClock(
    () => Date.now(),
    () => performance.now(),
  );
  const tabs = new BroadcastChannel("trellis-clinician-use");
  let [usedAt, toldTabsAt, toldServerAt] = [0, 0, 0];
  let known: Idleness = "in-use";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    const idle = clock() - usedAt;
    const now = idlenessAfter(idle);
    if (now !== known) onChange((known = now));
    clearTimeout(timer);
    if (now === "over") stop();
    else timer = setTimeout(look, untilChange(idle));
  };
  // Whoever comes back to a machine that slept must not be taken for somebody who never left.
  const use = (): boolean => {
    if (idlenessAfter(clock() - usedAt) !== "over") usedAt = clock();
    if (known !== "in-use" || idlenessAfter(clock() - usedAt) === "over") look();
    return known !== "over";
  };
  const useHere = () => {
    if (!use()) return;
    if (clock() - toldTabsAt >= TELL_TABS_EVERY) {
      toldTabsAt = clock();
      tabs.postMessage("used");
    }
    telling ??= setTimeout(
      () => {
        telling = undefined;
        toldServerAt = clock();
        tellServer();
      },
      untilTelling(clock() - toldServerAt),
    );
  };
  const useElsewhere = () => void use();
  const stop = () => {
    for (const name of USES) window.removeEventListener(name, useHere, { capture: true });
    document.removeEventListener("visibilitychange", look);
    tabs.removeEventListener("message", useElsewhere);
    tabs.close();
    clearTimeout(timer);
    clearTimeout(telling);
  };

  for (const name of USES) window.addEventListener(name, useHere, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  tabs.addEventListener("message", useElsewhere);
  look();
  return stop;
}
