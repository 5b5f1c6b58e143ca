// Draws the PNG icons of web/static/icons from web/static/icon.svg, with Chromium. Run it by hand after a change of the drawing: `. scripts/env.sh && node scripts/icons.mjs`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { project } from './lib/project.mjs';

// Systems that cut an icon to a shape of their own want one without corners of its own; the drawing keeps inside their safe circle.
const ICONS = [
  { name: 'icon-192.png', size: 192, rounded: true },
  { name: 'icon-512.png', size: 512, rounded: true },
  { name: 'icon-maskable-512.png', size: 512, rounded: false },
  { name: 'apple-touch-icon.png', size: 180, rounded: false },
];
const COLOURS_MAX = 256;

// The pixels of a drawing, four bytes each.
async function pixels(page, svg, size) {
  const base64 = await page.evaluate(
    async ([source, side]) => {
      const image = new Image(side, side);
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const context = new OffscreenCanvas(side, side).getContext('2d');
      context.drawImage(image, 0, 0, side, side);
      return btoa(Array.from(context.getImageData(0, 0, side, side).data, (byte) => String.fromCharCode(byte)).join(''));
    },
    [svg, size],
  );
  return Buffer.from(base64, 'base64');
}

// The most frequent colours; a smooth edge has a few more, which take the nearest of these.
function palette(data) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUInt32BE(at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort(([a, often], [b, seldom]) => seldom - often || a - b).slice(0, COLOURS_MAX).map(([colour]) => colour);
}

const channels = (colour) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255, colour & 255];

function nearest(colours, colour) {
  const wanted = channels(colour);
  const distance = (other) => channels(other).reduce((sum, value, index) => sum + (value - wanted[index]) ** 2, 0);
  return colours.reduce((best, other, index) => (distance(other) < distance(colours[best]) ? index : best), 0);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

// A PNG of indexed colours: a few flat colours make a tenth of what true colour does.
function png(data, size) {
  const colours = palette(data);
  const indexes = new Map(colours.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((size + 1) * size);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const colour = data.readUInt32BE(pixel * 4);
    if (!indexes.has(colour)) indexes.set(colour, nearest(colours, colour));
    rows[Math.floor(pixel / size) * (size + 1) + 1 + (pixel % size)] = indexes.get(colour);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap((colour) => channels(colour).slice(0, 3)))),
    chunk('tRNS', Buffer.from(colours.map((colour) => channels(colour)[3]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const drawing = readFileSync(join(project, 'web/static/icon.svg'), 'utf8');
const folder = join(project, 'web/static/icons');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  for (const { name, size, rounded } of ICONS) {
    // The corners are those of the drawing's clip.
    const svg = rounded ? drawing : drawing.replace(/ rx="\d+"/, '');
    const file = png(await pixels(page, svg, size), size);
    writeFileSync(join(folder, name), file);
    console.log(`${name}: ${file.length} bytes`);
  }
} finally {
  await browser.close();
}
