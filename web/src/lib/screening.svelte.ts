// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A table of people, each put to the node as a check of its own, as `malines screen` does: the law, the budgets and the log know no other kind of
// question, every answer keeps its coverage and can be opened, judged and certified like any check, and what is stopped in between is whole. The node
// holds nothing of a run; it stays in this page while its officer works elsewhere in the console, and is gone with it.
import { api, ApiError } from './api';
import { app, sessionEnded } from './app.svelte';
import { isPrivate, privateHit, tally } from './coverage';
import { called } from './subject';
import { csvCell, decoded, FILE_BYTES_MAX, readTable, type Encoding } from './table';
import { goesToo } from './typed.svelte';
import type { Check, Evidence, Person, Subject, Warning } from './types';

const AT_ONCE = 4, BUSY_TRIES = 20, BUSY_MS = 500, TOLD_MS = 400;
// Of the person asked about: what that line says. Any other failure is of the run: no other question would fare better.
const OF_THE_LINE = ['BAD_FIELD', 'BAD_DATE', 'BAD_TEXT', 'TOO_BIG', 'TOO_DEEP'];
const QUOTA_LINES = 4;  // so many in a row, and whoever says so has had enough for now

export type Said = '' | 'known' | 'unknown' | 'unclear' | 'failed';  // '': not asked about yet
export const SAID = ['known', 'unclear', 'failed', 'unknown'] as const;
export interface Line extends Person {
  n: number; name: string; born: string; said: Said; score: number; count: number; check: string; coverage: string; gaps: string[]; records: string;
  asking: boolean; best: { name: string; owner: string; why: Evidence[]; category?: string } | null; privately: boolean; error: string; warnings: Warning[]; judged: '' | 'hit' | 'dismissed' | 'unsure';
}

const lineOf = (p: Person, n: number): Line => ({
  ...p, n, name: called(p.subject), born: p.subject?.births?.[0] ?? '', said: p.subject ? '' : 'failed', score: 0, count: 0, check: '', coverage: '', gaps: [], records: '',
  asking: false, best: null, privately: false, error: '', warnings: [], judged: '',
});

// Of a hit asked privately there is no record to show, and still it is no "unknown".
function answered(line: Line, check: Check): void {
  const best = check.candidates[0];
  line.check = check.id;
  line.count = check.candidates.length + (check.left_out ?? 0);
  line.score = best?.score ?? 0;
  line.privately = privateHit(check.coverage);
  line.gaps = check.coverage.filter((c) => tally([c]).gap).map((c) => c.member);
  line.coverage = check.coverage.map((c) => `${c.member}${isPrivate(c) ? '/' + (c.class ?? '') : ''}=${c.state}`).join(' ');
  line.records = check.candidates.map((c) => c.record).join(' ');
  line.best = best ? { name: called(best.subject) || (best.evidence.find((e) => e.field === 'name')?.found ?? ''), owner: best.owner, category: best.alert?.category,
    why: best.evidence.filter((e) => e.bits !== 0).map(({ field, grade, bits }) => ({ field, grade, bits, asked: '', found: '' })) } : null;
  line.said = line.count || line.privately ? 'known' : line.gaps.length ? 'unclear' : 'unknown';
  line.error = '';
  line.warnings = check.warnings ?? [];
}

