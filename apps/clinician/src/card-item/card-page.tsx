import { useQuery } from "@tanstack/react-query";
import type { CardItem } from "@trellis/domain/card-item";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { EmptyState } from "@trellis/ui/empty-state";
import { useState } from "react";
import { ButtonRow } from "#platform/button-row.tsx";
import { ClientFrame } from "#platform/client-frame.tsx";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { QueryState } from "#platform/query-state.tsx";
import { useMay } from "#platform/relations.ts";
import { BuilderPage } from "./builder-page.tsx";
import {
  type CardDesign,
  cardGroups,
  closedTargets,
  offCard,
  reordered,
  shownOrder,
} from "./card-groups.ts";
import { ClosedTargets, GroupCard, OffCard } from "./card-parts.tsx";
import { cardQuery, type CardChanges, useCardChanges } from "./card-query.ts";
import { type Editing, EditSheet } from "./edit-sheet.tsx";
import { FoldCard } from "./fold-card.tsx";
import { folded } from "./fold.ts";
import { LinesCard } from "./lines-card.tsx";
import { OrderCard } from "./order-card.tsx";
import { PhonePreview } from "./phone-preview.tsx";
import { ShortCard } from "./short-card.tsx";
import { useCardActions } from "./use-card-actions.ts";
import css from "./card-page.module.css";

/** What stands in the place of the card for a while. */
type Building = "template" | "library";

/** The client's card: targets and items, to be changed together, with the phone's view beside them. */
export function CardPage({ clientId }: { clientId: string }) {
  const query = useQuery(cardQuery(clientId));
  const changes = useCardChanges(clientId);
  const mayWrite = useMay(clientId, "card-design", "write");
  const [building, build] = useState<Building | null>(null);
  const [editing, edit] = useState<Editing | null>(null);
  const [order, setOrder] = useState<Ordering>({ open: false, ids: null });
  const isBusy = building !== null || order.open;
  const hasCard = query.data !== undefined && !isEmpty(query.data);
  return (
    <ClientFrame
      clientId={clientId}
      current="card"
      actions={
        !mayWrite || isBusy || !hasCard ? undefined : (
          <>
            <Button variant="primary" onClick={() => build("library")}>
              {m.card_builder_library_title()}
            </Button>
            <Button onClick={() => edit({ what: "item", targetId: null })}>
              {m.card_design_add_item()}
            </Button>
            <Button onClick={() => edit({ what: "target" })}>{m.card_design_add_target()}</Button>
            <Button onClick={() => setOrder({ open: true, ids: null })}>
              {m.card_order_title()}
            </Button>
          </>
        )
      }
    >
      <QueryState query={query} loading={m.card_design_loading()} shape="cards" lines={2}>
        {(card) =>
          building === null ? (
            <Editor
              clientId={clientId}
              card={card}
              mayWrite={mayWrite}
              changes={changes}
              editing={editing}
              order={order}
              onEdit={edit}
              onOrder={setOrder}
              onBuild={build}
            />
          ) : (
            <BuilderPage
              clientId={clientId}
              design={card}
              fromTemplate={building === "template"}
              changes={changes}
              onClose={() => {
                build(null);
                changes.addition.reset();
                toHeading();
              }}
            />
          )
        }
      </QueryState>
    </ClientFrame>
  );
}

const isEmpty = ({ items, targets }: CardDesign): boolean =>
  items.length === 0 && targets.length === 0;

/** Gives the keyboard and the eye their place back when what stood in the card's place is gone. */
function toHeading() {
  document.querySelector<HTMLElement>("main h1")?.focus();
  window.scrollTo(0, 0);
}

/** Another order of the card, while it is being made; null while nothing was moved. */
type Ordering = { readonly open: boolean; readonly ids: readonly string[] | null };

type EditorProps = {
  clientId: string;
  card: CardDesign;
  /** Whoever looks may change the card. */
  mayWrite: boolean;
  changes: CardChanges;
  editing: Editing | null;
  order: Ordering;
  onEdit: (editing: Editing | null) => void;
  onOrder: (order: Ordering) => void;
  onBuild: (what: Building) => void;
};

