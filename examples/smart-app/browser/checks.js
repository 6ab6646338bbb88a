// What holds for every page: WCAG 2.1 A and AA by axe-core, narrow and wide, light and dark; no
// sideways scrolling at 320 px; every control reached by the Tab key, with a focus that can be seen.
import assert from "node:assert/strict";
import axe from "axe-core";
import { picture } from "./support.js";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const LOOKS = [
  { name: "320", viewport: { width: 320, height: 640 }, colorScheme: "light", tab: true },
  { name: "320-dark", viewport: { width: 320, height: 640 }, colorScheme: "dark", tab: false },
  { name: "1280", viewport: { width: 1280, height: 800 }, colorScheme: "light", tab: true },
];

export async function assertSound(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    RULES,
  );
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(found, [], where);
}

export async function assertFits(page, where) {
  const [shown, whole] = await page.evaluate(() => [
    document.documentElement.clientWidth,
    document.documentElement.scrollWidth,
  ]);
  assert.ok(whole <= shown, `${where} scrolls sideways: ${whole} px in ${shown}`);
}

/** Goes through the page by Tab alone. Of a group of radio buttons one is a stop, as browsers have it. */
export async function assertReachable(page, where) {
  const controls = await page.evaluate(() => {
    document.activeElement?.blur?.();
    getSelection()?.removeAllRanges();
    const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex]")]
      .filter((stop) => !stop.disabled && stop.checkVisibility());
    const groups = new Set();
    return stops
      .filter((stop) => {
        if (stop.type !== "radio") return true;
        const again = groups.has(stop.name);
        groups.add(stop.name);
        return !again;
      })
      .map((stop, index) => (stop.dataset.stop = stop.type === "radio" ? `radio ${stop.name}` : String(index)));
  });
  const reached = new Set();
  for (let press = 0; press < controls.length + 3; press += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      return {
        stop: at.type === "radio" ? `radio ${at.name}` : at.dataset?.stop,
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.left >= 0,
        html: at.outerHTML.slice(0, 120),
      };
    });
    if (focus.stop !== undefined) {
      assert.ok(focus.seen, `${where}: the focus cannot be seen on ${focus.html}`);
      reached.add(focus.stop);
    }
  }
  assert.deepEqual([...new Set(controls)].filter((control) => !reached.has(control)), [], `${where}: not reached by Tab`);
}

/** Looks at the page as it stands, in all looks. */
export async function inspect(page, name) {
  for (const look of LOOKS) {
    const where = `${name} at ${look.name}`;
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await picture(page, `${name}-${look.name}`);
    await assertSound(page, where);
    await assertFits(page, where);
    if (look.tab) {
      await assertReachable(page, where);
    }
  }
}
