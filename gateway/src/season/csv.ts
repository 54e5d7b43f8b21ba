// Writes rows as CSV (RFC 4180 with line feeds), safe to open in a spreadsheet program.

/** A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
const harmless = (text: string): string => (/^[=+@\t\r]|^-(?![\d.,]+$)/.test(text) ? `'${text}` : text)

const cell = (value: string | number | undefined): string => {
  const text = value === undefined ? '' : typeof value === 'number' ? String(value) : harmless(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const toCsv = <Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Readonly<Record<Column, string | number | undefined>>>,
): string => {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(columns.map((column) => cell(row[column])).join(','))
  return `${lines.join('\n')}\n`
}

/** `Blokstage leerjaar 4` becomes `blokstage-leerjaar-4`. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
