import { m } from "@trellis/messages/messages";
import { useEffect, useRef } from "react";
import { useCountryHelp } from "#platform/country.ts";
import { PhoneSentence } from "#platform/phone-link.tsx";
import css from "./medical-line.module.css";

/**
 * What to do for the body, after any act and always in the same words. It is medical and does not
 * soothe; nothing is sent (clinical review §2.1).
 */
export function MedicalLine({ shown }: { shown: boolean }) {
  const [emergency] = useCountryHelp().emergency;
  const line = useRef<HTMLDivElement>(null);
  const wasShown = useRef(shown);
  useEffect(() => {
    // On a small phone it would come up under the bar; nothing moves where it is in sight, or was there before.
    if (shown && !wasShown.current) line.current?.scrollIntoView({ block: "nearest" });
    wasShown.current = shown;
  }, [shown]);
  return (
    <div ref={line} role="status" className={css.line}>
      {shown ? (
        <p>
          <PhoneSentence sentence={m.medical_line_call} phone={emergency.phone} />{" "}
          {m.medical_line_nobody_sees()}
        </p>
      ) : null}
    </div>
  );
}
