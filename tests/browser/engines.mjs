// The three engines behind one small face: a page to open, to run functions in, to click, to type and to press keys on.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { WebSocket } from "ws";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const MINI_BROWSER = [
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
];
const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];
/** In milliseconds: a busy machine's first start takes its time. */
const LONGEST_START = 60_000;
/** As WebDriver writes them. */
const KEYS = { Enter: "\uE007", Tab: "\uE004" };

const found = (paths) => paths.find((path) => existsSync(path));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts a browser with a profile of its own, which is gone when it is closed. The first start on a fresh machine can take
 * longer than puppeteer waits, or come to nothing, so it is tried more than once.
 */
async function started(options, tries = 3) {
  const profile = mkdtempSync(join(tmpdir(), "leifeng-form-"));
  const forget = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  try {
    const browser = await launch({ userDataDir: profile, timeout: LONGEST_START, ...options });
    return {
      newPage: () => browser.newPage(),
      async close() {
        await browser.close();
        forget();
      },
    };
  } catch (error) {
    forget();
    if (tries === 1) throw error;
    console.error(`The browser did not start and is tried again: ${error.message}`);
    return started(options, tries - 1);
  }
}

/** Chromium, as puppeteer has it. */
export const chromium = () => started({ executablePath: process.env.CHROMIUM ?? found(CHROMIUM), args: ARGS });

const firefox = () => started({ browser: "firefox", executablePath: process.env.FIREFOX ?? found(FIREFOX) });

/** Chromium and Firefox, by puppeteer. */
function byPuppeteer(browser, hasDevtools) {
  return {
    async open(address) {
      const page = await browser.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(address, { waitUntil: "load" });
      return {
        said,
        evaluate: (action, ...values) => page.evaluate(action, ...values),
        click: (selector) => page.click(selector),
        type: (selector, text) => page.type(selector, text),
        press: (key) => page.keyboard.press(key),
        /** DevTools, in Chromium. */
        devtools: hasDevtools ? () => page.createCDPSession() : undefined,
        close: () => page.close(),
      };
    },
    close: browser.close,
  };
}

/** WebKitGTK, by WebDriver, on a display that nobody sees. */
async function webkit() {
  const [port, number] = [await freePort(), 90 + (process.pid % 900)];
  const display = spawn("Xvfb", [`:${number}`, "-screen", "0", "1200x1000x24"], { stdio: "ignore" });
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${number}`, WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" },
  });
  async function ask(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw Error(`${path}: ${value.message || value.error}`);
    return value;
  }
  const capabilities = {
    alwaysMatch: { "webkitgtk:browserOptions": { binary: found(MINI_BROWSER), args: ["--automation"] } },
  };
  const stop = () => {
    driver.kill();
    display.kill();
  };
  let session;
  for (const end = Date.now() + LONGEST_START; !session; ) {
    try {
      session = `/session/${(await ask("POST", "/session", { capabilities })).sessionId}`;
    } catch (error) {
      if (Date.now() > end) {
        stop();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const element = async (selector) =>
    Object.values(await ask("POST", `${session}/element`, { using: "css selector", value: selector }))[0];
  return {
    async open(address) {
      await ask("POST", `${session}/url`, { url: address });
      return {
        said: [],
        async evaluate(action, ...values) {
          const script = `const done = arguments[arguments.length - 1], values = Array.from(arguments).slice(0, -1);
            Promise.resolve().then(() => (${action})(...values)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
          const { value, error } = await ask("POST", `${session}/execute/async`, { script, args: values });
          if (error) throw Error(error);
          return value;
        },
        click: async (selector) => void (await ask("POST", `${session}/element/${await element(selector)}/click`, {})),
        type: async (selector, text) =>
          void (await ask("POST", `${session}/element/${await element(selector)}/value`, { text })),
        press: async (key) => {
          const actions = [
            { type: "keyDown", value: KEYS[key] },
            { type: "keyUp", value: KEYS[key] },
          ];
          await ask("POST", `${session}/actions`, { actions: [{ type: "key", id: "keys", actions }] });
        },
        close: () => ask("POST", `${session}/url`, { url: "about:blank" }),
      };
    },
    async close() {
      await ask("DELETE", session);
      stop();
    },
  };
}

/** A Chromium too old for puppeteer, by DevTools; its pages can only be evaluated in. */
export async function oldChromium(executable) {
  const profile = mkdtempSync(join(tmpdir(), "leifeng-form-"));
  const port = await freePort();
  const headless = ["--headless", "--disable-software-rasterizer", `--user-data-dir=${profile}`];
  const browser = spawn(executable, [...headless, `--remote-debugging-port=${port}`, ...ARGS], { stdio: "ignore" });
  const get = async (path, method = "GET") => (await fetch(`http://127.0.0.1:${port}${path}`, { method })).json();
  for (const end = Date.now() + LONGEST_START; ; ) {
    try {
      await get("/json/version");
      break;
    } catch (error) {
      if (Date.now() > end) {
        browser.kill();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    version: (await get("/json/version")).Browser,
    async open(address) {
      const target = await get(`/json/new?${encodeURIComponent(address)}`);
      const socket = new WebSocket(target.webSocketDebuggerUrl);
      await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
      const waiting = new Map();
      socket.on("message", (text) => {
        const { id, result, error } = JSON.parse(text);
        waiting.get(id)?.({ result, error });
      });
      let last = 0;
      const ask = (method, params) =>
        new Promise((resolve) => {
          waiting.set(++last, resolve);
          socket.send(JSON.stringify({ id: last, method, params }));
        });
      const page = {
        async evaluate(action, ...values) {
          const expression = `(${action})(...${JSON.stringify(values)})`;
          const { result } = await ask("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
          if (result.exceptionDetails)
            throw Error(result.exceptionDetails.exception?.description ?? result.exceptionDetails.text);
          return result.result.value;
        },
        close: () => socket.close(),
      };
      const isLoaded = () => page.evaluate(() => location.href !== "about:blank" && document.readyState === "complete");
      while (!(await isLoaded())) await new Promise((resolve) => setTimeout(resolve, 50));
      return page;
    },
    async close() {
      const gone = new Promise((resolve) => browser.once("exit", resolve));
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** By name what starts each. */
export const ENGINES = {
  Chromium: async () => byPuppeteer(await chromium(), true),
  Firefox: async () => byPuppeteer(await firefox(), false),
  WebKitGTK: webkit,
};
