import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { emailFaultWords, LONGEST_EMAIL, LONGEST_NAME, nameFaultWords } from "./person-draft.ts";

type PersonFieldsProps = {
  name: string;
  email: string;
  /** The form was sent once, so that what is wrong is said. */
  tried: boolean;
  onChange: (part: { name?: string; email?: string }) => void;
};

/** Name and e-mail of somebody who is to get an account. */
export function PersonFields({ name, email, tried, onChange }: PersonFieldsProps) {
  return (
    <>
      <TextField
        label={m.person_name()}
        value={name}
        onChange={(to) => onChange({ name: to })}
        error={tried ? nameFaultWords(name) : undefined}
        autoComplete="off"
        maxLength={LONGEST_NAME}
      />
      <TextField
        label={m.person_email()}
        description={m.person_email_hint()}
        type="email"
        value={email}
        onChange={(to) => onChange({ email: to })}
        error={tried ? emailFaultWords(email) : undefined}
        autoComplete="off"
        maxLength={LONGEST_EMAIL}
      />
    </>
  );
}
