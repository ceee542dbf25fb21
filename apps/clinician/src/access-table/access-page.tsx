import { AccessTable } from "@trellis/clinical/access-table/access-table";
import type { Audience } from "@trellis/clinical/level-words/level-words";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { useState } from "react";
import { PageHeading } from "#platform/page-heading.tsx";

/** Who may see what: the table of the domain, as clinicians and as clients read it. */
export function AccessPage() {
  const [audience, setAudience] = useState<Audience>("clinician");
  return (
    <>
      <PageHeading page={m.place_who_sees_what()}>{m.place_who_sees_what()}</PageHeading>
      <p>{m.access_page_lead()}</p>
      <p>{m.access_page_grants()}</p>
      <ChoiceRow
        label={m.access_page_words()}
        options={[
          { value: "clinician", label: m.access_page_words_clinician() },
          { value: "client", label: m.access_page_words_client() },
        ]}
        value={audience}
        onChange={setAudience}
      />
      <Card>
        <AccessTable audience={audience} />
      </Card>
      <p>{m.access_page_log()}</p>
      <p>{m.access_page_operator()}</p>
    </>
  );
}
