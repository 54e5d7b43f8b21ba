import { join } from 'node:path'
import {
  environmentReaders,
  heavyReads,
  impureCode,
  kafkajsUsers,
  missingFiles,
  readSources,
  silentFiles,
  wrongArrows,
} from './architecture.ts'

const sources = readSources(join(import.meta.dirname, '..'))
const file = (path: string, text: string) => ({ path, text })

describe('the architecture', () => {
  it('has source to look at', () => expect(sources.length).toBeGreaterThan(100))

  describe('arrows between parts', () => {
    it('never turn back', () => expect(wrongArrows(sources)).toEqual([]))
    it.each([
      ['shared/src/a.ts', "import { b } from '@stagebureau/infra'"],
      ['services/companies/src/a.ts', "import { b } from '@stagebureau/placements'"],
      ['services/companies/src/a.ts', "import { b } from '../../placements/src/api.ts'"],
      ['infra/src/a.ts', "export * from '@stagebureau/gateway'"],
      ['services/matching/src/a.ts', "const b = await import('@stagebureau/companies')"],
      ['web/src/a.ts', "import { b } from '@stagebureau/shared'"],
      ['web/src/a.ts', "import { b } from '@stagebureau/infra/screens'"],
    ])('would be seen in %s', (path, text) => expect(wrongArrows([file(path, text)])).toHaveLength(1))
  })

  describe('shared, domain and engine', () => {
    it('do no I/O', () => expect(impureCode(sources)).toEqual([]))
    it.each([
      ['services/companies/src/domain/a.ts', "import { readFileSync } from 'node:fs'"],
      ['services/companies/src/domain/a.ts', "import { findOne } from '@stagebureau/infra'"],
      ['services/matching/src/engine/a.ts', 'const now = Date.now()'],
      ['shared/src/kernel/a.ts', 'export const id = Math.random()'],
      ['services/placements/src/domain/a.ts', 'console.log(1)'],
    ])('would be caught in %s with %s', (path, text) => expect(impureCode([file(path, text)])).toHaveLength(1))
  })

  describe('the environment', () => {
    it('is read in one file', () => expect(environmentReaders(sources)).toEqual([]))
    it('would be caught elsewhere', () =>
      expect(environmentReaders([file('gateway/src/a.ts', 'process.env.PORT')])).toHaveLength(1))
  })

  describe('services', () => {
    it('have the same file names', () =>
      expect(missingFiles(sources, ['companies', 'matching', 'placements'])).toEqual([]))
    it('would be caught without one', () => {
      const without = sources.filter(({ path }) => path !== 'services/matching/src/events.ts')
      expect(missingFiles(without, ['matching'])).toEqual(['services/matching/src/events.ts is missing'])
    })
  })

  describe('files', () => {
    it('begin with a sentence about themselves', () => expect(silentFiles(sources)).toEqual([]))
    it('would be caught silent', () =>
      expect(silentFiles([file('infra/src/a.ts', 'export const a = 1')])).toHaveLength(1))
  })

  describe('documents', () => {
    it('are read as plain objects', () => expect(heavyReads(sources)).toEqual([]))
    it.each([
      'const a = await model.find({ b })',
      'await store.plans.findOne({ _id })',
      'model\n    .find({})\n    .sort({})',
    ])('would be caught with %j', (text) => expect(heavyReads([file('infra/src/a.ts', text)])).toHaveLength(1))
  })

  describe('kafkajs', () => {
    it('is imported by one file at most', () => expect(kafkajsUsers(sources)).toEqual([]))
    it('would be caught in a second one', () => {
      const two = ['infra/src/a.ts', 'infra/src/b.ts'].map((path) => file(path, "import { Kafka } from 'kafkajs'"))
      expect(kafkajsUsers(two)).toHaveLength(1)
    })
  })
})
