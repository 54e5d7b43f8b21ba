// Checks that import.csv says of every row what became of it where it was not simply taken, and nothing else.
import type { Judgement, Outcome } from './judging.ts'
import { schoolOf } from './read-students.ts'
import type { Written } from './reading.ts'

export const importColumns = ['file', 'row', 'column', 'value', 'outcome', 'reason']

const said = (line: Written) => `${line.file} row ${line.row}`

export const checkImport = (
  lines: readonly Written[],
  judgements: readonly Judgement[],
  rows: Readonly<Record<string, number>>,
  breach: (words: string) => void,
) => {
  const say = (words: string) => breach(`import.csv: ${words}`)
  const byRow = Map.groupBy(lines, said)
  for (const [row, own] of byRow) if (own.length > 1) say(`${row} has ${own.length} lines`)
  const judged = new Map(judgements.map((judgement) => [`${judgement.file} row ${judgement.line}`, judgement]))
  for (const line of lines) {
    if (line.reason === '') say(`${said(line)} is without a reason`)
    const judgement = judged.get(said(line))
    if (!judgement) {
      say(`${said(line)} does not exist`)
      continue
    }
    if (!judgement.outcomes.includes(line.outcome as Outcome)) {
      say(`${said(line)} is ${line.outcome} where it should be ${judgement.outcomes.join(' or ')}`)
    }
    // A file of a school that is not there is wrong by its name, not by a column.
    const raw = line.column === '' ? (judgement.stray ?? schoolOf(line.file!)) : judgement.cells[line.column!]
    if (raw === undefined) say(`${said(line)} names the column ${line.column}, which is not there`)
    else if (raw !== line.value) say(`${said(line)} has "${raw}" in ${line.column}, not "${line.value}"`)
    if (judgement.stray === undefined && judgement.columns.length > 0 && !judgement.columns.includes(line.column!)) {
      say(`${said(line)} is about ${line.column} where ${judgement.columns.join(' and ')} call for a word`)
    }
    for (const lost of line.outcome === 'merged' ? judgement.lost.map((one) => one.trim()) : []) {
      if (!line.reason?.includes(lost)) say(`${said(line)} does not name "${lost}", which is lost by merging`)
    }
  }
  for (const [row, { outcomes, columns }] of judged) {
    if (!byRow.has(row) && !outcomes.includes('taken')) say(`${row} is missing: ${columns.join(' and ')}`)
  }
  for (const outcome of ['rejected', 'offered', 'merged', 'normalised', 'warned']) {
    const count = lines.filter((line) => line.outcome === outcome).length
    if (rows[outcome] !== count) breach(`report.json: ${rows[outcome]} rows ${outcome}, import.csv has ${count}`)
  }
  const taken = judgements.length - byRow.size
  if (rows.taken !== taken) breach(`report.json: ${rows.taken} rows taken where ${taken} have no line in import.csv`)
}
