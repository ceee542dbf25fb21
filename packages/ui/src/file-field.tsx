import { useId, type ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import css from "./field.module.css";

type FileFieldProps = {
  label: string;
  /** Kinds that the browser offers first, as ".csv,text/csv". */
  accept?: string;
  /** Called for every choice, also for the same file again. */
  onChoose: (file: File) => void;
  description?: ReactNode;
  error?: string;
};

/** One file of this device, by the browser's own chooser. It is not read before it is asked for. */
export function FileField({ label, accept, onChoose, description, error }: FileFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <input
        id={id}
        className={css.control}
        type="file"
        accept={accept}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { description, error })}
        onClick={(event) => {
          // Without a name in it, the same file is a change too.
          event.currentTarget.value = "";
        }}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onChoose(file);
        }}
      />
    </Field>
  );
}
