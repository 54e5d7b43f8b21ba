// The command line as other programs use it: what it prints, where, and with which exit code.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'solve-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const run = (program: string, args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync('node', [join(import.meta.dirname, program), ...args], {
    input,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const small = {
  students: 3,
  openings: [1, 1],
  arcs: [
    [0, 0, 5],
    [1, 0, 3],
    [1, 1, 9],
    [2, 1, 4],
  ],
  unplacedCost: 20,
}

describe('solve', () => {
  it('prints one JSON object, whether the question comes from a file or from standard input', () => {
    const fromFile = run('main.ts', ['placement', file('small.json', small)])
    expect(fromFile.status).toBe(0)
    expect(fromFile.stderr).toBe('')
    const answer = JSON.parse(fromFile.stdout)
    expect(answer).toMatchObject({ placed: 2, objective: 27, bound: 27, gap: 0, milliseconds: expect.any(Number) })
    const piped = run('main.ts', ['placement', '-'], JSON.stringify(small))
    expect(JSON.parse(piped.stdout).assignment).toEqual(answer.assignment)
  })

  it('exits 2 and says just what is wrong with the input', () => {
    const bad = { ...small, arcs: [...small.arcs, [0, 1, 2.5]] }
    expect(run('main.ts', ['placement', file('bad.json', bad)])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'arcs[4][2]: not an integer: 2.5\n',
    })
    expect(run('main.ts', ['placement', '-'], '{"students": ').stderr).toMatch(/^standard input: not JSON: /)
    expect(run('main.ts', ['placement', join(folder, 'none.json')])).toMatchObject({ status: 2, stdout: '' })
    expect(run('main.ts', ['constructor', '-'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: /) })
  })
})

describe('verify', () => {
  it('exits 0 for a right answer, 1 for a wrong one and 2 without an input to check it by', () => {
    const input = file('input.json', small)
    const { stdout } = run('main.ts', ['placement', input])
    expect(run('verify.ts', [input, file('right.json', stdout)])).toMatchObject({ status: 0, stderr: '' })
    const wrong = { ...JSON.parse(stdout), objective: 26 }
    const told = run('verify.ts', [input, file('wrong.json', wrong)])
    expect(told).toMatchObject({ status: 1, stdout: '' })
    expect(told.stderr).toContain('the objective is 27, not 26')
    const none = { ...JSON.parse(stdout), certificate: undefined }
    expect(run('verify.ts', [input, file('none.json', none)]).stderr).toMatch(
      /^wrong: certificate: not an object|missing/,
    )
    expect(run('verify.ts', [file('empty.json', {}), file('right.json', stdout)]).status).toBe(2)
  })
})
