import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { DateField } from "@trellis/ui/date-field";
import { LinkButton } from "@trellis/ui/link-button";
import { NumberField } from "@trellis/ui/number-field";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { TimeField } from "@trellis/ui/time-field";
import { useState } from "react";
import css from "./gallery.module.css";

const scales = [
  { value: "0-5", label: "0 to 5" },
  { value: "1-7", label: "1 to 7" },
] as const;

/** Buttons and fields in their states. */
export function Fields() {
  return (
    <div className={css.group}>
      <Card title="Buttons">
        <div className={css.row}>
          <Button variant="primary">Start session</Button>
          <Button>Chain</Button>
          <Button variant="quiet">Not now</Button>
          <Button variant="danger">Erase this record</Button>
          <LinkButton href="#week">Week</LinkButton>
          <LinkButton href="#today" variant="primary">
            Today
          </LinkButton>
          <Button disabled>Off</Button>
          <Button variant="primary" busy>
            Saving
          </Button>
        </div>
        <Button variant="primary" wide>
          Done for today
        </Button>
        <Button wide>Too much today: three taps are enough</Button>
      </Card>
      <Card title="Fields">
        <FieldStates />
      </Card>
    </div>
  );
}

function FieldStates() {
  const [line, setLine] = useState("Neighbour’s dog sat on my feet");
  const [note, setNote] = useState("");
  const [mail, setMail] = useState("r.m@");
  const [hours, setHours] = useState<number | null>(7.5);
  const [cups, setCups] = useState<number | null>(null);
  const [day, setDay] = useState("2026-03-03");
  const [time, setTime] = useState("22:00");
  const [scale, setScale] = useState<"0-5" | "1-7" | null>(null);
  return (
    <>
      <TextField
        label="Anything worth keeping from today?"
        description="may stay empty"
        value={line}
        onChange={setLine}
      />
      <TextField label="How hard was it?" value={note} onChange={setNote} multiline />
      <TextField
        label="E-mail"
        type="email"
        value={mail}
        onChange={setMail}
        error="This is not a whole address. It looks like name@example.org."
      />
      <TextField label="Locked" value="cannot be changed" onChange={() => {}} disabled />
      <DateField label="Day" value={day} onChange={setDay} max="2026-03-31" />
      <TimeField label="About when?" description="may stay empty" value={time} onChange={setTime} />
      <SelectField
        label="Scale"
        placeholder="Choose a scale"
        options={scales}
        value={scale}
        onChange={setScale}
      />
      <NumberField
        label="Sleep"
        description="point or comma, quarters"
        unit="hours"
        locale="es"
        min={0}
        max={24}
        step={0.25}
        value={hours}
        onChange={setHours}
        invalid="A number from 0 to 24, please."
      />
      <NumberField
        label="Cups of coffee"
        locale="en"
        min={0}
        whole
        value={cups}
        onChange={setCups}
        invalid="A whole number, please."
      />
    </>
  );
}
