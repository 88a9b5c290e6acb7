// What the W3C's own checker finds in every page of a site. It is a Java program that brings its schemas along and asks nobody.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';

const JAR = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));
// A command line has an end.
const AT_ONCE = 1000;

export async function invalid(root, pages) {
  const problems = [];
  for (let from = 0; from < pages.length; from += AT_ONCE) {
    const files = pages.slice(from, from + AT_ONCE).map((page) => join(root, page));
    const arguments_ = ['-jar', JAR, '--exit-zero-always', '--stdout', '--errors-only', '--format', 'json', ...files];
    const { stdout } = await promisify(execFile)('java', arguments_, { maxBuffer: 64 * 1024 * 1024 });
    for (const { url, lastLine, message } of JSON.parse(stdout).messages) problems.push(`${url}:${lastLine}: ${message}`);
  }
  return problems;
}
