import "@trellis/ui/tokens.css";
import "@trellis/ui/base.css";
import "#platform/still-loading.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { aMomentLater } from "#platform/a-moment-later.ts";
import { boot } from "#platform/boot.ts";
import { followDiaryDay, readToday } from "#platform/diary-day.ts";
import { markLanguage } from "#platform/language.ts";
import { followOwnHelp } from "#platform/own-help.ts";
import { markScreenSide } from "#platform/screen-side.ts";
import { watchSignIn } from "#platform/sign-in-watch.ts";
import { followNetwork } from "#platform/unsent.ts";
import { App } from "./app.tsx";
import { followCard, loadCardAhead } from "./diary-card/card-store.ts";
import { followSitting } from "./diary-card/sitting-clock.ts";

markLanguage();
markScreenSide();
followDiaryDay();
followNetwork();
followOwnHelp();
watchSignIn();
followSitting();
followCard();
document.title = boot.clinic?.appName ?? document.title;

const root = document.getElementById("root");
void loadCardAhead(readToday()).then(() => {
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
// Behind the first screen, which needs no worker.
aMomentLater(() => {
  import("#platform/worker-registration.ts").then(
    async ({ registerWorker }) => registerWorker(),
    () => undefined,
  );
});
