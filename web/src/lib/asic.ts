// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A court bundle put together before the screen: the papers that the node wrote and signed, the items that follow in parts, in a
// stored ZIP (ASiC-E: the mimetype first and plain). What arrives of an item must have the digest that the bundle says.
import { api } from './api';
import { words as ui } from './i18n.svelte';
import type { Composed } from './types';

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
export function crc32(bytes: Uint8Array, before = 0): number {
  let c = ~before;
  for (const b of bytes) c = TABLE[(c ^ b) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
}
const le = (...pairs: [number, number][]): number[] => pairs.flatMap(([n, size]) => Array.from({ length: size }, (_, i) => (n / 2 ** (8 * i)) & 255));
export function dosTime(at: Date): number {
  const year = at.getUTCFullYear();
  if (Number.isNaN(year) || year < 1980 || year > 2107) return 0x00210000;
  return (((year - 1980) << 25) | ((at.getUTCMonth() + 1) << 21) | (at.getUTCDate() << 16) | (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)) >>> 0;
}

// Below 4 GiB and 65,535 entries: more is for the command line, and said.
export class TooBig extends Error {}
export class Zip {
  private parts: Uint8Array<ArrayBuffer>[] = [];
  private directory: number[] = [];
  private at = 0;
  private count = 0;
  constructor(private readonly when: number) {}
  add(name: string, contents: Uint8Array<ArrayBuffer>[]): void {
    const path = new TextEncoder().encode(name), bytes = contents.reduce((n, c) => n + c.length, 0);
    const crc = contents.reduce((c, part) => crc32(part, c), 0);
    if (this.at + bytes > 0xfffffffe - 2 ** 20 || this.count >= 0xfffe) throw new TooBig();
    const about: [number, number][] = [[20, 2], [0x0800, 2], [0, 2], [this.when, 4], [crc, 4], [bytes, 4], [bytes, 4], [path.length, 2], [0, 2]];
    this.directory.push(...le([0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [this.at, 4]), ...path);
    this.push(Uint8Array.from([...le([0x04034b50, 4], ...about), ...path]), ...contents);
    this.count++;
  }
  end(): Blob {
    const directory = Uint8Array.from(this.directory), at = this.at;
    this.push(directory, Uint8Array.from(le([0x06054b50, 4], [0, 4], [this.count, 2], [this.count, 2], [directory.length, 4], [at, 4], [0, 2])));
    return new Blob(this.parts, { type: 'application/vnd.etsi.asic-e+zip' });
  }
  private push(...parts: Uint8Array<ArrayBuffer>[]): void {
    for (const p of parts) this.parts.push(p), (this.at += p.length);
  }
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
export const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
};
export async function sha256Of(parts: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const whole = await new Blob(parts).arrayBuffer();
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)), (b) => b.toString(16).padStart(2, '0')).join('');
}
export class OtherBytes extends Error {}

export async function bundled(items: string[], words: Record<string, string>, told: (done: number, of: number) => void): Promise<Blob> {
  const made: Composed = await api.evidenceCompose(items, ui.lang, words);
  const zip = new Zip(dosTime(new Date(made.made_at))), text = (s: string) => [new TextEncoder().encode(s)];
  const of = made.items.reduce((n, i) => n + i.bytes, 0);
  let done = 0;
  zip.add('mimetype', text('application/vnd.etsi.asic-e+zip'));
  for (const f of made.files) zip.add(f.name, f.base64 === undefined ? text(f.text ?? '') : [bytesOf(f.base64)]);
  for (const i of made.items) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let from = 0; from < i.bytes;) {
      const part = bytesOf(await api.evidencePartOf(made.bundle, i.item, from));
      if (!part.length) throw new OtherBytes(i.name);
      parts.push(part);
      from += part.length;
      told((done += part.length), of);
    }
    if ((await sha256Of(parts)) !== i.sha256) throw new OtherBytes(i.name);
    zip.add(i.file, parts);
  }
  zip.add('META-INF/ASiCManifest001.xml', text(made.manifest));
  zip.add('META-INF/signature001.p7s', [bytesOf(made.signature)]);
  return zip.end();
}
