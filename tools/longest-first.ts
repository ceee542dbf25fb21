import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest in each project. Begun last, one of these would keep one worker busy and leave the others idle. */
const LONGEST = [
  "accessibility-clinician.test.ts",
  "accessibility.test.ts",
  "role-operation-matrix.test.ts",
  "durability.test.ts",
  "hostile-input.test.ts",
  "change-keys.test.ts",
  "own-password.test.ts",
  "lost-phone.test.ts",
  "keyboard.test.ts",
  "first-clinic.test.ts",
];

/** Files that take long before the others, so that all workers end at about the same time, in a fresh clone too. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.indexOf(basename(moduleId));
      return at === -1 ? LONGEST.length : at;
    };
    const others = await super.sort(files);
    return others.toSorted((one, other) => place(one) - place(other));
  }
}
