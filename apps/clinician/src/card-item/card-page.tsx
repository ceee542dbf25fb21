import { useQuery } from "@tanstack/react-query";
import type { CardItem } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { ClientFrame } from "#platform/client-frame.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { QueryState } from "#platform/query-state.tsx";
import { useMay } from "#platform/relations.ts";
import { type CardDesign, cardGroups, offCard } from "./card-groups.ts";
import { GroupCard, OffCard } from "./card-parts.tsx";
import { cardQuery, type CardChanges, useCardChanges } from "./card-query.ts";
import { revisionOf } from "./item-draft.ts";
import { NewItemSheet, RevisionSheet } from "./item-sheet.tsx";
import { TargetSheet } from "./target-sheet.tsx";

type Editing =
  | { readonly what: "target" }
  | { readonly what: "item"; readonly targetId: string | null }
  | { readonly what: "revision"; readonly item: CardItem };

/** The client's card: targets and items, to be changed together. */
export function CardPage({ clientId }: { clientId: string }) {
  const query = useQuery(cardQuery(clientId));
  const changes = useCardChanges(clientId);
  const mayWrite = useMay(clientId, "card-design", "write");
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <ClientFrame
      clientId={clientId}
      current="card"
      actions={
        query.data === undefined || !mayWrite ? undefined : (
          <>
            <Button variant="primary" onClick={() => setEditing({ what: "item", targetId: null })}>
              {m.card_design_add_item()}
            </Button>
            <Button onClick={() => setEditing({ what: "target" })}>
              {m.card_design_add_target()}
            </Button>
          </>
        )
      }
    >
      <QueryState query={query} loading={m.card_design_loading()} shape="cards" lines={2}>
        {(card) => (
          <>
            <Groups
              clientId={clientId}
              card={card}
              mayWrite={mayWrite}
              changes={changes}
              onEdit={setEditing}
            />
            {editing === null ? null : (
              <EditSheet
                editing={editing}
                card={card}
                changes={changes}
                onClose={() => {
                  setEditing(null);
                  changes.target.reset();
                  changes.addition.reset();
                  changes.revision.reset();
                }}
              />
            )}
          </>
        )}
      </QueryState>
    </ClientFrame>
  );
}

type GroupsProps = {
  clientId: string;
  card: CardDesign;
  /** Whoever looks may change the card. */
  mayWrite: boolean;
  changes: CardChanges;
  onEdit: (editing: Editing) => void;
};

function Groups({ clientId, card, mayWrite, changes, onEdit }: GroupsProps) {
  const groups = cardGroups(card);
  const off = offCard(card);
  const setOff = (item: CardItem, retired: boolean) => {
    const where = { about: clientId, key: `item ${item.id}` };
    changes.revision.mutate(revisionOf(item, { state: retired ? "retired" : "asked" }), {
      onSuccess: (revised) =>
        showToast({
          ...where,
          text: retired
            ? m.card_design_taken_off({ words: item.words })
            : m.card_design_put_back({ words: item.words }),
          action: { label: m.clinician_undo(), onAction: () => setOff(revised, !retired) },
        }),
      onError: (error) => showToast({ ...where, text: problemWords(error) }),
    });
  };
  const revise = (item: CardItem) => onEdit({ what: "revision", item });
  return (
    <>
      {groups.length === 0 ? (
        <EmptyState title={m.card_design_empty_title()}>
          {mayWrite ? <p>{m.card_design_empty_words()}</p> : null}
        </EmptyState>
      ) : null}
      {groups.map((group) => (
        <GroupCard
          key={group.target?.id ?? "none"}
          group={group}
          mayWrite={mayWrite}
          onAdd={() => onEdit({ what: "item", targetId: group.target?.id ?? null })}
          onRevise={revise}
          onTakeOff={(item) => setOff(item, true)}
        />
      ))}
      {off.length === 0 ? null : (
        <OffCard items={off} mayWrite={mayWrite} onPutBack={(item) => setOff(item, false)} />
      )}
    </>
  );
}

type EditSheetProps = {
  editing: Editing;
  card: CardDesign;
  changes: CardChanges;
  onClose: () => void;
};

function EditSheet({ editing, card, changes, onClose }: EditSheetProps) {
  switch (editing.what) {
    case "target":
      return <TargetSheet changes={changes} onClose={onClose} />;
    case "item":
      return (
        <NewItemSheet
          changes={changes}
          targets={card.targets}
          targetId={editing.targetId}
          onClose={onClose}
        />
      );
    case "revision":
      return <RevisionSheet changes={changes} item={editing.item} onClose={onClose} />;
  }
}
