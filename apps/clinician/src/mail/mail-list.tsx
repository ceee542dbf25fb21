import { useInfiniteQuery } from "@tanstack/react-query";
import { type Mail, MailState } from "@trellis/domain/mail";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { SelectField } from "@trellis/ui/select-field";
import { showToast } from "@trellis/ui/toast-queue";
import { useSearchParams } from "wouter";
import { FilterRow } from "#platform/filter-row.tsx";
import { type MailWay, useMailWay } from "#platform/mail-way.ts";
import { momentText } from "#platform/moment-words.ts";
import { MoreButton } from "#platform/more-button.tsx";
import { PageHead } from "#platform/page-head.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { mailsQuery, useSendAgain } from "./mail-query.ts";
import { mailKindWords, mailStandWords, mailStateWords, mailTroubleWords } from "./mail-words.ts";
import css from "./mail-list.module.css";

const ALL = "all";

/** What this server wrote to people, and whether it left. What a mail says is shown in a demo alone. */
export function MailList() {
  const [params, setParams] = useSearchParams();
  const state = MailState.safeParse(params.get("state")).data ?? null;
  const query = useInfiniteQuery(mailsQuery(state));
  const way = useMailWay();
  return (
    <>
      <PageHead
        title={m.mails_title()}
        note={way === "file" ? m.mails_file_words() : m.mails_words()}
        actions={<Button onClick={() => void query.refetch()}>{m.mails_look_again()}</Button>}
      />
      <FilterRow>
        <SelectField
          label={m.accounts_state()}
          options={[
            { value: ALL, label: m.accounts_all() },
            ...MailState.options.map((each) => ({ value: each, label: mailStateWords(each, way) })),
          ]}
          value={state ?? ALL}
          onChange={(value) => setParams(value === ALL ? {} : { state: value }, { replace: true })}
        />
      </FilterRow>
      <QueryState query={query} loading={m.mails_loading()} shape="cards" lines={3}>
        {({ pages }) => (
          <>
            <Found mails={pages.flatMap(({ mails }) => mails)} way={way} />
            <MoreButton query={query} />
          </>
        )}
      </QueryState>
    </>
  );
}

function Found({ mails, way }: { mails: readonly Mail[]; way: MailWay | null }) {
  const again = useSendAgain();
  if (mails.length === 0)
    return (
      <EmptyState title={m.mails_none_title()}>
        <p>{m.mails_none_words()}</p>
      </EmptyState>
    );
  const send = (mail: Mail) =>
    again.mutate(mail.id, {
      onSuccess: ({ state }) =>
        showToast({
          key: `mail ${mail.id}`,
          text: m.mails_tried({ state: mailStateWords(state, way) }),
        }),
      onError: (error) => showToast({ key: `mail ${mail.id}`, text: problemWords(error) }),
    });
  return (
    <ul className={css.list}>
      {mails.map((mail) => (
        <MailLine
          key={mail.id}
          mail={mail}
          way={way}
          busy={again.isPending}
          onSend={() => send(mail)}
        />
      ))}
    </ul>
  );
}

type MailLineProps = { mail: Mail; way: MailWay | null; busy: boolean; onSend: () => void };

function MailLine({ mail, way, busy, onSend }: MailLineProps) {
  const { recipient, kind, trouble, queuedAt, state, content } = mail;
  return (
    <li className={css.mail}>
      <div className={css.words}>
        <b>{recipient}</b>
        <span>{mailKindWords(kind)}</span>
      </div>
      <div className={css.words}>
        <span>{mailStandWords(mail, way)}</span>
        {trouble === null ? null : <span>{mailTroubleWords(trouble)}</span>}
        <small>{m.mails_written({ moment: momentText(queuedAt) })}</small>
      </div>
      {state === "sent" ? null : (
        <Button
          busy={busy}
          aria-label={m.mails_send_named({ kind: mailKindWords(kind), recipient })}
          onClick={onSend}
        >
          {m.mails_send()}
        </Button>
      )}
      {content === null ? null : (
        <details className={css.content}>
          <summary className={css.summary}>{m.mails_content()}</summary>
          <p>
            <b>{content.subject}</b>
          </p>
          <p className={css.text}>{content.text}</p>
        </details>
      )}
    </li>
  );
}
