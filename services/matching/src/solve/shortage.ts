// The kind `shortage`: which groups of students are short of places however one plans.
import { shortages } from '../engine/shortage.ts'
import { kindOf } from './kind.ts'
import { readPairs } from './pairs.ts'

export const shortage = kindOf({
  read: readPairs,
  solve: ({ pairs }) => shortages(pairs),
  write: ({ unplaced, groups }) => ({
    unplaced,
    groups: groups.map(({ students, openings, short }) => ({
      students: Array.from(students),
      openings: Array.from(openings),
      short,
    })),
  }),
})
