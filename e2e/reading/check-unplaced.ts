// Checks that every participant is either in the plan or in unplaced.csv with a reason, never both, never neither.

import type { ProgrammeReport } from './read-report.ts'
import type { Reading, Written } from './reading.ts'
import { type Programme, studentId } from './region.ts'
import { participantsOf } from './rules.ts'

export const checkUnplaced = (
  reading: Reading,
  programme: Programme,
  report: ProgrammeReport,
  planned: readonly Written[],
) => {
  const say = (words: string) => reading.breach(`unplaced.csv: ${words}`)
  const lines = reading.unplaced.get(programme.name) ?? []
  const inPlan = new Set(planned.map((line) => `${line.school} ${line.student}`))
  const byStudent = Map.groupBy(lines, (line) => `${line.school} ${line.student}`)
  const participants = new Set(participantsOf(reading.region.students, programme).map(studentId))
  for (const [id, own] of byStudent) {
    if (own.length > 1) say(`${id} stands there ${own.length} times for ${programme.name}`)
    if (own.some(({ reason }) => reason === '')) say(`${id} is given no reason for ${programme.name}`)
    if (inPlan.has(id)) say(`${id} has a place in ${programme.name}`)
    if (!participants.has(id)) say(`${id} takes no part in ${programme.name}`)
  }
  for (const id of participants) {
    if (!inPlan.has(id) && !byStudent.has(id)) say(`${id} has neither a place in ${programme.name} nor a reason`)
  }
  if (report.unplaced !== lines.length) {
    reading.breach(`report.json: ${report.unplaced} unplaced in ${programme.name}, unplaced.csv has ${lines.length}`)
  }
}
