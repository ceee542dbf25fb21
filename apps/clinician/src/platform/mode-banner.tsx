import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { useBoot } from "./boot-context.tsx";
import css from "./frame.module.css";

/** What kind of record this server holds, on every page. */
export function ModeBanner() {
  const { mode } = useBoot();
  return (
    <div className={css.banner} data-print="no">
      <Banner kind={mode === "demo" ? "info" : "caution"}>{modeWords(mode)}</Banner>
    </div>
  );
}

/** The same in one soft line, for the view that is shown to a client. */
export function ModeLine() {
  const { mode } = useBoot();
  return <small>{modeWords(mode)}</small>;
}

const modeWords = (mode: "demo" | "clinic") =>
  mode === "demo" ? m.demo_banner() : m.clinic_banner();
