import { writtenDay } from './written-day.ts'

describe('writtenDay', () => {
  it.each([
    ['nl', '31 augustus 2026'],
    ['en', '31 August 2026'],
  ] as const)('is written in %s as %s', (language, written) => expect(writtenDay(language, '2026-08-31')).toBe(written))
})
