import {
  addToCard,
  orderCard,
  readCardDesign,
  reviseCardItem,
  reviseTarget,
} from "@trellis/api/card-item";
import { type CivilDate, diaryDayAt } from "@trellis/domain/civil-date";
import { inCardOrder } from "@trellis/domain/diary-card";
import { type ItemHistory, newestOf, versionsBefore } from "@trellis/domain/item-history";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import type { RecordAccess } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { notFound } from "#platform/failure.ts";
import { readItemHistories } from "#platform/item-history.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { planAddition } from "./addition.ts";
import { planOrder } from "./order.ts";
import { planRevision, planTargetRevision } from "./revision.ts";
import {
  insertItems,
  insertTargets,
  insertVersions,
  lockDesign,
  readDayRule,
  readTargets,
  updatePositions,
  updateTarget,
} from "./store.ts";

type MayWrite = RecordAccess<"card-design", "write">;

export const cardItemRoutes: readonly Route[] = [
  forRecord(readCardDesign, async (tx, access) => {
    const [targets, items] = await tx.finish(readTargets(access), readItemHistories(access));
    return designOf(targets, items);
  }),

  forRecord(addToCard, async (tx, access, { body }, { services }) => {
    const { today, items, targets } = await readDesign(tx, access, services.now());
    const plan = planAddition(body, { targets, items }, today);
    const [newTargets, newItems] = (
      await tx.finish(
        ...(plan.targets.length > 0 ? [insertTargets(access, plan.targets)] : []),
        ...(plan.items.length > 0
          ? [insertItems(access, plan.items), insertVersions(access, plan.versions)]
          : []),
        readTargets(access),
        readItemHistories(access),
      )
    ).slice(-2) as [readonly TargetBehaviour[], readonly ItemHistory[]];
    return designOf(newTargets, newItems);
  }),

  forRecord(reviseTarget, async (tx, access, { params, body }, { services }) => {
    const { today, items, targets } = await readDesign(tx, access, services.now());
    const target = targets.find((each) => each.id === params.targetId);
    if (target === undefined) throw notFound();
    const versions = planTargetRevision(target, body, { targets, items }, today);
    const closedOn = body.closed ? (target.closedOn ?? today) : null;
    const [newTargets, newItems] = (
      await tx.finish(
        updateTarget(access, target.id, body, closedOn),
        ...(versions.length > 0 ? [insertVersions(access, versions)] : []),
        readTargets(access),
        readItemHistories(access),
      )
    ).slice(-2) as [readonly TargetBehaviour[], readonly ItemHistory[]];
    return designOf(newTargets, newItems);
  }),

  forRecord(reviseCardItem, async (tx, access, { params, body }, { services }) => {
    const { today, items, targets } = await readDesign(tx, access, services.now());
    const item = items.find((each) => each.id === params.itemId);
    if (item === undefined) throw notFound();
    const version = planRevision(item, body, { targets, items }, today);
    if (version === null) return newestOf(item);
    await tx.finish(insertVersions(access, [{ ...version, item: item.id }]));
    return newestOf({ ...item, versions: [...item.versions, version] });
  }),

  forRecord(orderCard, async (tx, access, { body }) => {
    const [, items, targets] = await tx.run(
      lockDesign(access),
      readItemHistories(access),
      readTargets(access),
    );
    const places = planOrder(inCardOrder(items.map(newestOf)), body.items);
    const positions = new Map(places.map(({ item, position }) => [item, position]));
    await tx.finish(updatePositions(access, places));
    return designOf(
      targets,
      items.map((item) => ({ ...item, position: positions.get(item.id) ?? item.position })),
    );
  }),
];

/** The card as it stands, under a lock, and which diary day it is for the client. */
async function readDesign(tx: Tx, access: MayWrite, now: number) {
  const [, [client], items, targets] = await tx.run(
    lockDesign(access),
    readDayRule(access),
    readItemHistories(access),
    readTargets(access),
  );
  if (!client) throw notFound();
  const today: CivilDate = diaryDayAt(now, client.zone, client.dayBoundary);
  return { today, items, targets };
}

const designOf = (targets: readonly TargetBehaviour[], items: readonly ItemHistory[]) => ({
  targets: [...targets],
  items: inCardOrder(items.map(newestOf)),
  earlierVersions: items.flatMap(versionsBefore),
});
