import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import type { CardDesign } from "./card-groups.ts";
import type { CardChanges } from "./card-query.ts";
import { FoldSheet } from "./fold-card.tsx";
import { NewItemSheet } from "./item-sheet.tsx";
import { RevisionSheet } from "./revision-sheet.tsx";
import { TargetRevisionSheet, TargetSheet } from "./target-sheet.tsx";
import type { CardActions } from "./use-card-actions.ts";

/** What is being written at the side of the card. */
export type Editing =
  | { readonly what: "target" }
  | { readonly what: "target-revision"; readonly target: TargetBehaviour }
  | { readonly what: "item"; readonly targetId: string | null }
  | { readonly what: "revision"; readonly itemId: string }
  | { readonly what: "fold" };

type EditSheetProps = {
  editing: Editing;
  card: CardDesign;
  actions: CardActions;
  changes: CardChanges;
  onClose: () => void;
};

/** The form of what is being written. */
export function EditSheet({ editing, card, actions, changes, onClose }: EditSheetProps) {
  switch (editing.what) {
    case "target":
      return <TargetSheet changes={changes} onClose={onClose} />;
    case "target-revision":
      return <TargetRevisionSheet changes={changes} target={editing.target} onClose={onClose} />;
    case "item":
      return (
        <NewItemSheet
          changes={changes}
          targets={card.targets.filter((target) => target.closedOn === null)}
          targetId={editing.targetId}
          onClose={onClose}
        />
      );
    case "revision": {
      const item = card.items.find((each) => each.id === editing.itemId);
      return item === undefined ? null : (
        <RevisionSheet
          changes={changes}
          item={item}
          earlier={card.earlierVersions}
          onClose={onClose}
        />
      );
    }
    case "fold":
      return <FoldSheet card={card} actions={actions} changes={changes} onClose={onClose} />;
  }
}
