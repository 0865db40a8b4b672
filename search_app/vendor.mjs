// Copies what pages bring along from node_modules to static/vendor, each with its licence.
// Run by `npm ci && npm run vendor`; the copies are committed, so that a user needs no Node.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "node_modules");
const wanted = [
  { name: "htmx.org", folder: "htmx", files: ["dist/htmx.min.js", "LICENSE"] },
];

for (const { name, folder, files } of wanted) {
  const target = join(here, "static", "vendor", folder);
  mkdirSync(target, { recursive: true });
  for (const file of files) {
    copyFileSync(join(modules, name, file), join(target, file.split("/").pop()));
  }
  const { version } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  writeFileSync(join(target, "VERSION"), `${name} ${version}\n`);
}
