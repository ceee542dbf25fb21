import { useRef, type KeyboardEvent } from "react";

/** How long a second key still belongs to the number begun with the first. */
const patience = 900;

/**
 * Lets digits choose one of the whole numbers in `values`: "3"; "-" then "3"; "1" then "0" where 10 is a value.
 * Returns a key handler for the group.
 */
export function useNumberKeys(values: readonly number[], choose: (value: number) => void) {
  const typed = useRef({ text: "", at: 0 });
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[-\d]$/.test(event.key)) return;
    event.preventDefault();
    const begun = event.timeStamp - typed.current.at < patience ? typed.current.text : "";
    const digit = Number(event.key);
    const longer = Number(begun + event.key);
    if (event.key === "-") {
      typed.current = { text: "-", at: event.timeStamp };
    } else if (begun !== "" && values.includes(longer)) {
      typed.current = { text: begun + event.key, at: event.timeStamp };
      choose(longer);
    } else {
      typed.current = { text: event.key, at: event.timeStamp };
      if (values.includes(digit)) choose(digit);
    }
  };
}
