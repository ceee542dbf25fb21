import { beforeAll, expect, test } from "vitest";
import { ownOrigin } from "./own-product.ts";
import { backToEnglish, inPseudoLocale, ownWords, rawWords, saidTexts } from "./pseudo-locale.ts";
import { CLIENT_SCREENS } from "./screens-client.ts";
import { CLINICIAN_SCREENS } from "./screens-clinician.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();

let own: RegExp;
beforeAll(async () => {
  own = await ownWords(ownOrigin());
});

test("raw words between messages are found", () => {
  const texts = ["⟦Ķééþ ·⟧", "5", "raw", "⟦ƀéƒöŕé", "112", "·⟧", "Sun 22 November"];
  expect(rawWords(texts, own)).toEqual(["raw"]);
});

const COMPARED = ["help", "week", "session", "accounts", "settings"];

test.each([...CLIENT_SCREENS, ...CLINICIAN_SCREENS].filter(({ name }) => COMPARED.includes(name)))(
  "$app: $name, back from the pseudo-locale, says what it says in English",
  async ({ app, email, arrive }) => {
    const open = async (catalogue: "en" | "en-XA") => {
      const visitor = await visit({ app, catalogue, ...(email === undefined ? {} : { email }) });
      if (catalogue === "en-XA") await inPseudoLocale(visitor.page, app);
      await arrive(visitor);
      return visitor.page;
    };
    const real = await open("en");
    const page = await open("en-XA");
    await backToEnglish(page);
    expect(await saidTexts(page)).toEqual(await saidTexts(real));
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  },
);
