import { join } from 'node:path'
import { say, type Text } from '@stagebureau/shared'
import { readSources } from './architecture.ts'

const slugs = [
  ...new Set(
    readSources(join(import.meta.dirname, '..'))
      .filter(({ path }) => !/\.test\.tsx?$/.test(path))
      .flatMap(({ text }) =>
        [...text.matchAll(/new DomainError\(\s*'\w+',\s*'([^']+)'/g)].map(([, slug]) => slug as Text),
      ),
  ),
]
/** What is the matter and then what to do, or nothing but what to do. */
const helps = (text: string) => /^(Geef aan|Vul|Say|Fill in) /.test(text) || /[.;?] +\S/.test(text)

describe('refusals', () => {
  it('are many', () => expect(slugs.length).toBeGreaterThan(60))
  it.each(['nl', 'en'] as const)('say in %s what to do next', (language) =>
    expect(slugs.filter((slug) => !helps(say(language, slug)))).toEqual([]),
  )
})
