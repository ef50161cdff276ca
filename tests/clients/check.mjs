// In: a folder of *.schema.json, and data files named KIND.*.json. Out: exit 1 and a line a fault: ajv in its strict mode.
import fs from "node:fs";
import path from "node:path";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const folder = process.argv[2];
const names = fs.readdirSync(folder).sort();
for (const name of names.filter((one) => one.endsWith(".schema.json"))) {
  const kind = name.split(".")[0];
  const ajv = new Ajv.default({ strict: true, strictTypes: true, strictTuples: true, strictRequired: true });
  formats.default(ajv);
  try {
    const valid = ajv.compile(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")));
    for (const data of names.filter((one) => one.startsWith(`${kind}.`) && one !== name)) {
      if (!valid(JSON.parse(fs.readFileSync(path.join(folder, data), "utf8")))) {
        console.log(data, JSON.stringify(valid.errors.slice(0, 3)));
        process.exitCode = 1;
      }
    }
  } catch (error) {
    console.log(name, error.message);
    process.exitCode = 1;
  }
}
