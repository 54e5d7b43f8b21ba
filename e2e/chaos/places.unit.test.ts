// A place that has moved would make a run that breaks nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mischief, mutants, points } from './places.ts'

const root = join(import.meta.dirname, '../..')
const places = [...Object.values(mutants), ...Object.values(points).flat(), mischief]

describe('the places where a run plants something', () => {
  it.each(places.map((place) => [`${place.file}: ${place.from}`, place] as const))('has %s', (_, { file, from }) =>
    expect(readFileSync(join(root, file), 'utf8').split(from)).toHaveLength(2),
  )
})
