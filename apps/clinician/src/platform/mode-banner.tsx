import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { useBoot } from "./boot-context.tsx";
import css from "./frame.module.css";

/** What kind of record this server holds, on every page. */
export function ModeBanner() {
  const { mode, isDatabaseWeak } = useBoot();
  return (
    <div className={css.banner} data-print="no">
      <Banner kind={mode === "demo" && !isDatabaseWeak ? "info" : "caution"}>
        {useModeWords()}
      </Banner>
    </div>
  );
}

/** The same in one soft line, for the view that is shown to a client. */
export const ModeLine = () => <small>{useModeWords()}</small>;

function useModeWords(): string {
  const { mode, isDatabaseWeak } = useBoot();
  const words = mode === "demo" ? m.demo_banner() : m.clinic_banner();
  return isDatabaseWeak ? `${words} ${m.clinician_database_weak()}` : words;
}
