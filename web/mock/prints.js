// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Fingerprints, palms and faces in the stand-in node: searches in every state, capacities nearly spent. Everything is invented.
export function printsDesk({ ago, ahead }) {
  const SEARCH = { kind: 'MPS', data: 'fingers', identified: false, searched: 0, candidates: [], compare: false };
  const why = { case: '12/2026', offence: 'Cambriolage (inventé)', subject: 'suspect', aim: 'identify' };
  const searches = [
    { ...SEARCH, ...why, search: '01937bf0-0001-7000-8000-00000000b001', member: 'be', direction: 'out', ref: 'FR-4711', state: 'searched', coverage: 'searched', searched: 1000000, at: ago(50),
      answered_at: ago(44), compare: true, candidates: [
        { candidate: 7, name: 'prints/7', rank: 1, score: 812, ref: 'BE-91', identified: true, state: 'new' },
        { candidate: 8, name: 'prints/8', rank: 2, score: 77, ref: 'BE-402', identified: false, state: 'dismissed', reason: 'trois points diffèrent' }] },
    { ...SEARCH, ...why, search: '01937bf0-0001-7000-8000-00000000b002', member: 'es', direction: 'out', ref: 'FR-4712', state: 'not_searched', coverage: 'not_searched', code: 'NO_AFIS', at: ago(90), answered_at: ago(89) },
    { ...SEARCH, ...why, search: '01937bf0-0001-7000-8000-00000000b003', member: 'es', direction: 'out', ref: 'FR-4713', data: 'palms', state: 'sent', coverage: 'waiting', at: ago(2) },
    { ...SEARCH, search: '01937bf0-0001-7000-8000-00000000b004', member: 'be', direction: 'in', ref: 'BE-12', data: 'faces', kind: 'FACE', state: 'taken', coverage: 'waiting', at: ago(8) }];
  const capacity = (member, direction, data, identified, per_day, used, theirs) => ({ member, direction, data, identified, per_day, used, left: per_day - used, mark: 'M',
    source: 'Reg. (EU) 2024/982 art. 14', ...(theirs === undefined ? {} : { theirs: { used: theirs, per_day } }) });
  const capacities = () => ({ day_ends: ahead(200), afis: { fingers: 'not_connected', palms: 'not_connected', faces: 'connected' }, capacities: [
    capacity('be', 'out', 'fingers', false, 50, 1, 1), capacity('be', 'out', 'fingers', true, 100, 0), capacity('es', 'out', 'palms', false, 20, 20, 20), capacity('be', 'in', 'faces', false, 20, 1)] });
  const facts = { data: 'fingers', transaction: 'MPS', mark: true, minutiae: false, digest: 'a'.repeat(64), redacted: true, images: [{ type: 13, idc: 1, position: 2, width: 800, height: 768, ppi: 500, bytes: 40960 }] };
  const report = { format: 'prints', entries: 3, transaction: 'MPS', pruem: true, records: [{ type: 1, idc: 0, bytes: 139 }, { type: 2, idc: 0, bytes: 38 }, { type: 13, idc: 1, bytes: 41100 }], unread: [], unread_count: 0 };
  const short = ({ candidates, compare, ...s }) => s;
  const askedBy = new Map([['01937bf0-0001-7000-8000-00000000b001', 'claire@fr']]);

  return function routed(method, path, body, good, fail, officer) {
    if (!path.startsWith('/api/prints/')) return null;
    if (path === '/api/prints/capacities') return good(capacities());
    if (path === '/api/prints/containers') {
      const bytes = Buffer.from(body.container ?? '', 'base64');
      if (!/^\d*\.?01:|^1\.01:|^invented/.test(bytes.toString('latin1'))) return fail(422, 'BAD_FIELD', 'record 3, field 13.999: the image is cut short');
      return good({ container: bytes.subarray(0, bytes.length - 2).toString('base64'), bytes: bytes.length - 2, facts, report });
    }
    if (path === '/api/prints/searches' && method === 'POST') return good({ searches: body.members.map((member) => {
      if (member === 'es') return { member, state: 'refused', code: 'QUOTA', detail: 'fingers of unknown people: 20 of 20 searches of this day are used for es; the next day begins at 00:00 UTC' };
      const search = '01937bf0-0001-7000-8000-00000000b0' + (10 + searches.length);
      searches.unshift({ ...SEARCH, search, member, direction: 'out', ref: body.ref, case: body.case, offence: body.offence, subject: body.subject, aim: body.aim, state: 'sent', coverage: 'waiting', at: ago(0) });
      askedBy.set(search, officer.id);
      return { member, search, state: 'sent' };
    }) });
    if (path === '/api/prints/searches') return good({ searches: searches.map(short) });
    const judged = /^\/api\/prints\/candidates\/(\d+)\/judgement$/.exec(path);
    if (judged) {
      const of = searches.find((s) => s.candidates.some((c) => c.candidate === Number(judged[1])));
      if (!of || !body.reason) return fail(422, 'BAD_ARGUMENT');
      if (askedBy.get(of.search) === officer.id) return fail(403, 'SAME_PERSON');
      Object.assign(of.candidates.find((c) => c.candidate === Number(judged[1])), { state: body.judgement, reason: body.reason });
      return good({ candidate: Number(judged[1]), state: body.judgement });
    }
    const one = /^\/api\/prints\/searches\/([^/]+)(\/container)?$/.exec(path);
    const s = searches.find((x) => x.search === one?.[1]);
    if (!s) return fail(404, 'NOT_FOUND');
    return one[2] ? good({ container: Buffer.from('invented data to compare with').toString('base64') }) : good(s);
  };
}
