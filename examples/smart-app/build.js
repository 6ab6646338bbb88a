// Builds the static app into dist/; with --serve also serves it on http://127.0.0.1:8081.
import { cp, mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { build } from "esbuild";

const DIST = new URL("./dist/", import.meta.url).pathname;
const PORT = Number(process.env.PORT ?? 8081);

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
for (const file of ["index.html", "launch.html", "style.css"]) {
  await cp(new URL(`./src/${file}`, import.meta.url).pathname, join(DIST, file));
}
await build({
  entryPoints: ["src/app.js", "src/launch.js"],
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: DIST,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "linked",
  define: { global: "window" },
});

if (process.argv.includes("--serve")) {
  const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
  };
  createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const type = types[extname(path)];
    try {
      const body = await readFile(join(DIST, path));
      response.writeHead(200, { "Content-Type": type ?? "text/plain; charset=utf-8" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}/launch.html`));
}
