import { useQuery } from "@tanstack/react-query";
import type { AccountKind } from "@trellis/domain/account";
import type { ClientSummary } from "@trellis/domain/client";
import { m } from "@trellis/messages/messages";
import { Dialog } from "@trellis/ui/dialog";
import { type Ref, useEffect, useId, useRef, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { clientPageHref, clientPages, pageName } from "#platform/client-pages.ts";
import { clientsQuery } from "#platform/clients.ts";
import { useLocale } from "#platform/locale.tsx";
import { accountPlaces, navPlaces } from "#platform/places.ts";
import { problemWords } from "#platform/problem-words.ts";
import { type PaletteEntry, paletteEntries, stepTo } from "./palette-entries.ts";
import css from "./command-palette.module.css";

type CommandPaletteProps = { kind: AccountKind; open: boolean; onClose: () => void };

/** Goes to a client or a page by a few letters. */
export function CommandPalette({ kind, open, onClose }: CommandPaletteProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={m.palette_title()}
      closeLabel={m.clinician_close()}
    >
      <PaletteSearch kind={kind} field={field} onGone={onClose} />
    </Dialog>
  );
}

function usePlaces(kind: AccountKind, clients: readonly ClientSummary[]): PaletteEntry[] {
  const [inClient, params] = useRoute("/clients/:id/:page");
  const places = [...navPlaces(kind), ...accountPlaces(kind)];
  const client = inClient ? clients.find(({ id }) => id === params.id) : undefined;
  if (!inClient || client === undefined) return places;
  const pages = clientPages(client.relations).filter((page) => page !== params.page);
  const others = pages.map((page) => ({
    id: page,
    label: pageName(page),
    href: clientPageHref(params.id, page),
  }));
  return [...others, ...places];
}

type PaletteSearchProps = {
  kind: AccountKind;
  field: Ref<HTMLInputElement>;
  onGone: () => void;
};

function PaletteSearch({ kind, field, onGone }: PaletteSearchProps) {
  const { locale } = useLocale();
  const [, navigate] = useLocation();
  const hasClients = kind === "clinician";
  const {
    data: clients = [],
    error,
    isLoading,
  } = useQuery({ ...clientsQuery, enabled: hasClients });
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const entries = paletteEntries(clients, usePlaces(kind, clients), search, locale);
  const go = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    onGone();
    // Once the dialog is closed, so that the new page's heading can take the focus.
    setTimeout(() => navigate(entry.href));
  };
  return (
    <>
      <input
        ref={field}
        className={css.field}
        type="search"
        role="combobox"
        aria-label={m.palette_search()}
        aria-expanded={entries.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={entries[at] && `${id}${entries[at].id}`}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (event.key === "Enter") go(entries[at]);
          else if (step !== undefined) setAt(stepTo(at, step, entries.length));
          else return;
          event.preventDefault();
        }}
      />
      <ul id={`${id}list`} className={css.list} role="listbox" aria-label={m.palette_found()}>
        {entries.map((entry, place) => (
          <li
            key={entry.id}
            id={`${id}${entry.id}`}
            className={css.entry}
            role="option"
            aria-selected={place === at}
            ref={place === at ? scrolledTo : undefined}
            onPointerMove={() => setAt(place)}
            onClick={() => go(entry)}
          >
            {entry.label}
          </li>
        ))}
      </ul>
      <p className={css.soft} role="status">
        {error === null ? stateWords(isLoading, entries.length) : problemWords(error)}
      </p>
    </>
  );
}

const stateWords = (loading: boolean, count: number) =>
  loading ? m.loading() : count === 0 ? m.palette_none_found() : m.palette_keys();

const scrolledTo = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });
