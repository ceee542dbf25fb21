import { queryOptions, useQuery } from "@tanstack/react-query";
import { readInstallation } from "@trellis/api/installation";
import type { OutputOf } from "@trellis/api/operation";
import { AccessTable } from "@trellis/clinical/access-table/access-table";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ask } from "#platform/api.ts";
import { FactList } from "#platform/fact-list.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { QueryState } from "#platform/query-state.tsx";
import {
  missingName,
  placeKind,
  placeName,
  protectionName,
  sendingName,
  sendingWords,
} from "./installation-words.ts";
import css from "./installation-page.module.css";

type Installation = OutputOf<typeof readInstallation>;

const installationQuery = queryOptions({
  queryKey: ["installation"],
  queryFn: async () => ask(readInstallation, {}),
});

/** What leaves this server, where everything is, and who can see what: from its live configuration. */
export function InstallationPage() {
  const query = useQuery(installationQuery);
  return (
    <>
      <PageHead title={m.server_title()} />
      <QueryState query={query} loading={m.server_loading()} shape="cards" lines={4}>
        {(installation) => (
          <>
            <p>
              {installation.mode === "demo" ? m.server_demo() : m.server_clinic()}{" "}
              {m.server_lead({ version: installation.version })}
            </p>
            <SendsCard installation={installation} />
            <PlacesCard installation={installation} />
            <ProtectionsCard installation={installation} />
            <MissingCard installation={installation} />
            <Card title={m.server_who_title()}>
              <AccessTable audience="clinician" />
            </Card>
          </>
        )}
      </QueryState>
    </>
  );
}

type PartProps = { installation: Installation };

function SendsCard({ installation }: PartProps) {
  return (
    <Card title={m.server_sends_title()}>
      <FactList
        facts={installation.sends.map((sending) => ({
          name: sendingName(sending),
          value: sendingWords(sending),
        }))}
      />
      <p>{m.server_sends_people()}</p>
      <p>{m.server_sends_nothing_else()}</p>
    </Card>
  );
}

function PlacesCard({ installation }: PartProps) {
  const { places } = installation;
  const isHidden = places.every(({ where }) => where === null);
  return (
    <Card title={m.server_places_title()} note={isHidden ? m.server_places_hidden() : undefined}>
      <FactList
        facts={places.map((place) => ({
          name: placeName(place),
          value: (
            <>
              <p>{placeKind(place)}</p>
              {place.where === null ? null : <code className={css.path}>{place.where}</code>}
            </>
          ),
        }))}
      />
    </Card>
  );
}

function ProtectionsCard({ installation }: PartProps) {
  return (
    <Card title={m.server_protections_title()}>
      <ul className={css.protections}>
        {installation.protections.map((protection) => (
          <li key={protection.what} className={css.protection}>
            <div>
              {protectionName(protection)}
              {protection.what === "https" && !protection.isOn ? (
                <small className={css.note}>{m.server_protection_https_off()}</small>
              ) : null}
            </div>
            <strong className={css.state} data-on={protection.isOn}>
              {protection.isOn ? m.server_on() : m.server_off()}
            </strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MissingCard({ installation }: PartProps) {
  const { missing } = installation;
  return (
    <Card title={m.server_missing_title()}>
      {missing.length === 0 ? (
        <p>{m.server_missing_none()}</p>
      ) : (
        <>
          <ul>
            {missing.map((part) => (
              <li key={part}>{missingName(part)}</li>
            ))}
          </ul>
          <p>{m.server_missing_note()}</p>
        </>
      )}
    </Card>
  );
}
