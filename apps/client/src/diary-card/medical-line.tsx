import { m } from "@trellis/messages/messages";
import { useCountryHelp } from "#platform/country.ts";
import { PhoneSentence } from "#platform/phone-link.tsx";
import css from "./medical-line.module.css";

/**
 * What to do for the body, after any act and always in the same words. It is medical and does not
 * soothe; nothing is sent (clinical review §2.1).
 */
export function MedicalLine({ shown }: { shown: boolean }) {
  const [emergency] = useCountryHelp().emergency;
  return (
    <div role="status" className={css.line}>
      {shown ? (
        <p>
          <PhoneSentence sentence={m.medical_line_call} phone={emergency.phone} />{" "}
          {m.medical_line_nobody_sees()}
        </p>
      ) : null}
    </div>
  );
}
