import { ChoiceRow } from "@trellis/ui/choice-row";
import { useEffect, useState } from "react";

type Theme = "light" | "dark";

const options = [
  { value: "light", label: "light" },
  { value: "dark", label: "dark" },
] as const;

/** Overrides the device's preference for the whole page. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => {
    if (theme !== null) document.documentElement.dataset.theme = theme;
  }, [theme]);
  return <ChoiceRow label="Theme" options={options} value={theme} onChange={setTheme} />;
}
