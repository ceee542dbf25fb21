import { say, withOwner } from "./cli-owner.ts";
import { changeKeys, EVERYBODY_KNOWS_MILLISECONDS, finishChange } from "./platform/change-keys.ts";
import type { Config } from "./platform/config.ts";
import { findMode } from "./platform/installation.ts";
import { readOrMakeKeyFile } from "./platform/key-file.ts";
import { keepACopy, needChosenKeyFile, needKeyFile, openKeys } from "./platform/open-keys.ts";
import { PlainError } from "./platform/plain-error.ts";
import { replaceLostKeys } from "./platform/replace-lost-keys.ts";

/** `trellis rotate-keys --lost`: the way on when no copy of the key file is left. */
export async function replaceLostKeysCommand(config: Config): Promise<void> {
  const file = config.keyFile.path;
  await withOwner(config, async (owner) => {
    // A forgotten setting must not be taken for a lost file.
    if ((await findMode(owner)) === "clinic") needChosenKeyFile(config);
    const replaced = await replaceLostKeys(owner, await readOrMakeKeyFile(file, Date.now()));
    if (replaced.length === 0)
      throw new PlainError(`Nothing is lost: ${file} opens what is sealed. Nothing was changed.`);
    say(
      `New keys for ${replaced.map((code) => `"${code}"`).join(", ")}. The e-mail addresses of all accounts are gone, and with them the words of all safety plans and the mails that waited; devices that are signed in stay so. Restart Trellis where it runs.`,
    );
    say(
      "Next: trellis invite --clinic CODE --email E-MAIL --name NAME makes a new administrator, who enters each person's address again under Accounts.",
    );
    say(
      "Tell every therapist today: each safety plan has to be written again with its client. Copies that clients keep on their phones and printed pages are still there.",
    );
    say(keepACopy(config));
  });
}

/** `trellis rotate-keys` */
export async function rotateKeysCommand(config: Config, isLastStep: boolean): Promise<void> {
  const file = config.keyFile.path;
  await withOwner(config, async (owner) => {
    await openKeys(config, owner);
    const ring = await needKeyFile(config);
    const change = { owner, file, now: Date.now(), say, patience: EVERYBODY_KNOWS_MILLISECONDS };
    if (isLastStep) {
      await finishChange(change, ring);
      say(
        `The old root key is gone from ${file}. Copies of the database that were made before open with the old copy of the key file alone: keep that as long as them, and away from them.`,
      );
      return;
    }
    const unopened = await changeKeys(change, ring);
    if (unopened > 0)
      throw new PlainError(
        `${unopened} values could not be opened; somebody or something has changed them. They are as they were, and the old key stays until they are gone.`,
      );
    say(
      `Everything is sealed with new keys; the old ones still open. Now: copy ${file} to its second place, and to every other server of this database. Then: trellis rotate-keys --finish.`,
    );
  });
}
