// The npm package as somebody installs it: its packed file, into a project of its own, without a network.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { tarball } from '../../scripts/lib/npm.mjs';
import { project } from '../../scripts/lib/project.mjs';

const CONSUMER = join(project, 'tests/npm/consumer');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** A new project with the package in it and the files of tests/npm/consumer; `remove()` when done. */
export function install() {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-npm-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "shop", "private": true, "type": "module" }\n');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', tarball()], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const file of readdirSync(CONSUMER)) copyFileSync(join(CONSUMER, file), join(folder, file));
  return {
    folder,
    write: (name, text) => writeFileSync(join(folder, name), text),
    copy: (from, name) => cpSync(from, join(folder, name), { recursive: true }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Serves a folder's files on a free port. */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (path === '/favicon.ico') return response.writeHead(204).end();
    const file = createReadStream(join(folder, path));
    file.once('open', () => response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }));
    file.once('error', () => response.writeHead(404).end());
    return file.pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
}
