import { useEffect, useState } from "react";

/**
 * Gives the keyboard's place back when a dialog goes away: to what opened it, or, where that went away itself or
 * nothing had the focus, to the dialog that lies open underneath, else to the page's heading.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      if (document.activeElement !== document.body) return;
      const beneath = [...document.querySelectorAll("dialog:modal")].at(-1);
      const place =
        beneath?.querySelector<HTMLElement>("input, select, textarea, button") ??
        document.querySelector<HTMLElement>("main h1");
      place?.focus();
    },
    [opener],
  );
}
