import { m } from "@trellis/messages/messages";
import { useLocation } from "wouter";
import { BASE } from "./boot.ts";
import css from "./help-link.module.css";

/** A second way to help, at the start of the line, for when the bar is covered or that part of the glass is dead. */
export function HelpLink({ onGo }: { onGo?: () => void }) {
  const [, navigate] = useLocation();
  return (
    <a
      className={css.help}
      href={`${BASE}/help`}
      data-print="no"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onGo?.();
        navigate("/help");
      }}
    >
      {m.nav_help()}
    </a>
  );
}
