import { useQuery } from "@tanstack/react-query";
import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import { useState } from "react";
import { useLocation } from "wouter";
import { clientPageHref } from "#platform/client-pages.ts";
import { cliniciansQuery } from "#platform/clinicians.ts";
import { NewClientSheet } from "#platform/new-client-sheet.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { useAddClient } from "./client-admin-query.ts";

const NOBODY = "nobody";

/** Adds a client of the clinic, and leads to where they are invited. */
export function AddClinicClientSheet({ onClose }: { onClose: () => void }) {
  const add = useAddClient();
  const clinicians = useQuery(cliniciansQuery);
  const [, navigate] = useLocation();
  const [therapist, setTherapist] = useState(NOBODY);
  return (
    <NewClientSheet
      busy={add.isPending}
      error={add.error}
      dirty={therapist !== NOBODY}
      onSubmit={(client) =>
        add.mutate(
          { ...client, therapistId: therapist === NOBODY ? null : therapist },
          {
            onSuccess: (added) => {
              onClose();
              // Once the sheet is closed, so that the new page's heading can take the focus.
              setTimeout(() => navigate(clientPageHref(added.id, "care-team")));
            },
          },
        )
      }
      onChanged={add.reset}
      onClose={onClose}
    >
      <QueryState query={clinicians} loading={m.care_team_clinicians_loading()}>
        {(people) => (
          <SelectField
            label={m.relation_therapist()}
            options={[
              { value: NOBODY, label: m.client_admin_nobody_yet() },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={therapist}
            onChange={setTherapist}
          />
        )}
      </QueryState>
    </NewClientSheet>
  );
}
