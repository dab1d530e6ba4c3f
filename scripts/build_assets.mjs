// Builds the page assets into marac/web/static/built/<hash>/ and the fonts of
// PDF papers into exports/fonts/. The folder's name is the hash of all that is
// in it, so a browser may keep these files for ever; manifest.json says where
// each one stands.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules");
const govuk = join(packages, "govuk-frontend");
const moj = join(packages, "@ministryofjustice/frontend");
const arimo = join(packages, "@expo-google-fonts/arimo");
const built = join(root, "marac/web/static/built");
const making = join(built, "making");
const fonts = join(root, "exports/fonts");

// A site that is not on GOV.UK may not show these.
const BRANDING = /crest|crown|logotype|touch-icon|opengraph|favicon/;

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

// MoJ Frontend 11.1 still calls this mixin of GOV.UK Frontend; nothing of ours does.
const logger = {
  warn: (message) => message.includes("govuk-text-colour") || console.error(message),
};

function compileStyles() {
  const { css } = sass.compile(join(root, "assets/scss/main.scss"), {
    style: "compressed",
    loadPaths: [root, moj, join(govuk, "dist")],
    quietDeps: true,
    logger,
  });
  const plain = css.replace(/url\(["']?[^)"']*govuk-crest\.svg["']?\)/g, "none");
  if (/GDS Transport|@font-face/.test(plain)) {
    throw new Error("The style sheet names a font that only GOV.UK may use.");
  }
  writeFileSync(join(making, "main.css"), plain);
}

function copyScripts() {
  cpSync(join(root, "assets/js"), join(making, "js"), { recursive: true });
  for (const [library, path] of [[govuk, "dist/govuk/govuk-frontend.min.js"], [moj, "moj/moj-frontend.min.js"]]) {
    // The source maps stay behind, so the scripts must not point at them.
    const script = readFileSync(join(library, path), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
    writeFileSync(join(making, "js", path.split("/").pop()), script);
  }
}

// The offline form is one file without a reference to any other: its modules become one script, imports first. The
// page that seals in the browser is made of the same modules, with an end of its own.
const OFFLINE_MODULES = [
  "bytes", "canonical", "hpke", "envelope", "plan", "reading", "make", "filling", "boxes", "questions", "sheet",
  "keeping", "showing",
];
const OFFLINE_SCRIPTS = { main: "form.js", sending: "seal.js" };

function joinOfflineForms() {
  const folder = join(root, "assets/offline");
  mkdirSync(join(making, "offline"));
  for (const [end, file] of Object.entries(OFFLINE_SCRIPTS)) joinModules(folder, [...OFFLINE_MODULES, end], file);
  cpSync(join(folder, "form.css"), join(making, "offline/form.css"));
  const { css } = sass.compile(join(folder, "seal.scss"), { style: "compressed" });
  writeFileSync(join(making, "offline/seal.css"), css);
}

function joinModules(folder, names, file) {
  const known = new Set();
  const modules = names.map((name) => {
    const source = readFileSync(join(folder, `${name}.js`), "utf8");
    for (const [, needed] of source.matchAll(/from "\.\/([a-z]+)\.js"/g)) {
      if (!known.has(needed)) throw new Error(`The offline form reads ${name}.js before ${needed}.js.`);
    }
    known.add(name);
    // A block of its own for each module, so that only what it gives away is known to the others.
    const given = [...source.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm), ...source.matchAll(/^export \{ (\w+) \};$/gm)];
    const own = source.replace(/^import [^;]+;\n/gm, "").replace(/^export \{ \w+ \};\n/gm, "").replace(/^export /gm, "");
    const made = given.map(([, one]) => one);
    return made.length ? `const { ${made.join(", ")} } = (() => {\n${own}\nreturn { ${made.join(", ")} };\n})();\n` : own;
  });
  const script = modules.join("\n");
  if (/<\/script|<!--|^(im|ex)port /im.test(script)) throw new Error("The offline form cannot stand inside a page.");
  writeFileSync(join(making, "offline", file), script);
}

function copyImages() {
  const images = join(moj, "moj/assets/images");
  const ours = join(root, "assets/images");
  cpSync(images, join(making, "images"), { recursive: true, filter: (path) => !BRANDING.test(relative(images, path)) });
  if (existsSync(ours)) cpSync(ours, join(making, "images"), { recursive: true });
}

function checkLinks() {
  const css = readFileSync(join(making, "main.css"), "utf8");
  for (const [, target] of css.matchAll(/url\(["']?(?!data:)([^)"']+)["']?\)/g)) {
    if (!existsSync(join(making, target))) throw new Error(`The style sheet names ${target}, which is not there.`);
  }
}

function hashOf(folder) {
  const hash = createHash("sha256");
  for (const file of filesIn(folder)) hash.update(file).update("\0").update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}

function publish() {
  const name = hashOf(making);
  const manifest = Object.fromEntries(filesIn(making).map((file) => [file, `${name}/${file}`]));
  const fresh = join(built, name);
  if (existsSync(fresh)) rmSync(making, { recursive: true });
  else renameSync(making, fresh);
  writeFileSync(join(built, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const entry of readdirSync(built)) {
    if (entry !== name && entry !== "manifest.json") rmSync(join(built, entry), { recursive: true });
  }
}

function copyFonts() {
  mkdirSync(fonts, { recursive: true });
  cpSync(join(arimo, "400Regular/Arimo_400Regular.ttf"), join(fonts, "Arimo-Regular.ttf"));
  cpSync(join(arimo, "700Bold/Arimo_700Bold.ttf"), join(fonts, "Arimo-Bold.ttf"));
  cpSync(join(arimo, "LICENSE_FONT"), join(fonts, "LICENCE.txt"));
}

rmSync(making, { recursive: true, force: true });
mkdirSync(making, { recursive: true });
compileStyles();
copyScripts();
joinOfflineForms();
copyImages();
cpSync(join(root, "assets/LICENCES.txt"), join(making, "LICENCES.txt"));
checkLinks();
publish();
copyFonts();
