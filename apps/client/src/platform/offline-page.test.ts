import { expect, test } from "vitest";
import { FIRST_PAGE, isOfflinePage, type OfflinePage, offlineResponse } from "./offline-page.ts";

const page = (line: object): OfflinePage => ({
  ...FIRST_PAGE,
  sections: [
    { title: `<b>"&'`, lines: [line as OfflinePage["sections"][number]["lines"][number]] },
  ],
});

test("words stay words, and stand apart from the number behind them", async () => {
  const words = "</a><script>1</script> \u202Eאמא";
  const answer = await offlineResponse(page({ words, number: "030 12", href: "tel:03012" }));
  const html = await answer.text();
  expect(html).toContain("<h2>&#60;b&#62;&#34;&#38;&#39;</h2>");
  expect(html).toContain(
    '<a href="tel:03012"><span><bdi>&#60;/a&#62;&#60;script&#62;1&#60;/script&#62; \u202Eאמא</bdi>: <bdi dir="ltr">030 12</bdi></span></a>',
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(answer.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; script-src 'sha256-/,
  );
});

test.each([
  ["another address than a number", { words: "a", href: "javascript:alert(1)" }],
  ["a number with more behind it", { words: "a", href: "tel:112\n;x" }],
  ["words that are none", { words: { a: 1 }, href: null }],
  ["a number that is no text", { words: "a", number: 112, href: "tel:112" }],
])("a page with %s is not kept", (_what, line) => {
  expect(isOfflinePage(page({ words: "a", href: null }))).toBe(true);
  expect(isOfflinePage(page(line))).toBe(false);
});