export class Screening {
  who = '';
  file = $state('');
  columns = $state.raw<[string, string | null][]>([]);
  numbered = $state(false);
  lines: Line[] = [];                                     // plain: ten thousand of them are looked at when `told` says so
  state = $state<'empty' | 'reading' | 'ready' | 'running' | 'stopped' | 'done'>('empty');
  purpose = $state('');
  caseRef = $state('');
  read = $state({ done: 0, of: 0 });
  counts = $state({ all: 0, asked: 0, known: 0, unknown: 0, unclear: 0, failed: 0 });
  told = $state(0);                                       // grows as lines are answered, now and then
  failure = $state<unknown>(null);
  quota = $state.raw<string[]>([]);                       // who had no more questions left for us
  #table = 0;                                             // which one; a run of it
  #run = 0;
  #next = 0;
  #inRow = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  clear(): void {
    this.#table++;
    this.#run++;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    Object.assign(this, { file: '', columns: [], numbered: false, lines: [], state: 'empty', caseRef: '', read: { done: 0, of: 0 }, failure: null, quota: [] });
    this.#count();
  }
  of(officer: string): void {
    if (this.who === officer) return;
    this.clear();
    Object.assign(this, { who: officer, purpose: '' });
  }

  async take(file: File, encoding: Encoding): Promise<void> {
    const caseRef = this.caseRef;
    this.clear();
    Object.assign(this, { file: file.name, state: 'reading', caseRef });
    const mine = this.#table, still = () => mine === this.#table;
    try {
      if (file.size > FILE_BYTES_MAX) throw new ApiError('TOO_BIG', '', '');
      const table = await readTable(decoded(new Uint8Array(await file.arrayBuffer()), encoding), (portion) => this.#patiently(still, () => api.table(portion)),
        (done, of) => { if (still()) this.read = { done, of }; return still(); });
      if (!table || !still()) return;
      Object.assign(this, { columns: table.columns, numbered: table.numbered, lines: table.people.map(lineOf), state: 'ready' });
      this.#count();
    } catch (e) {
      if (!still()) return;
      this.state = 'empty';
      if (!sessionEnded(e)) this.failure = e;
    }
  }

  // Asks whoever was not asked yet; `again`: and those of whom not everybody answered, or whose question was not taken.
  start(again = false): void {
    for (const line of this.lines)
      if (again && line.subject && (line.said === 'unclear' || line.said === 'failed')) Object.assign(line, { said: '', error: '', warnings: [], gaps: [], check: '', coverage: '' });
    Object.assign(this, { state: 'running', failure: null, quota: [] });
    this.#next = 0;
    this.#inRow = 0;
    this.#count();
    const mine = ++this.#run;
    void Promise.all(Array.from({ length: AT_ONCE }, () => this.#work(mine))).then(() => {
      if (mine === this.#run) this.#over('done');
    });
  }
  stop(): void {
    this.#run++;
    this.#over('stopped');
  }
  #over(state: 'stopped' | 'done'): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.state = state;
    this.#count();
  }
  async #work(mine: number): Promise<void> {
    while (mine === this.#run && this.#next < this.lines.length) {
      const line = this.lines[this.#next++]!;
      if (line.said || line.asking || !line.subject) continue;
      const here = app.node?.officer?.id;
      if (here !== this.who) return here ? this.clear() : this.stop();  // somebody else sits here now; or nobody, who may come back
      await this.#ask(line, line.subject, mine);
    }
  }
  // What was under way when it was stopped is answered all the same, and not asked twice.
  async #ask(line: Line, subject: Subject, mine: number): Promise<void> {
    const table = this.#table;
    line.asking = true;
    try {
      const check = await this.#patiently(() => mine === this.#run && app.node?.officer?.id === this.who, () => api.check(subject, this.purpose, this.caseRef.trim()));
      if (table !== this.#table) return;
      answered(line, check);
      const spent = check.coverage.filter((c) => c.state === 'quota').map((c) => c.member);
      this.#inRow = spent.length ? this.#inRow + 1 : 0;
      if (this.#inRow === QUOTA_LINES && mine === this.#run) { this.quota = [...new Set(spent)]; this.stop(); }
    } catch (e) {
      if (table !== this.#table) return;
      if (e instanceof ApiError && OF_THE_LINE.includes(e.code)) Object.assign(line, { said: 'failed', error: e.code });
      else if (mine === this.#run) {
        this.stop();
        if (!sessionEnded(e)) this.failure = e;
      }
    } finally {
      line.asking = false;
    }
    this.#timer ??= setTimeout(() => { this.#timer = undefined; this.#count(); }, TOLD_MS);
  }
  async #patiently<T>(still: () => boolean, call: () => Promise<T>): Promise<T> {
    for (let i = 1; ; i++) {
      try {
        return await call();
      } catch (e) {
        if (!(e instanceof ApiError) || (e.code !== 'BUSY' && e.code !== 'QUOTA') || i === BUSY_TRIES || !still()) throw e;
        await new Promise((done) => setTimeout(done, BUSY_MS));
      }
    }
  }
  #count(): void {
    const c = { all: this.lines.length, asked: 0, known: 0, unknown: 0, unclear: 0, failed: 0 };
    for (const line of this.lines) if (line.said) c[line.said]++, c.asked++;
    this.counts = c;
    this.told++;
  }
  judged(line: Line, all: (string | null)[]): void {
    line.judged = all.includes('hit') ? 'hit' : all.length && all.every((j) => j === 'dismissed') ? 'dismissed' : all.includes('unsure') ? 'unsure' : '';
    this.told++;
  }

  // Best first; then what is not settled; then who is not known. Of one kind in the order of the file.
  sorted(which: Said | 'all'): Line[] {
    const rank: Record<Said, number> = { known: 0, unclear: 1, failed: 2, '': 3, unknown: 4 };
    const some = which === 'all' ? [...this.lines] : this.lines.filter((l) => l.said === which);
    return some.sort((a, b) => rank[a.said] - rank[b.said] || b.score - a.score || a.n - b.n);
  }

  // As `malines screen` writes it, with which the run can be gone on with (--resume): the file's own reference, no name. A byte order mark tells a
  // spreadsheet that it is UTF-8.
  csv(unreadWords: (unread: string) => string, errorWords: (code: string) => string, warnedWords: (warnings: Warning[], of: Subject | null) => string): string {
    const rows = this.lines.filter((l) => l.said).map((l) => [l.ref, l.said, l.check ? String(l.count) : '', l.count ? l.score.toFixed(2) : '', l.coverage, l.records, l.check,
      l.error ? `${l.error} ${errorWords(l.error)}` : [unreadWords(l.unread), warnedWords(l.warnings, l.subject)].filter(Boolean).join(' ')].map(csvCell).join(','));
    return '\uFEFF' + ['ref,result,candidates,best_score,coverage,records,check,error', ...rows, ''].join('\n');
  }
}

export const screening = new Screening();
goesToo(() => screening.of(''));