function Editor(props: EditorProps) {
  const { card, mayWrite, changes, editing, order, onEdit, onOrder } = props;
  const actions = useCardActions(props.clientId, card, changes);
  const shown = order.ids === null ? card : reordered(card, order.ids);
  // A part that goes away, as a target that is closed, takes the button that was pressed along.
  const main = useKeptFocus<HTMLDivElement>(partsOf(card));
  const closeOrder = () => {
    onOrder({ open: false, ids: null });
    changes.order.reset();
    toHeading();
  };
  const sheet =
    editing === null ? null : (
      <EditSheet
        editing={editing}
        card={card}
        actions={actions}
        changes={changes}
        onClose={() => {
          onEdit(null);
          for (const change of Object.values(changes)) change.reset();
        }}
      />
    );
  if (isEmpty(card))
    return (
      <>
        <NoCard {...props} />
        {mayWrite ? <LinesCard clientId={props.clientId} /> : null}
        {sheet}
      </>
    );
  return (
    <div className={css.layout}>
      <div ref={main} className={css.main}>
        {order.open ? (
          <OrderCard
            card={card}
            order={order.ids}
            busy={changes.order.isPending}
            error={changes.order.error}
            onChange={(ids) => onOrder({ open: true, ids })}
            onSave={() => {
              if (order.ids !== null) actions.setOrder(order.ids, closeOrder);
            }}
            onCancel={closeOrder}
          />
        ) : (
          <Groups
            clientId={props.clientId}
            card={card}
            actions={mayWrite ? actions : null}
            onEdit={onEdit}
          />
        )}
      </div>
      <PhonePreview items={shownOrder(shown).filter((item) => item.state === "asked")} />
      {sheet}
    </div>
  );
}

/** Changes whenever a part of the page comes or goes. */
const partsOf = (card: CardDesign): string =>
  [
    ...cardGroups(card).map(({ target }) => target?.id ?? "none"),
    ...closedTargets(card).map(({ id }) => id),
    offCard(card).length > 0,
    folded(card).length > 0,
  ].join();

function NoCard({ mayWrite, onBuild, onEdit }: EditorProps) {
  return (
    <EmptyState
      title={m.card_design_empty_title()}
      action={
        mayWrite ? (
          <ButtonRow>
            <Button variant="primary" onClick={() => onBuild("template")}>
              {m.card_builder_begin()}
            </Button>
            <Button onClick={() => onBuild("library")}>{m.card_builder_library_title()}</Button>
            <Button onClick={() => onEdit({ what: "target" })}>{m.card_design_add_target()}</Button>
          </ButtonRow>
        ) : undefined
      }
    >
      {mayWrite ? <p>{m.card_design_empty_words()}</p> : null}
    </EmptyState>
  );
}

type GroupsProps = {
  clientId: string;
  card: CardDesign;
  actions: ReturnType<typeof useCardActions> | null;
  onEdit: (editing: Editing) => void;
};

function Groups({ clientId, card, actions, onEdit }: GroupsProps) {
  const off = offCard(card);
  const closed = closedTargets(card);
  return (
    <>
      {cardGroups(card).map((group) => (
        <GroupCard
          key={group.target?.id ?? "none"}
          group={group}
          isCheckHeld={folded(card).length > 0}
          actions={actions}
          onAdd={() => onEdit({ what: "item", targetId: group.target?.id ?? null })}
          onRevise={(item: CardItem) => onEdit({ what: "revision", itemId: item.id })}
          onReviseTarget={(target: TargetBehaviour) => onEdit({ what: "target-revision", target })}
        />
      ))}
      {actions === null ? null : (
        <>
          <ShortCard items={card.items} actions={actions} />
          <FoldCard card={card} actions={actions} onFold={() => onEdit({ what: "fold" })} />
          <LinesCard clientId={clientId} />
        </>
      )}
      {closed.length === 0 ? null : <ClosedTargets targets={closed} actions={actions} />}
      {off.length === 0 ? null : <OffCard items={off} actions={actions} />}
    </>
  );
}
