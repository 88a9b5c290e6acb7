// Serves a folder as a plain static host does, under the Content-Security-Policy that the site promises to pass.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'";
// Pages with a script of their own, such as the search, may also run and fetch what lies on the site.
export const POLICY_WITH_SCRIPT = `${POLICY}; script-src 'self'; connect-src 'self'`;

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.xml': 'application/xml; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.json': 'application/json',
};
const PACKED = ['.html', '.css', '.js', '.svg', '.xml', '.txt', '.csv', '.json'];

async function find(root, path) {
  const file = normalize(join(root, decodeURIComponent(path)));
  if (file !== root && !file.startsWith(root + sep)) return null;
  try {
    const info = await stat(file);
    return info.isDirectory() ? join(file, 'index.html') : file;
  } catch {
    return null;
  }
}

// The path of the address that the site was built for. Only the page for what is not there names it, since it is shown anywhere.
async function basePath(root) {
  const page = await readFile(join(root, '404.html'), 'utf8').catch(() => '');
  return page.match(/ href="(\/[^"]*)site[^/"]*\.css"/)?.[1] ?? '/';
}

// With `asHost`, packs text and lets assets live long, as hosts do; without, nothing stands between a test and the bytes.
export async function serve(root, { asHost = false } = {}) {
  const base = await basePath(root);
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url, 'http://localhost').pathname;
    const path = asked.startsWith(base) ? `/${asked.slice(base.length)}` : asked;
    const file = await find(root, path);
    let body = null;
    try {
      body = file && (await readFile(file));
    } catch {
      body = null;
    }
    // Lighthouse fetches robots.txt from inside the page, which the policy of pages without script forbids.
    response.setHeader('Content-Security-Policy', asHost || path.startsWith('/search') ? POLICY_WITH_SCRIPT : POLICY);
    if (body === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('not found');
      return;
    }
    const type = extname(file);
    const headers = { 'Content-Type': TYPES[type] ?? 'application/octet-stream' };
    if (asHost && type !== '.html') headers['Cache-Control'] = 'public, max-age=31536000';
    if (asHost && PACKED.includes(type)) {
      headers['Content-Encoding'] = 'gzip';
      body = gzipSync(body);
    }
    headers['Content-Length'] = body.length;
    response.writeHead(200, headers);
    response.end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
