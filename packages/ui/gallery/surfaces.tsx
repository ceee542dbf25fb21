import { Card } from "@trellis/ui/card";
import { Tabs } from "@trellis/ui/tabs";
import { useState } from "react";
import css from "./gallery.module.css";

const steps = ["0", "1", "2", "3", "4", "5"];

/** Cards, tabs and the ramp. */
export function Surfaces() {
  const [tab, setTab] = useState<"days" | "words">("days");
  return (
    <div className={css.group}>
      <Card title="Cards" aside={<a href="#days">days</a>} note="a soft line under the heading">
        <p>A sheet of paper on the ground, for one section of a page.</p>
      </Card>
      <Card title="The ramp">
        <div className={css.swatches}>
          {steps.map((step) => (
            <div key={step} className={css.swatch} data-ramp={step}>
              {step}
            </div>
          ))}
        </div>
      </Card>
      <Card title="Tabs">
        <Tabs
          label="Views of the week"
          selected={tab}
          onSelect={setTab}
          tabs={[
            { id: "days", label: "Days", content: <p>One line for each day.</p> },
            { id: "words", label: "Words", content: <p>What was written.</p> },
          ]}
        />
      </Card>
    </div>
  );
}
