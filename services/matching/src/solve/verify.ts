// npm run -s verify -- INPUT ANSWER: checks an answer against its input and trusts nothing else; the input tells the kind.
import { kindOfInput, kinds } from './kinds.ts'
import { readJson } from './read-json.ts'
import { BadInput } from './reader.ts'

const SHOWN = 20
const [inputFile, answerFile, ...more] = process.argv.slice(2)

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

/** What is wrong with the answer; ends the program when the input itself is no good. */
const flawsOf = (input: unknown, answer: unknown): readonly string[] => {
  const name = kindOfInput(input, answer)
  const check = name === undefined ? undefined : kinds[name].check
  if (name === undefined) return end(2, 'the input is of no kind that can be verified')
  if (check === undefined) return end(2, `answers of the kind ${name} cannot be verified`)
  return check(input, answer)
}

if (inputFile === undefined || answerFile === undefined || more.length > 0) {
  end(2, 'usage: npm run -s verify -- INPUT ANSWER')
}
try {
  const flaws = flawsOf(await readJson(inputFile), await readJson(answerFile))
  if (flaws.length > 0) {
    const rest = flaws.length > SHOWN ? `\n... and ${flaws.length - SHOWN} more` : ''
    end(1, `wrong: ${flaws.slice(0, SHOWN).join('\nwrong: ')}${rest}`)
  }
  process.stdout.write('right: every figure is true and the proof holds\n')
} catch (error) {
  if (error instanceof BadInput) end(2, error.message)
  throw error
}
