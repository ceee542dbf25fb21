import { ApiError } from "@trellis/api/api-client";
import { Twin } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { accountKindWords } from "./account-words.ts";
import { ChoiceField } from "./choice-field.tsx";

/** What is said about an account that looks like another one, as it is sent. */
export type TwinAnswer = { readonly apart: true } | { readonly samePersonAs: string };

/** The accounts that may be of the same person, when that is why the server did not make another one. */
export function twinsOf(error: Error | null): readonly Twin[] {
  if (!(error instanceof ApiError) || error.problem?.code !== "looks-like-another") return [];
  const found = error.problem.params["accounts"];
  return Array.isArray(found) ? found.flatMap((each) => Twin.safeParse(each).data ?? []) : [];
}

type TwinChoiceProps = {
  twins: readonly Twin[];
  value: TwinAnswer | null;
  onChange: (answer: TwinAnswer) => void;
  error?: string | undefined;
};

const APART = "apart";

/** Asks whether somebody new is somebody who is there already. */
export function TwinChoice({ twins, value, onChange, error }: TwinChoiceProps) {
  const chosen = value === null ? null : "apart" in value ? APART : value.samePersonAs;
  return (
    <div>
      <p role="status">{m.twin_words()}</p>
      <ChoiceField
        label={m.twin_question()}
        options={[
          ...twins.map(({ id, name, kind }) => ({
            value: id,
            label: m.twin_same({ name, kind: accountKindWords(kind) }),
          })),
          { value: APART, label: m.twin_apart() },
        ]}
        value={chosen}
        onChange={(to) => onChange(to === APART ? { apart: true } : { samePersonAs: to })}
        error={error}
      />
    </div>
  );
}
