// Writes tables in the ways in which school systems do: delimiters, quotes and encodings.

export type Layout = { readonly delimiter: ';' | ','; readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' }

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell

/** Letters that Windows-1252 has are its own bytes below 256; others become a question mark, as those systems do. */
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from([...text], (sign) => (sign.codePointAt(0)! < 256 ? sign.codePointAt(0)! : 63))

export const table = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { delimiter, encoding }: Layout,
): Uint8Array => {
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter)
  const text = `${[columns, ...rows].map(line).join('\r\n')}\r\n`
  if (encoding === 'windows-1252') return windows1252(text)
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? `\ufeff${text}` : text)
}
