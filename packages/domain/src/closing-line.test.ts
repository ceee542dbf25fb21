import { describe, expect, it } from "vitest";
import { CardAspect, type CardItem, codesOf, DAILY_RATING, type Scale } from "./card-item.ts";
import { closingLine } from "./closing-line.ts";
import { TargetLevel } from "./target-behaviour.ts";

type Asked = Pick<CardItem, "id" | "aspect" | "level" | "scale">;
const asked = (aspect: CardAspect, scale: Scale, level: CardItem["level"] = null): Asked => ({
  id: `${aspect} ${String(level)}`,
  aspect,
  level,
  scale,
});
const skill = asked("skill", { kind: "skill-use" }, "skill");
const step = asked("step", { kind: "degree" }, "qol");
const card = { own: null, short: false, items: [skill, step] };
const thanks = (values: Record<string, number>, day: Parameters<typeof closingLine>[0] = card) =>
  closingLine(day, ({ id }) => values[id] ?? null).thanksFor;

describe("the line at the end of the card", () => {
  it("is the pair's own whatever was entered", () => {
    const own = { ...card, own: "One day, one card.", short: true };
    expect(closingLine(own, () => 4)).toEqual({ thanksFor: "own", words: "One day, one card." });
  });

  it("thanks for the short card, a skill that was tried, a step, or the recording", () => {
    expect(thanks({})).toBe("recording");
    expect(thanks({ [skill.id]: 4, [step.id]: 2 }, { ...card, short: true })).toBe("short");
    expect(thanks({ [skill.id]: 2, [step.id]: 2 })).toBe("skill");
    expect(thanks({ [skill.id]: 1, [step.id]: 1 })).toBe("step");
    expect(thanks({ [skill.id]: 1, [step.id]: 0 })).toBe("recording");
    const classic = asked("skill", { kind: "skill-classic" }, "skill");
    expect(thanks({ [classic.id]: 3 }, { ...card, items: [classic] })).toBe("skill");
    expect(thanks({ [classic.id]: 2 }, { ...card, items: [classic] })).toBe("recording");
  });

  it("is the same for every urge, act and feeling, and for all of life-threatening level", () => {
    const scales: Scale[] = [DAILY_RATING, { kind: "yes-no" }, { kind: "attempt" }];
    const neverRead = CardAspect.options.flatMap((aspect) =>
      [null, ...TargetLevel.options].flatMap((level) =>
        (aspect === "skill" || aspect === "step") && level !== "ltb"
          ? []
          : scales.map((scale) => asked(aspect, scale, level)),
      ),
    );
    expect(neverRead.length).toBeGreaterThan(200);
    for (const item of neverRead) {
      const day = { ...card, items: [item, skill, step] };
      for (const before of [{}, { [step.id]: 2 }, { [skill.id]: 4 }]) {
        const line = thanks(before, day);
        const values = codesOf(item.scale) ?? [0, 1, 2, 3, 4, 5];
        for (const value of values) expect(thanks({ ...before, [item.id]: value }, day)).toBe(line);
      }
    }
  });
});
