// Opens a WACZ file in ReplayWeb.page, in Chromium without a window, as a reader does: looks at the
// list, searches it for each word, and opens a page. Prints what it sees, as JSON.
//
// node replayweb.js MODULES CHROMIUM BASE FILE MILLISECONDS URL TIME WORD…
"use strict";
const [modules, chromium, base, file, patience, url, time, ...words] = process.argv.slice(2);
const puppeteer = require(require.resolve("puppeteer-core", { paths: [modules] }));

// For the page: its components hide what they are made of, and so it is looked for inside each.
function prepare() {
  window.everything = (selector, root = document) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].flatMap((one) =>
      one.shadowRoot ? window.everything(selector, one.shadowRoot) : [],
    ),
  ];
  window.titles = () => window.everything("wr-page-entry").map((one) => one.page?.title ?? "");
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
    protocolTimeout: +patience,
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(+patience);
    await page.setViewport({ width: 1200, height: 4000 });
    await page.evaluateOnNewDocument(prepare);
    const source = `${base}?source=${encodeURIComponent(base + file)}`;
    await page.goto(source);
    await page.waitForSelector(">>> wr-page-entry");
    const told = { list: await page.evaluate(() => window.titles()), found: {} };
    const search = await page.waitForSelector(">>> wr-page-view >>> input.input");
    for (const word of words) {
      await search.click({ clickCount: 3 });
      await search.type(word);
      await page.waitForFunction((all) => window.titles().length < all, {}, told.list.length);
      told.found[word] = await page.evaluate(() => window.titles());
      await search.click({ clickCount: 3 });
      await page.keyboard.press("Backspace");
      await page.waitForFunction((all) => window.titles().length === all, {}, told.list.length);
    }
    await page.goto(`${source}#view=pages&url=${encodeURIComponent(url)}&ts=${time}`);
    const frame = await page.waitForFrame((one) => one.url().endsWith(`mp_/${url}`));
    await frame.waitForSelector("h1, h2, p");
    told.article = await frame.evaluate(() => document.body.innerText);
    console.log(JSON.stringify(told));
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
