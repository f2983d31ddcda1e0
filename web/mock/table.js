// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What malines-import would say of a portion of a table, as far as the tests of the console go: a few titles, dates of two forms.
const TITLES = { ref: 'ref', 'n°': 'ref', name: 'name', nom: 'family', prénom: 'given', 'date de naissance': 'birth', born: 'birth', passeport: 'passport', passport: 'passport', 'الاسم': 'name', 'تاريخ الازدياد': 'birth' };

function cells(text, mark) {
  const rows = [];
  let row = [], cell = '', line = 1, begins = 1, fresh = true;
  const end = () => { row.push(cell.trim()); cell = ''; fresh = true; };
  for (let i = 0; i < text.length; i++) {
    if (fresh && text[i] === '"') {
      for (i++; i < text.length && (text[i] !== '"' || text[i + 1] === '"'); i++) {
        if (text[i] === '"') i++;
        line += text[i] === '\n';
        cell += text[i];
      }
      fresh = false;
    } else if (text[i] === mark) end();
    else if (text[i] === '\n' || text[i] === '\r') {
      if (row.length || cell) { end(); rows.push({ row, line: begins }); }
      row = [];
      line += text[i] === '\n';
      begins = line;
      fresh = true;
    } else { cell += text[i]; fresh = false; }
  }
  if (row.length || cell) { end(); rows.push({ row, line: begins }); }
  return rows;
}

export function tableRead(text, good, fail) {
  const tried = [',', ';', '\t'].map((mark) => ({ mark, rows: cells(text, mark) }))
    .map((t) => ({ ...t, heads: t.rows.slice(0, 10).map((r) => r.row.filter((c) => TITLES[c.toLowerCase()]).length) }))
    .sort((a, b) => Math.max(...b.heads) - Math.max(...a.heads))[0];
  const at = tried.heads.indexOf(Math.max(...tried.heads));
  if (at < 0 || !tried.heads[at]) return fail(400, 'BAD_FORMAT', 'no title of the heading is known to be of a name or a number');
  const titles = tried.rows[at].row, fields = titles.map((t) => TITLES[t.toLowerCase()] ?? null), seen = new Set();
  const rows = tried.rows.slice(at + 1).filter((r) => r.row.some(Boolean)).map(({ row, line }) => {
    const of = (f) => row[fields.indexOf(f)] ?? '', ref = fields.includes('ref') ? of('ref') : `line ${line}`;
    if (row.length < titles.length) return { ref, unread: 'BAD_CSV the row has another number of columns than the heading' };
    if (seen.has(ref)) return { ref, unread: 'ALREADY the reference stands for an earlier entry too' };
    seen.add(ref);
    const name = of('name') || [of('given'), of('family')].filter(Boolean).join(' '), day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(of('birth'));
    const birth = day ? `${day[3]}-${day[2]}-${day[1]}` : /^\d{4}(-\d\d)*$/.test(of('birth')) ? of('birth') : '';
    if (!name) return { ref, unread: 'BAD_FIELD the entry has no usable name (a vessel, vehicle, document or object may have a number instead)' };
    return { ref, subject: { kind: 'person', names: [{ text: name }], ...(birth ? { births: [birth] } : {}), ...(of('passport') ? { documents: [{ type: 'passport', number: of('passport') }] } : {}) },
      ...(of('birth') && !birth ? { unread: 'BAD_DATE birth date' } : {}) };
  });
  return rows.length > 1000 ? fail(413, 'TOO_BIG') : good({ columns: titles.map((t, i) => [t, fields[i]]), heading: { line: tried.rows[at].line, mark: tried.mark }, rows });
}
