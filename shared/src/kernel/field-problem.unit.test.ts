import { z } from 'zod'
import { say } from '../language/say.ts'
import { fieldProblem } from './field-problem.ts'

const schema = z.object({
  name: z.string().min(3).max(5),
  email: z.email(),
  kind: z.enum(['x', 'y']),
  places: z.int().min(1).max(9),
  lines: z.array(z.string()).min(1).max(2),
  time: z.string().regex(/^\d\d:\d\d$/),
})
const right = { name: 'Noor', email: 'a@b.example', kind: 'x', places: 2, lines: ['a'], time: '08:30' }
const said = (wrong: object) => {
  const { error } = schema.safeParse({ ...right, ...wrong })
  return (error?.issues ?? []).map((issue) => say('nl', fieldProblem(issue).text, fieldProblem(issue).values))
}

describe('the problem with a field', () => {
  it('is none when all is well', () => expect(said({})).toEqual([]))
  it.each([
    [{ name: 'a' }, 'te kort: minstens 3 tekens'],
    [{ name: 'abcdef' }, 'te lang: hoogstens 5 tekens'],
    [{ email: 'x' }, 'geen e-mailadres; schrijf het als naam@school.nl'],
    [{ kind: 'z' }, 'niet bekend; kies uit x, y'],
    [{ places: 0 }, 'te klein: minstens 1'],
    [{ places: 10 }, 'te groot: hoogstens 9'],
    [{ lines: [] }, 'te weinig: minstens 1'],
    [{ lines: ['a', 'b', 'c'] }, 'te veel: hoogstens 2'],
    [{ time: 'noon' }, 'niet in de juiste vorm geschreven'],
    [{ name: undefined }, 'ontbreekt, of is van een andere soort'],
  ])('of %j is said in plain Dutch', (wrong, text) => expect(said(wrong)).toEqual([text]))
})
