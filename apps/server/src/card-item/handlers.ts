import { randomUUID } from "node:crypto";
import { addCardItem, addTarget, readCardDesign, reviseCardItem } from "@trellis/api/card-item";
import { type CardItem, MOST_ITEMS } from "@trellis/domain/card-item";
import { diaryDayAt } from "@trellis/domain/civil-date";
import { inCardOrder } from "@trellis/domain/diary-card";
import { Failure, notFound } from "#platform/failure.ts";
import { forRecord, type Route } from "#platform/route.ts";
import {
  insertItem,
  insertTarget,
  insertVersion,
  lockDesign,
  readDayRule,
  readNewestItems,
  readTargets,
} from "./store.ts";

const tooMany = () =>
  new Failure(409, "too-many-items", `A card holds at most ${MOST_ITEMS} of these.`, {
    most: MOST_ITEMS,
  });

export const cardItemRoutes: readonly Route[] = [
  forRecord(readCardDesign, async (tx, access) => {
    const [targets, items] = await tx.finish(readTargets(access), readNewestItems(access));
    return { targets: [...targets], items: inCardOrder(items) };
  }),

  forRecord(addTarget, async (tx, access, { body }) => {
    const id = randomUUID();
    const [, targets] = await tx.run(lockDesign(access), readTargets(access));
    if (targets.length >= MOST_ITEMS) throw tooMany();
    await tx.finish(insertTarget(access, id, body));
    return { id, ...body };
  }),

  forRecord(addCardItem, async (tx, access, { body }, { services }) => {
    const id = randomUUID();
    const [, [client], items, targets] = await tx.run(
      lockDesign(access),
      readDayRule(access),
      readNewestItems(access),
      readTargets(access),
    );
    if (items.filter((item) => item.retiredOn === null).length >= MOST_ITEMS) throw tooMany();
    if (
      !client ||
      (body.targetId !== null && !targets.some((target) => target.id === body.targetId))
    )
      throw notFound();
    const today = diaryDayAt(services.now(), client.zone, client.dayBoundary);
    await tx.finish(
      insertItem(access, id, body),
      insertVersion(access, id, 1, today, { ...body, retired: false }),
    );
    return {
      ...body,
      id,
      version: 1,
      level: targets.find((target) => target.id === body.targetId)?.level ?? null,
      position: Math.max(0, ...items.map((item) => item.position)) + 1,
      validFrom: today,
      retiredOn: null,
    } satisfies CardItem;
  }),

  forRecord(reviseCardItem, async (tx, access, { params, body }, { services }) => {
    const [, [client], items] = await tx.run(
      lockDesign(access),
      readDayRule(access),
      readNewestItems(access),
    );
    const item = items.find((each) => each.id === params.itemId);
    if (!client || !item) throw notFound();
    const today = diaryDayAt(services.now(), client.zone, client.dayBoundary);
    const version = item.version + 1;
    await tx.finish(insertVersion(access, item.id, version, today, body));
    return {
      ...item,
      version,
      words: body.words,
      scale: body.scale,
      retiredOn: body.retired ? today : null,
    };
  }),
];
