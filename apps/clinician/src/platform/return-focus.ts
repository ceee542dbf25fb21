import { useEffect, useState } from "react";

/**
 * Gives the keyboard's place back when a dialog goes away: to what opened it, or to the page's heading
 * when that went away itself.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const heading = document.querySelector<HTMLElement>("main h1");
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else heading?.focus();
    },
    [opener],
  );
}
