import { expect, test, vi } from "vitest";
import { hearTabs, tellTabs } from "./other-tabs.ts";

test("a tab hears the others and not itself", async () => {
  const other = new BroadcastChannel("trellis-clinician-sign-in");
  const heard: unknown[] = [];
  other.addEventListener("message", ({ data }) => heard.push(data));
  const news: string[] = [];
  const stop = hearTabs((each) => news.push(each));
  tellTabs("ended");
  other.postMessage("begun");
  other.postMessage("something else");
  await vi.waitFor(() => expect([heard, news]).toEqual([["ended"], ["begun"]]));
  stop();
  other.close();
});
