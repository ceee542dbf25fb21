import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { FileField } from "@trellis/ui/file-field";
import { type ClipboardEvent, useId, useState } from "react";
import { checkText, type FileFault, readFile, type ReadText } from "./csv-text.ts";
import { fileFaultWords } from "./import-words.ts";
import css from "./import-page.module.css";

type SourceStepProps = {
  /** `name` is that of the file, or null for what was pasted. */
  onText: (text: string, name: string | null) => void;
};

/** Longer pastes are taken as they are and not laid out in the field, which would hold up the page. */
const LONGEST_SHOWN = 20_000;

/** The file, chosen or pasted. */
export function SourceStep({ onText }: SourceStepProps) {
  const [pasted, setPasted] = useState("");
  const [fault, setFault] = useState<{ of: "file" | "paste"; what: FileFault } | null>(null);
  const id = useId();
  const take = (read: ReadText, of: "file" | "paste", name: string | null) => {
    if ("fault" in read) setFault({ of, what: read.fault });
    else onText(read.text, name);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length <= LONGEST_SHOWN) return;
    event.preventDefault();
    take(checkText(text), "paste", null);
  };
  const faultOf = (of: "file" | "paste") =>
    fault?.of === of ? fileFaultWords(fault.what) : undefined;
  return (
    <Card title={m.import_source_title()} note={m.import_source_note()}>
      <FileField
        label={m.import_file()}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChoose={(file) => {
          void readFile(file).then((read) => take(read, "file", file.name));
        }}
        error={faultOf("file")}
      />
      <form
        className={css.paste}
        onSubmit={(event) => {
          event.preventDefault();
          take(checkText(pasted), "paste", null);
        }}
      >
        <label className={css.label} htmlFor={id}>
          {m.import_paste()}
        </label>
        <textarea
          id={id}
          className={css.area}
          rows={4}
          spellCheck={false}
          value={pasted}
          aria-describedby={`${id}fault`}
          onPaste={paste}
          onChange={(event) => setPasted(event.target.value)}
        />
        <p id={`${id}fault`} className={css.fault} role="alert">
          {faultOf("paste")}
        </p>
        <div>
          <Button type="submit">{m.import_paste_button()}</Button>
        </div>
      </form>
    </Card>
  );
}
