/** What the tabs of this app tell each other about the sign-in of this browser. */
export type SignInNews = "ended" | "begun";

let channel: BroadcastChannel | null = null;

/** One channel a tab; a tab does not hear what it said itself. */
function open(): BroadcastChannel {
  channel ??= new BroadcastChannel("trellis-clinician-sign-in");
  return channel;
}

/** Tells the other tabs. */
export function tellTabs(news: SignInNews): void {
  open().postMessage(news);
}

/** Hears what another tab tells. Gives back the way to stop. */
export function hearTabs(onNews: (news: SignInNews) => void): () => void {
  const listen = ({ data }: MessageEvent<unknown>) => {
    if (data === "ended" || data === "begun") onNews(data);
  };
  open().addEventListener("message", listen);
  return () => open().removeEventListener("message", listen);
}
